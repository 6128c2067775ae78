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


def enclosed(starter: Mapping[str, Any], client: str) -> dict[str, Any]:
    """Return the starter with the pictures that this client shows its shoppers."""
    examples = EXAMPLES.get(client, {})
    return {
        **starter,
        "pictures": [_picture(*shown) for shown in BRIEFING.get(client, {}).items()],
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


def _picture(name: str, alt: str) -> dict[str, str]:
    encoded = base64.b64encode(pictures.as_example(name)).decode()
    return {"src": f"data:image/jpeg;base64,{encoded}", "alt": alt}
