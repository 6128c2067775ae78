"""Let the event of a declined visit say why, by a code; and freeze the events again."""

from typing import ClassVar

from django.db import migrations, models

FREEZE = """CREATE TRIGGER IF NOT EXISTS visit_event_append_only BEFORE UPDATE ON visits_visitevent
    BEGIN SELECT RAISE(ABORT, 'a visit event is never changed'); END"""


def freeze_again(apps, schema_editor):
    """SQLite has built the table anew, and its trigger is gone with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FREEZE)


REASONS = [
    ("time", "No time in this window"),
    ("ill", "Ill"),
    ("far", "Too far away"),
    ("known", "Known to the people there"),
    ("fee", "The fee is too low"),
    ("other", "Another reason"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("visits", "0003_visit_knows_when_its_answers_are_ready")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="visitevent",
            name="declined_for",
            field=models.CharField(blank=True, choices=REASONS, max_length=5),
        ),
        migrations.RunPython(freeze_again, freeze_again),
    ]
