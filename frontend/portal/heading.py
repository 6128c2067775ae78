"""What stands above an owner's map: whose locations these are, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.organizations.models import Location

NAMED_BEFORE_MORE = 2


@dataclass(frozen=True)
class Heading:
    """The organizations in words, empty where there is none, and the number of their locations."""

    organizations: str
    location_count: int


def above(locations: QuerySet[Location]) -> Heading:
    """Sum up all these locations, however few of them one page shows; in one query."""
    counted = locations.order_by("organization__name", "organization").values_list(
        "organization", "organization__name"
    )
    rows = list(counted.annotate(Count("pk")))
    return Heading(in_words([name for _id, name, _n in rows]), sum(n for _id, _name, n in rows))


def in_words(names: Sequence[str]) -> str:
    """Name one, two or three organizations; of more only the first ones, and how many others."""
    if not names:
        return ""
    if len(names) <= NAMED_BEFORE_MORE + 1:
        *before, last = names
        if not before:
            return last
        return _("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last}
    others = len(names) - NAMED_BEFORE_MORE
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", others) % {
        "names": ", ".join(names[:NAMED_BEFORE_MORE]),
        "n": others,
    }
