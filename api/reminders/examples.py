"""One true example of which reminders a shopper wants."""

from api.examples import answered

WISHES = [
    answered(
        "One is switched off",
        {
            "reminders": [
                {"kind": "upcoming", "on": True},
                {"kind": "closing", "on": True},
                {"kind": "unanswered", "on": True},
                {"kind": "returned", "on": False},
                {"kind": "follow_through", "on": True},
            ]
        },
    )
]
