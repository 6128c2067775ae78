"""Where a shopper was at the beginning and at the end of a visit, as their phone wrote it down."""

from collections.abc import Iterator
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from msgspec import Meta, Struct

EARTH_ROUND_M = 40_100_000
Occasion = Literal["start", "end"]


class CheckInInput(Struct):
    """One tap: a position with its accuracy, or that the shopper said no, or that none was found."""

    at: Annotated[str, Meta(max_length=40, description="ISO 8601 with its offset, phone's clock")]
    outcome: Literal["given", "refused", "unknown"]
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    accuracy_m: Annotated[float, Meta(ge=0, le=EARTH_ROUND_M)] | None = None


def misfits(check_ins: dict[Occasion, CheckInInput]) -> Iterator[str]:
    """Say what does not fit together: a position has all its parts, and nothing else has any."""
    for one in check_ins.values():
        parts = [one.latitude, one.longitude, one.accuracy_m]
        if one.outcome == "given" and None in parts:
            yield _("A position needs latitude, longitude and accuracy.")
        if one.outcome != "given" and parts != [None, None, None]:
            yield _("Only a position that was given has coordinates.")
