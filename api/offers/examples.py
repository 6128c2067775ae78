"""One true example of each body that is sent before a visit begins."""

from api.examples import answered, sent

ACCEPTED = [answered("Taken on", {"status": "accepted"})]
ANOTHER_DATE = [
    sent(
        "The day after",
        {
            "id": "01935f2e-8000-7000-8000-0000000000f2",
            "opens": "2026-11-25T09:00",
            "closes": "2026-11-25T18:00",
            "note": "My train on Tuesday was cancelled.",
        },
    ),
    answered("The office is asked", {"status": "asked"}),
]
DECLINE = [
    sent(
        "A reason",
        {
            "id": "01935f2e-8000-7000-8000-0000000000f1",
            "code": "ill",
            "reason": "I have a cold until Friday.",
        },
    ),
    answered("Given back", {"status": "declined"}),
]
