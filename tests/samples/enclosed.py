"""What a checklist may enclose: a quiz, and a picture made by code."""

import base64

from tests.samples import photographs

QUIZ = [
    {
        "text": "May you take notes in front of the driver?",
        "options": ["Yes", "No, never"],
        "right": 1,
        "why": "Whoever writes is noticed.",
    }
]


def picture(
    alt: str = "The roof sign, lit", content: bytes | None = None, media_type: str = "image/jpeg"
) -> dict[str, str]:
    """Return a picture as a checklist encloses it; without content, a small photograph."""
    content = photographs.jpeg(64, 48) if content is None else content
    return {"src": f"data:{media_type};base64,{base64.b64encode(content).decode()}", "alt": alt}
