"""Let a question say up to which amount what was spent is given back.

The column is added to the table as it stands: a rebuilt table would lose its triggers.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0004_quiz_and_pictures")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="question",
            name="expense",
            field=models.JSONField(
                null=True, blank=True, help_text="What was spent is given back up to this amount."
            ),
        ),
    ]
