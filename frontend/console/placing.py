"""The order of what stands below one another on a form: each says its place, without any script."""

from collections.abc import Sequence
from typing import TypeVar

from django import forms
from django.utils.translation import gettext_lazy

Placed = TypeVar("Placed", bound=forms.Form)


def field(count: int) -> forms.ChoiceField:
    """Return a field for one of so many places, counted from 1."""
    places = [(str(place), str(place)) for place in range(1, count + 1)]
    return forms.ChoiceField(
        label=gettext_lazy("Place in the order"), required=False, choices=places
    )


def in_order(placed: Sequence[Placed]) -> list[Placed]:
    """Return valid forms by the places they say; the one that was moved goes before its neighbour.

    Moved down, it goes behind it, so that what was said to be third is third.
    """

    def key(stood: int) -> tuple[int, int, int]:
        wanted = int(placed[stood - 1].cleaned_data.get("place") or stood)
        return wanted, (wanted > stood) - (wanted < stood), stood

    return [placed[stood - 1] for stood in sorted(range(1, len(placed) + 1), key=key)]
