"""Everything the domain can decline, as exceptions with a stable code."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

Errors = Mapping[str, Sequence[str]]


class Refusal(Exception):
    """The domain declines, with a code for machines and a sentence for people.

    `errors` names the fields (or questions) at fault; `facts` carries what the asker
    needs in order to go on, such as the photos still missing.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[Any] = _("This cannot be done.")

    def __init__(self, detail: Any = None, *, errors: Errors | None = None, **facts: Any) -> None:
        super().__init__(detail or self.sentence)
        self.detail = detail or self.sentence
        self.errors: Errors = errors or {}
        self.facts = facts


class Invalid(Refusal):
    """What was given does not have the shape or the values it must have."""

    code = "invalid"
    sentence = _("Some of this is not valid.")


class NotAllowed(Refusal):
    """The person may see the thing but may not do this to it."""

    code = "not_allowed"
    sentence = _("You may not do this.")


class WrongState(Refusal):
    """The thing has moved on; somebody else may have been quicker."""

    code = "wrong_state"
    sentence = _("This has changed in the meantime. Look again before you go on.")


class Outdated(Refusal):
    """The change was made on an older revision than the one that stands."""

    code = "outdated"
    sentence = _("A newer revision stands.")


class Incomplete(Refusal):
    """Something required is still missing."""

    code = "incomplete"
    sentence = _("Something is still missing.")


class Conflict(Refusal):
    """The same identity was used before for something else."""

    code = "conflict"
    sentence = _("This identity already stands for something else.")


class Withdrawn(Refusal):
    """The thing is no longer on offer, for good."""

    code = "withdrawn"
    sentence = _("This visit was withdrawn.")


class Taken(Refusal):
    """It was on offer to many, and is no longer."""

    code = "taken"
    sentence = _("This is no longer on offer.")


class LockedOut(Refusal):
    """It is on offer, but not to this person at present; the facts say why and until when."""

    code = "locked_out"
    sentence = _("This is not open to you at present.")


class TooLarge(Refusal):
    """More bytes than are accepted."""

    code = "too_large"
    sentence = _("This file is too large.")


class DiskFull(Refusal):
    """The server cannot keep the bytes at present; nothing was half-written."""

    code = "disk_full"
    sentence = _("The server has no room left. Nothing is lost; it will be tried again.")
