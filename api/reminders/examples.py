"""One true example of which reminders a shopper wants, and of a phone that is told of them."""

from typing import Any

from api.examples import answered, sent

KEY = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"


def _wishes(*, phone: bool) -> dict[str, Any]:
    return {
        "reminders": [
            {"kind": "upcoming", "on": True},
            {"kind": "closing", "on": True},
            {"kind": "unanswered", "on": True},
            {"kind": "returned", "on": False},
            {"kind": "follow_through", "on": True},
        ],
        "phone": {"key": KEY, "on": phone},
    }


WISHES = [answered("One is switched off", _wishes(phone=False))]
TOLD = [answered("This phone is told", _wishes(phone=True))]
SUBSCRIPTION = [
    sent(
        "As a browser gives it",
        {
            "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn",
            "keys": {"p256dh": KEY, "auth": "tBHItJI5svbpez7KI4CCXg"},
        },
    )
]
