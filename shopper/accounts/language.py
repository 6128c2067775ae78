"""In which language somebody reads."""

from shopper.accounts.models import User


def remember(user: User, language: str) -> None:
    """Keep it for the letters to this person, and for every browser in which they sign in."""
    user.language = language
    user.save(update_fields=["language"])
