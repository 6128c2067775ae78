"""Change the tables, in place of Django's own command: a step is noted as done in its own transaction."""

from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class _ToItsEnd:
    """A migration that leaves nothing to be done after it."""

    def __init__(self, migration: Migration) -> None:
        self._migration = migration

    def __getattr__(self, name: str) -> Any:
        return getattr(self._migration, name)

    def __str__(self) -> str:
        return str(self._migration)

    def apply(self, state: ProjectState, editor: BaseDatabaseSchemaEditor) -> ProjectState:
        state = self._migration.apply(state, editor)
        for statement in editor.deferred_sql:
            editor.execute(statement)
        editor.deferred_sql.clear()
        return state


class StepsInOne(MigrationExecutor):
    """Django's own, which notes a step only after its commit where the step has put something off.

    Killed in between, it would leave tables that the next start tries to make again, in vain.
    """

    def apply_migration(
        self, state: ProjectState, migration: Any, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        to_its_end: Any = _ToItsEnd(migration)
        return super().apply_migration(state, to_its_end, fake, fake_initial)


class Command(migrate.Command):
    """Everything Django's own can do; it is found first because `reports` is installed first."""


migrate.MigrationExecutor = StepsInOne  # type: ignore[attr-defined]  # the command has no other place for it
