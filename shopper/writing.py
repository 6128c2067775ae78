"""Dates and numbers as each language writes them; `date` takes the place of the template filter everywhere."""

import datetime
from typing import Any

from django import template
from django.template import defaultfilters
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, ngettext

register = template.Library()


def shape_here(shape: str) -> str:
    """Return a shape such as `j M Y` in the language spoken now: a German day is followed by a point."""
    return shape.replace("j ", "j. ") if (get_language() or "").startswith("de") else shape


def written(day: datetime.date, shape: str) -> str:
    """Return the date in this shape, in the language spoken now."""
    return date_format(day, shape_here(shape))


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, shape: str | None = None) -> str:
    return defaultfilters.date(value, None if shape is None else shape_here(shape))


@register.filter(is_safe=False)
def figure(plain: object) -> str:
    """Return a plain decimal as it is written here: 86.0 is 86,0 in German; no digit is lost."""
    return str(plain).replace(".", str(get_format("DECIMAL_SEPARATOR")))


@register.filter(is_safe=False)
def hours(count: int) -> str:
    """Return a length of time in words: in days where it is of whole days."""
    if count and count % 24 == 0:
        return ngettext("%(n)d day", "%(n)d days", count // 24) % {"n": count // 24}
    return ngettext("%(n)d hour", "%(n)d hours", count) % {"n": count}
