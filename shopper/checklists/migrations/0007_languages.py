"""Let a checklist carry its texts in further languages.

The column may be empty, so that it is added to the table as it stands: a rebuilt table would lose
its triggers.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0006_follow_through")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="checklist",
            name="translations",
            field=models.JSONField(
                "translations",
                null=True,
                blank=True,
                help_text="Its texts in further languages, by part and slot.",
            ),
        ),
    ]
