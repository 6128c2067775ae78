"""The phone's client is layered: main ► screens ► tools ► components | storage | sync | camera ► model."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import CLIENT, name_of, written_by_hand

LAYERS = {
    "": 4,
    "screens": 3,
    "tools": 2,
    "components": 1,
    "storage": 1,
    "sync": 1,
    "camera": 1,
    "model": 0,
}
OPENS_THE_TOOLS = CLIENT / "components" / "later.js"
IMPORT = re.compile(
    r"""^\s*(?:import\s*|(?:import|export)\b[^"'`;()]*?\bfrom\s*)["'](?P<path>[^"']+)["']""",
    re.MULTILINE,
)
DYNAMIC_IMPORT = re.compile(r"""\bimport\(\s*["'](?P<path>[^"']+)["']""")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)

# A word of the browser, and the only folders in which it may be spoken ("" is main and its like).
RESERVED = {
    r"(?<![.\w])document\.(?:body|create|get|query|add|title|head|active|visibility|documentE|cookie)\w*": {
        *("", "screens", "tools", "components", "camera"),
    },
    r"(?<![.\w])fetch\(": {"", "sync"},
    r"\bindexedDB\b|\bopenDB\(": {"storage"},
    r"(?<![.\w])(localStorage|sessionStorage)\b": {"storage"},
    r"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|dangerouslySetInnerHTML": set(),
    r"^export default\b": set(),
}


def modules() -> list[Path]:
    return [path for path in written_by_hand(".js") if path.is_relative_to(CLIENT)]


def layer_of(path: Path) -> str:
    parts = path.relative_to(CLIENT).parts
    return parts[0] if len(parts) > 1 else ""


def code_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def imports_of(path: Path):
    code = code_of(path)
    for pattern in (IMPORT, DYNAMIC_IMPORT):
        for match in pattern.finditer(code):
            yield match["path"]


def may_import(importer: str, imported: str) -> bool:
    """True downwards and within one folder; anyone may import what is vendored."""
    if imported == "vendor" or importer == imported:
        return True
    return LAYERS[importer] > LAYERS[imported]


def test_every_folder_of_the_client_has_its_place():
    unplaced = {layer_of(path) for path in modules()} - set(LAYERS)

    assert not unplaced


def test_modules_import_downwards_and_by_a_path_that_exists():
    wrong = []
    for path in modules():
        for imported in imports_of(path):
            target = (path.parent / imported).resolve()
            if not imported.startswith("."):
                wrong.append(f"{name_of(path)} imports {imported}, which no browser can find")
            elif not target.is_file() or not target.is_relative_to(CLIENT):
                wrong.append(f"{name_of(path)} imports {imported}, which is not there")
            elif layer_of(target) == "tools" and path == OPENS_THE_TOOLS:
                continue
            elif not may_import(layer_of(path), layer_of(target)):
                wrong.append(f"{name_of(path)} imports {imported}, against the layers")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("word", RESERVED)
def test_each_power_of_the_browser_is_used_in_its_own_folder(word):
    pattern = re.compile(word, re.MULTILINE)

    found = [
        f"{name_of(path)}: {match.group()}"
        for path in modules()
        if layer_of(path) not in RESERVED[word]
        for match in pattern.finditer(code_of(path))
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ('import { a } from "./a.js";', "./a.js"),
        ('import {\n  a,\n  b,\n} from "../b.js";', "../b.js"),
        ('import "./c.js";', "./c.js"),
        ('export { d } from "./d.js";', "./d.js"),
        ('export const role = "standard";', None),
        ('export function f(from) { return g(from, "x"); }', None),
    ],
)
def test_the_rule_sees_each_form_of_import(code, path):
    match = IMPORT.search(code)

    assert (match and match["path"]) == path


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("", "screens", True),
        ("screens", "sync", True),
        ("sync", "model", True),
        ("model", "vendor", True),
        ("storage", "storage", True),
        ("storage", "sync", False),
        ("model", "storage", False),
        ("components", "screens", False),
        ("screens", "", False),
    ],
)
def test_the_layers_are_those_of_the_design(importer, imported, allowed):
    assert may_import(importer, imported) is allowed
