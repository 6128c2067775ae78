"""The checklists that ship with the product, one data file each.

A file says only what differs from `TOUCHPOINT` and `QUESTION`. Touchpoints and questions carry
a `key` instead of an identity, and conditions refer to keys; keys never change, so that what is
built on a starter can find its questions again. A folder that is named for a language has, by part
and slot, the texts of those starters that exist in it.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

TOUCHPOINT: dict[str, Any] = {
    "channel": "in_person",
    "kind": "people",
    "controlled": True,
    "weight": "1",
    "floor": "60",
    "magic": "90",
}
QUESTION: dict[str, Any] = {
    "help": "",
    "role": "standard",
    "weight": "1",
    "knock_out": False,
    "required": True,
    "not_applicable": False,
    "could_not_check": True,
    "good": None,
    "options": [],
    "steps": None,
    "step_labels": [],
    "bands": [],
    "unit": "",
    "minimum": None,
    "maximum": None,
    "condition": None,
    "photo": {"rule": "optional", "min": 0, "max": 6},
    "note": {"rule": "optional", "min": 0, "max": 1000},
}


def names() -> list[str]:
    """Return the names by which starters are loaded, in alphabetical order."""
    return sorted(path.stem for path in HERE.glob("*.json"))


def load(name: str) -> dict[str, Any]:
    """Return a starter as a ChecklistDocument whose parts have keys instead of identities.

    Raises:
        KeyError: there is no such starter.
    """
    if name not in names():
        raise KeyError(name)
    starter: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return {
        **starter,
        "touchpoints": [_touchpoint(moment) for moment in starter["touchpoints"]],
        "translations": {
            path.parent.name: json.loads(path.read_text("utf-8"))
            for path in sorted(HERE.glob(f"*/{name}.json"))
        },
    }


def _touchpoint(moment: dict[str, Any]) -> dict[str, Any]:
    questions = [{**_copy(QUESTION), **question} for question in moment["questions"]]
    return {**TOUCHPOINT, **moment, "questions": questions}


def _copy(neutral: dict[str, Any]) -> dict[str, Any]:
    """Return neutral values that no two questions share."""
    copied: dict[str, Any] = json.loads(json.dumps(neutral))
    return copied
