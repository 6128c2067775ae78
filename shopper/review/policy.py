"""Who may judge a visit, and when it can be judged."""

from django.utils import timezone
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import WrongState
from shopper.visits import policy as visits_policy
from shopper.visits.models import Visit
from shopper.writing import written


def require_reviewer(visit: Visit, user: User) -> None:
    """Raise NotAllowed unless `user` operates the visit's organization."""
    visits_policy.require_operator(visit, user)


def require_prepared(visit: Visit) -> None:
    """Raise WrongState while the answers handed in are still being made ready."""
    if visit.prepared_at is None:
        raise WrongState(_("The answers are still being made ready. Try again in a moment."))


def require_followed_through(visit: Visit) -> None:
    """Raise WrongState while a follow-through of the visit is still to open, or is open."""
    awaited = visit.follow_throughs.awaited().order_by("-closes_at").first()
    if awaited is not None:
        until = timezone.localtime(awaited.closes_at, visit.location.zone)
        sentence = _("The score closes with the follow-through, on %(when)s. Close that first.")
        raise WrongState(sentence % {"when": written(until, "j F Y, H:i")})
