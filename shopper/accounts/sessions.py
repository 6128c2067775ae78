"""Sessions in the database, read with one prepared statement; `SESSION_ENGINE` names this module."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from shopper import prepared
from shopper.outages import outage_behind

LIVING: prepared.Query[Session] = prepared.Query(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime
)


class SessionStore(db.SessionStore):
    """Django's own, but for the words of the one question that each request asks.

    Whether the session still lives is asked each time; only what its signed text says is remembered.
    """

    def _get_session_from_db(self) -> Session | None:
        found = LIVING.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None  # as Django does: a dead key is never taken up again
        return found

    def save(self, must_create: bool = False) -> None:
        """Save, as Django does; a database that cannot serve is no session that was ended meanwhile."""
        try:
            super().save(must_create)
        except UpdateError as trouble:
            if trouble.__context__ and outage_behind(trouble.__context__):
                raise trouble.__context__ from None
            raise

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        content = dict(_decoded(session_data))
        # What could be changed in place is not shared between requests.
        return content if all(map(_is_fixed, content.values())) else super().decode(session_data)


def _is_fixed(value: Any) -> bool:
    return isinstance(value, str | int)


@lru_cache(maxsize=1024)
def _decoded(session_data: bytes | str) -> dict[str, Any]:
    content: dict[str, Any] = db.SessionStore().decode(session_data)
    return content
