"""Who signs in with a password; `AUTHENTICATION_BACKENDS` names this module."""

from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from shopper import prepared
from shopper.accounts.models import User

KNOWN: prepared.Query[User] = prepared.Query(lambda user: User.objects.filter(pk=user), UUID)


class PasswordBackend(ModelBackend):
    """Django's own, but for the words in which each request asks who its session belongs to."""

    def get_user(self, user_id: UUID) -> User | None:
        user = KNOWN.first(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
