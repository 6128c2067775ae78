"""Sessions in the database, read with one prepared statement; `SESSION_ENGINE` names this module."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from shopper import prepared

LIVING: prepared.Query[Session] = prepared.Query(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime
)


class SessionStore(db.SessionStore):
    """Django's own, but for the words of the one question that each request asks."""

    def _get_session_from_db(self) -> Session | None:
        found = LIVING.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None  # as Django does: a dead key is never taken up again
        return found
