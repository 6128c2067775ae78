from django.apps import AppConfig

from shopper import catalogues, database

__all__ = ["AccountsConfig", "catalogues", "database"]


class AccountsConfig(AppConfig):
    """The users; loaded first, so that the database is asked what it is before all else."""

    name = "shopper.accounts"
