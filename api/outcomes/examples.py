"""One true example of what became of a visit."""

from typing import Any

from api.examples import NOW, VISIT_ID, answered


def _part(code: str, weight: int, percent: int, count: int, of: int = 0) -> dict[str, Any]:
    return {"code": code, "weight": weight, "percent": percent, "count": count, "of": of}


_BACK = {
    "question": "What did the ride cost?",
    "spent": "24.80",
    "limit": "30.00",
    "granted": "20.00",
    "currency": "EUR",
    "reason": "A tip is not given back.",
}
_EARNING = {
    "approved_at": "2026-11-21T16:20:00+00:00",
    "grade": 91,
    "parts": [
        _part("on_time", 25, 100, 0),
        _part("complete", 25, 92, 1, 12),
        _part("first_time", 20, 100, 0),
        _part("well_told", 15, 75, 1),
        _part("by_hand", 15, 75, 4, 5),
    ],
    "words": "Vivid and to the point.",
    "given_back": [_BACK],
    "due": [{"amount": "38.00", "currency": "EUR"}],
    "payable_on": "2026-12-05",
    "paid_on": None,
}
_SENT_BACK = {
    "question": "Is the inside spotlessly clean?",
    "note": "The photo is blurred. Please take it again.",
    "at": "2026-11-21T15:30:00+00:00",
    "redone_at": "2026-11-21T16:00:00+00:00",
}
_VISIT = {
    "id": VISIT_ID,
    "status": "approved",
    "location": "Cab 12",
    "organization": "Harbour Cabs",
    "time_zone": "Europe/Berlin",
    "opens_at": "2026-11-21T08:00:00+00:00",
    "closes_at": "2026-11-21T20:00:00+00:00",
    "submitted_at": "2026-11-21T16:00:00+00:00",
    "cancelled_because": "",
    "sent_back": [_SENT_BACK],
    "follow_through": [
        {
            "moment": "Follow-through",
            "opens_at": "2026-11-28T16:00:00+00:00",
            "closes_at": "2026-12-01T16:00:00+00:00",
            "is_open": False,
            "outcome": "answered",
        }
    ],
    "fee": {"amount": "18.00", "currency": "EUR", "note": ""},
    "earning": _EARNING,
}
OUTCOMES = [
    answered("Approved", {"visits": [_VISIT], "page": 1, "has_more": False, "now": NOW}),
]
