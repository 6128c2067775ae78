"""Where the shopper was at the beginning and at the end, in words for the reviewer alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from shopper.organizations.models import Location
from shopper.sync.documents import moment
from shopper.sync.models import Revision
from shopper.visits.distance import Position, metres
from shopper.visits.models import Visit
from shopper.writing import figure

BY_TENS_M, KILOMETRE_M = 100, 1000


@dataclass(frozen=True)
class Presence:
    """One check-in or check-out: when, by the phone's clock, and where."""

    is_end: bool
    at: datetime
    words: str


def presences_of(visit: Visit) -> list[Presence]:
    """Return what the visit's document says of it, the beginning first; none where nobody tapped."""
    standing = Revision.objects.standing(visit.pk)
    told = standing.document.get("check_ins", {}) if standing else {}
    return [
        Presence(name == "end", moment(told[name]["at"]), _words(told[name], visit.location))
        for name in ("start", "end")
        if name in told
    ]


def _words(told: Mapping[str, Any], location: Location) -> str:
    if told["outcome"] != "given":
        return _("refused") if told["outcome"] == "refused" else _("not given")
    accuracy = _far(told["accuracy_m"])
    if location.latitude is None or location.longitude is None:
        sentence = _("given, accurate to %(accuracy)s; the place has no coordinates")
        return sentence % {"accuracy": accuracy}
    place = Position(float(location.latitude), float(location.longitude))
    away = metres(Position(told["latitude"], told["longitude"]), place)
    sentence = _("about %(distance)s from the place, accurate to %(accuracy)s")
    return sentence % {"distance": _far(away), "accuracy": accuracy}


def _far(length_m: float) -> str:
    """Say a distance as precisely as anybody needs: metres, tens of them, tenths of a kilometre."""
    if round(length_m) >= KILOMETRE_M:
        return _("%(km)s km") % {"km": figure(round(length_m / KILOMETRE_M, 1))}
    whole = round(length_m) if length_m < BY_TENS_M else round(length_m, -1)
    return _("%(metres)d m") % {"metres": whole}
