"""Nothing happens behind the reader's back: no signals, no logic in save, no rooms without a name."""

import ast

from tests.architecture.tree import PRODUCT, ROOT, files, name_of, parsed, product_python

NAMELESS = {"utils", "helpers", "common", "misc", "services", "managers", "util", "helper"}


def test_no_code_hangs_on_a_signal():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in product_python()
        for node in ast.walk(parsed(path))
        if hears_a_signal(node)
    ]

    assert not found, "call the function instead:\n" + "\n".join(found)


def hears_a_signal(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module="django.dispatch" | "django.dispatch.dispatcher"):
            return True
        case ast.ImportFrom(module=str(module)) if module.endswith(".signals"):
            return True
        case ast.Call(func=ast.Attribute(attr="connect", value=ast.Name() | ast.Attribute())):
            return "signal" in ast.unparse(node.func)
    return False


def test_saving_or_deleting_a_row_does_nothing_else():
    found = [
        f"{name_of(path)}:{method.lineno} {table.name}.{method.name}"
        for path in product_python()
        if path.name == "models.py" or path.parent.name == "models"
        for table in ast.walk(parsed(path))
        if isinstance(table, ast.ClassDef)
        for method in table.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]

    assert not found, "an operation belongs in a module of its own:\n" + "\n".join(found)


def test_every_module_is_named_for_its_subject():
    found = [
        name_of(path)
        for path in files()
        if path.suffix in {".py", ".js"}
        and NAMELESS & {path.stem, *path.relative_to(ROOT).parts}
        and name_of(path).split("/")[0] in PRODUCT
    ]

    assert not found


def test_each_package_has_a_guided_tour():
    missing = [package for package in PRODUCT if not (ROOT / package / "README.md").is_file()]

    assert not missing
