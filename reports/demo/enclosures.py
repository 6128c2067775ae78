"""What the demo's checklists enclose: pictures of what is wanted, small enough for every phone."""

import base64
from collections.abc import Mapping
from typing import Any

from reports.demo import pictures
from reports.demo.places import HARBOUR_CABS

BRIEFING = {HARBOUR_CABS.name: {"cab-night": "Cabs wait here, also after dark"}}
EXAMPLES = {
    HARBOUR_CABS.name: {
        "outside_photo": ("cab-polished", "The whole cab and its roof sign, and no faces"),
        "inside_photo": ("seat-clean", "The back seat and the floor in one picture"),
    }
}
GERMAN = {
    "Cabs wait here, also after dark": "Hier warten die Taxis, auch nach Einbruch der Dunkelheit",
    "The whole cab and its roof sign, and no faces": "Das ganze Taxi mit Dachschild, keine Gesichter",
    "The back seat and the floor in one picture": "Rückbank und Boden in einem Bild",
}


def enclosed(starter: Mapping[str, Any], client: str) -> dict[str, Any]:
    """Return the starter with the pictures that this client shows its shoppers."""
    briefing, examples = BRIEFING.get(client, {}), EXAMPLES.get(client, {})
    german = starter["translations"].get("de")
    return {
        **starter,
        "translations": {"de": _in_german(german, briefing, examples)} if german else {},
        "pictures": [_picture(*shown) for shown in briefing.items()],
        "touchpoints": [
            {
                **moment,
                "questions": [
                    {**question, "example": _picture(*examples[question["key"]])}
                    if question["key"] in examples
                    else question
                    for question in moment["questions"]
                ],
            }
            for moment in starter["touchpoints"]
        ],
    }


def _in_german(
    texts: Mapping[str, Mapping[str, str]],
    briefing: Mapping[str, str],
    examples: Mapping[str, tuple[str, str]],
) -> dict[str, Mapping[str, str]]:
    """Return the German of a starter with that of the pictures."""
    shown = {f"picture.{place}": GERMAN[alt] for place, alt in enumerate(briefing.values())}
    described = {
        key: {**texts[key], "example": GERMAN[alt]} for key, (_name, alt) in examples.items()
    }
    return {**texts, "checklist": {**texts["checklist"], **shown}, **described}


def _picture(name: str, alt: str) -> dict[str, str]:
    encoded = base64.b64encode(pictures.as_example(name)).decode()
    return {"src": f"data:image/jpeg;base64,{encoded}", "alt": alt}
