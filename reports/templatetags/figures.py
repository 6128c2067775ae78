"""How reports print figures: verdicts by word and glyph, percents, points with their sign."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reports.shapes import Photo
from shopper.review.models import FollowUp
from shopper.visits.eyes import Feeling, Lens

register = template.Library()

GLYPHS = {"misery": "▼", "mediocrity": "●", "magic": "▲"}
NOISE_POINTS = 2
LONGEST_NAME = 46


@register.filter
def glyph(verdict: str | None) -> str:
    """Return the verdict's shape; a circle that is hatched is drawn, not typed."""
    return GLYPHS.get(verdict or "", "○")


@register.filter
def verdict_word(verdict: str | None) -> str:
    return str(Feeling(verdict).label) if verdict else _("Not observed")


@register.filter
def percent(number: Decimal | None) -> str:
    """Return “83.3 %”, or a dash where there is no percent."""
    return "–" if number is None else f"{number_format(number, 1)} %"


@register.filter
def signed(number: Decimal | None) -> str:
    """Return “+4.2” or “−3.1”; blank where nothing is known."""
    if number is None:
        return ""
    sign = "+" if number > 0 else "−" if number < 0 else "±"
    return f"{sign}{number_format(abs(number), 1)}"


@register.filter
def cost(points: Decimal) -> str:
    """Return “−4.2”, the points that were lost; a plain zero when none were."""
    return signed(-points) if points else number_format(points, 1)


@register.filter
def is_noticeable(change: Decimal | None) -> bool:
    """Say whether a change is more than the two points that mean nothing."""
    return change is not None and abs(change) > NOISE_POINTS


@register.filter
def plain(number: Decimal | None) -> str:
    """Return a number without idle zeros."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def follow_up_word(kind: str) -> str:
    return str(FollowUp.Kind(kind).label)


@register.filter
def status_word(status: str) -> str:
    return str(FollowUp.Status(status).label)


@register.filter
def lens_word(lens: str) -> str:
    return str(Lens(lens).label)


@register.filter
def short(name: str) -> str:
    """Return a name as it fits on the cover; the pages behind it tell the whole."""
    return Truncator(name).chars(LONGEST_NAME)


@register.filter
def references(numbers: tuple[int, ...], letter: str) -> str:
    """Return “P3, P4” for numbers and the letter of their kind."""
    return ", ".join(f"{letter}{number}" for number in numbers)


@register.filter
def alt(photo: Photo) -> str:
    """Describe a photograph to who cannot see it: caption, moment and verdict."""
    return f"{photo.caption} {photo.moment_name}: {verdict_word(photo.verdict)}".strip()
