"""A part of a grade in words, for the desk; the phone says the same in tools/outcomes/wording.js."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.earnings import grade

Part = Mapping[str, Any]


def name(part: Part) -> str:
    """Return what the part is about."""
    return {
        grade.ON_TIME: _("On time"),
        grade.COMPLETE: _("Completeness"),
        grade.FIRST_TIME: _("Right the first time"),
        grade.WELL_TOLD: _("Well told"),
        grade.BY_HAND: _("The reviewer's mark"),
    }[part["code"]]


def why(part: Part) -> str:
    """Return in words what the part was counted from."""
    return _SENTENCES[part["code"]](part) % {"n": part["count"], "of": part["of"]}


def _on_time(part: Part) -> str:
    if not part["count"]:
        return _("Within the window")
    return ngettext(
        "%(n)d minute after the window had closed",
        "%(n)d minutes after the window had closed",
        part["count"],
    )


def _complete(part: Part) -> str:
    if not part["count"]:
        return ngettext(
            "The one question with what was asked for",
            "All %(of)d questions with what was asked for",
            part["of"],
        )
    return ngettext(
        "%(n)d of %(of)d question without what was asked for",
        "%(n)d of %(of)d questions without what was asked for",
        part["of"],
    )


def _first_time(part: Part) -> str:
    if not part["count"]:
        return _("Never sent back")
    return ngettext("Sent back once", "Sent back %(n)d times", part["count"])


def _well_told(part: Part) -> str:
    if not part["count"]:
        return _("No remark passed over")
    return ngettext("%(n)d remark passed over", "%(n)d remarks passed over", part["count"])


def _by_hand(part: Part) -> str:
    return _("%(n)d of %(of)d by the reviewer")


_SENTENCES = {
    grade.ON_TIME: _on_time,
    grade.COMPLETE: _complete,
    grade.FIRST_TIME: _first_time,
    grade.WELL_TOLD: _well_told,
    grade.BY_HAND: _by_hand,
}
