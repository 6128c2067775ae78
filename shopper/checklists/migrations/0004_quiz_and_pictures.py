"""Let a checklist enclose a quiz and pictures, and a question an example of what is wanted.

All may be empty, so that the columns are added to the tables as they stand: a rebuilt table would
lose its triggers.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0003_what_the_coach_looks_for")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="checklist",
            name="quiz",
            field=models.JSONField(
                "quiz",
                null=True,
                blank=True,
                help_text="What a shopper must have understood before a visit can begin.",
            ),
        ),
        migrations.AddField(
            model_name="checklist",
            name="pictures",
            field=models.JSONField("pictures of the briefing", null=True, blank=True),
        ),
        migrations.AddField(
            model_name="question",
            name="example",
            field=models.JSONField("picture of what is wanted", null=True, blank=True),
        ),
    ]
