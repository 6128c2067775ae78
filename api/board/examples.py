"""One true example of each answer of the board."""

from api.examples import NOW, VISIT_ID, answered

_PLACE = {
    "name": "Cab 12",
    "organization": "Harbour Cabs",
    "address": "Landungsbrücken 4",
    "postal_code": "20359",
    "city": "Hamburg",
    "country": "DE",
    "latitude": "53.5457",
    "longitude": "9.9661",
    "time_zone": "Europe/Berlin",
    "directions": "The stand by the clock tower.",
}
_OPEN = {
    "id": VISIT_ID,
    "checklist": "Cab ride",
    "location": _PLACE,
    "opens_at": "2026-11-24T08:00:00+00:00",
    "closes_at": "2026-11-28T17:00:00+00:00",
    "fee": {"amount": "12.50", "currency": "EUR", "note": "+ fare"},
    "why_not": None,
}
_LOCKED = {
    "code": "locked_out",
    "sentence": "You were here on Mon 2 Nov 2026. From Wed 2 Dec 2026 on you can come again.",
    "until": "2026-12-02T10:00:00+00:00",
}
BOARD = [
    answered("One to claim", {"visits": [_OPEN], "count": 1, "now": NOW}),
    answered(
        "Locked out",
        {"visits": [_OPEN | {"fee": None, "why_not": _LOCKED}], "count": 1, "now": NOW},
    ),
]
CLAIMED = [answered("It is the shopper's", {"status": "claimed"})]
