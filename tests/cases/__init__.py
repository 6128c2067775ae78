"""Tables of cases that the server and the phone must both pass, and how Python reads them.

The phone's tests read the same files by `tests/frontend/phone/cases.js`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load(table: str) -> list[dict[str, Any]]:
    """Return the cases of a table, each filled up from the table's defaults."""
    return [filled(case, defaults(table)) for case in _content(table)["cases"]]


def defaults(table: str) -> dict[str, Any]:
    """Return what a case does not say: a touchpoint, a question and an answer."""
    found: dict[str, Any] = _content(table)["defaults"]
    return found


@cache
def _content(table: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((HERE / f"{table}.json").read_text("utf-8"))
    return content


def filled(case: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    return {
        "photos": {},
        **case,
        "touchpoints": [_touchpoint(moment, defaults) for moment in case["touchpoints"]],
        "answers": {
            question: {**defaults["answer"], **answer}
            for question, answer in case["answers"].items()
        },
    }


def _touchpoint(moment: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    questions = [{**defaults["question"], **question} for question in moment["questions"]]
    return {**defaults["touchpoint"], **moment, "questions": questions}


def differences(actual: Any, expected: Any, where: str = "") -> list[str]:
    """Name what differs. Of an object only the expected members count, of a list every element."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [
            difference
            for name, value in expected.items()
            for difference in differences(actual.get(name, "missing"), value, f"{where}.{name}")
        ]
    if isinstance(expected, list) and isinstance(actual, list) and len(actual) == len(expected):
        return [
            difference
            for place, (found, wanted) in enumerate(zip(actual, expected, strict=True))
            for difference in differences(found, wanted, f"{where}[{place}]")
        ]
    if actual == expected and type(actual) is type(expected):
        return []
    return [f"{where}: expected {expected!r}, found {actual!r}"]


def named(cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Arguments for `parametrize`, so that a failing case reads as a sentence."""
    return {"argvalues": cases, "ids": [case["name"] for case in cases]}
