"""Sessions in the database, read with one prepared statement; `SESSION_ENGINE` names this module."""

from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db.models import Exists
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from shopper import prepared
from shopper.accounts.models import User
from shopper.outages import outage_behind

LIVING: prepared.Query[Session] = prepared.Query(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime
)
WHILE_IT_LIVES: prepared.Query[User] = prepared.Query(
    lambda user, key, said, now: User.objects.filter(
        Exists(Session.objects.filter(session_key=key, session_data=said, expire_date__gt=now)),
        pk=user,
    ),
    UUID,
    str,
    str,
    datetime,
)
# What sessions were last read to say, so that they are found together with their user.
REMEMBERED = 4096
_last_said: dict[str, str] = {}


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


def signed_in(key: str) -> User | None:
    """Return whom this session signed in, active or not; in one statement, if it was read before.

    The session lives and the password stands, where there is a user. Django may still find one
    where there is none here: a session signed with a secret key that was replaced.
    """
    said = _last_said.get(key)
    user = _whose(key, said) if said else None
    if user is None and key and (living := LIVING.first(key, timezone.now())):
        _remember(living)
        user = _whose(key, living.session_data)
    return user


def _whose(key: str, said: str) -> User | None:
    content = _decoded(said)
    if content.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = WHILE_IT_LIVES.first(UUID(content[SESSION_KEY]), key, said, timezone.now())
    if user is None:
        return None
    known = content.get(HASH_SESSION_KEY, "")
    return user if constant_time_compare(known, user.get_session_auth_hash()) else None


def _remember(session: Session) -> None:
    if len(_last_said) >= REMEMBERED:
        _last_said.clear()
    _last_said[session.session_key] = session.session_data


def _is_fixed(value: Any) -> bool:
    return isinstance(value, str | int)


@lru_cache(maxsize=1024)
def _decoded(session_data: bytes | str) -> dict[str, Any]:
    content: dict[str, Any] = db.SessionStore().decode(session_data)
    return content
