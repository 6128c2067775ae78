"""A remark in words, for the shopper who mends and for the reviewer who sends back alike."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.coaching.remarks import Remark


def words(remark: Remark) -> str:
    """Return what to look at and what to do, in the language of the moment."""
    if remark.level == "required" and remark.code == "staff_named":
        text = _("A person is named: “%(about)s”. Names must not be given here; say the role.")
    elif remark.code in ("photo", "note"):
        text = _evidence(remark)
    else:
        text = _sentences()[remark.code]
    return text % {"have": remark.have, "need": remark.need, "about": remark.about}


def _sentences() -> dict[str, str]:
    return {
        "answer": _("Not answered yet"),
        "reason": _("Say why it could not be checked"),
        "bad_without_word": _("The answer needs a word: what was seen or heard?"),
        "praise_of_failed": _("The answer objects, the note sounds content. Which one is right?"),
        "complaint_of_passed": _(
            "The answer is content, the note sounds like a complaint. Which one is right?"
        ),
        "short_text": _("%(have)s of at least %(need)s characters. What was it like exactly?"),
        "like_last_visit": _(
            "Almost the words of the last visit here. What was it like this time?"
        ),
        "same_text": _("The same words as for “%(about)s”. What was it like here?"),
        "staff_named": _(
            "A person is named: “%(about)s”. Is the name needed, or is the role enough?"
        ),
        "far_number": _("Far from what is usual here. Are the number and its unit right?"),
    }


def _evidence(remark: Remark) -> str:
    count = remark.need - remark.have
    if remark.code == "photo":
        photos = ngettext("A photo is still missing", "%(count)s photos are still missing", count)
        return photos % {"count": count}
    if remark.have == 0:
        return _("A note is still missing")
    more = ngettext(
        "The note needs %(count)s more character",
        "The note needs %(count)s more characters",
        count,
    )
    return more % {"count": count}
