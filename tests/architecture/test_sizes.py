"""No file and no function grows for ever."""

import ast
from pathlib import Path

from tests.architecture.tree import name_of, parsed, product_python, written_by_hand

MOST_LINES_IN_A_FILE = 300
# A test repeats its sentences and its given; a third more is still one room.
MOST_LINES_IN_A_TEST_FILE = 450
MOST_LINES_IN_A_FUNCTION = 40


def test_no_file_grows_past_its_ceiling():
    sizes = {path: len(path.read_text().splitlines()) for path in written_by_hand(".py", ".js")}

    too_long = [
        f"{name_of(path)}: {size} lines, of {ceiling_of(path)} at most"
        for path, size in sizes.items()
        if size > ceiling_of(path)
    ]

    assert not too_long, "\n".join(too_long)


def ceiling_of(path: Path) -> int:
    is_test = name_of(path).startswith("tests/")
    return MOST_LINES_IN_A_TEST_FILE if is_test else MOST_LINES_IN_A_FILE


def test_no_function_grows_past_its_ceiling():
    too_long = [
        f"{name_of(path)}:{function.lineno} {function.name}: {size} lines without its docstring, "
        f"of {MOST_LINES_IN_A_FUNCTION} at most"
        for path in product_python()
        for function, size in function_sizes(path)
        if size > MOST_LINES_IN_A_FUNCTION
    ]

    assert not too_long, "\n".join(too_long)


def function_sizes(path: Path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = node.end_lineno - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node) is not None:
                size -= first.end_lineno - first.lineno + 1
            yield node, size
