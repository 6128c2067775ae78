"""Let the database refuse any change to a visit's event once it is written."""

from typing import ClassVar

from django.db import migrations

SAYING = "a visit event is never changed"
SQLITE = f"""CREATE TRIGGER visit_event_append_only BEFORE UPDATE ON visits_visitevent
    BEGIN SELECT RAISE(ABORT, '{SAYING}'); END"""
POSTGRESQL = [
    f"""CREATE FUNCTION visit_event_append_only() RETURNS trigger AS $$ BEGIN
    RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'integrity_constraint_violation';
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER visit_event_append_only BEFORE UPDATE ON visits_visitevent
    FOR EACH ROW EXECUTE FUNCTION visit_event_append_only()""",
]


def freeze(apps, schema_editor):
    statements = [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER visit_event_append_only")
    else:
        schema_editor.execute("DROP FUNCTION visit_event_append_only() CASCADE")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("visits", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(freeze, thaw)]
