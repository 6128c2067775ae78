"""Let a moment say when after the visit it is asked, and for how long.

Both columns may be empty, so that they are added to the table as it stands: a rebuilt table would
lose its triggers.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0005_what_is_given_back")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="touchpoint",
            name="opens_after_hours",
            field=models.PositiveSmallIntegerField(
                "opens so many hours after the visit", null=True, blank=True
            ),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="open_for_hours",
            field=models.PositiveSmallIntegerField(
                "and is open for so many hours", null=True, blank=True
            ),
        ),
    ]
