"""Let a checklist say whether staff may be named, and a question how long a text should be.

The columns are added to the tables as they stand: a rebuilt table would lose its triggers.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0002_published_checklists_are_frozen")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="question",
            name="text_min",
            field=models.PositiveSmallIntegerField(
                null=True,
                blank=True,
                help_text="Characters of a text answer; empty: as is usual here.",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE checklists_checklist"
                    " ADD COLUMN staff_names varchar(9) NOT NULL DEFAULT 'allowed'",
                    "ALTER TABLE checklists_checklist DROP COLUMN staff_names",
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name="checklist",
                    name="staff_names",
                    field=models.CharField(
                        "names of staff",
                        max_length=9,
                        choices=[("allowed", "Allowed"), ("forbidden", "Must not be given")],
                        default="allowed",
                    ),
                )
            ],
        ),
    ]
