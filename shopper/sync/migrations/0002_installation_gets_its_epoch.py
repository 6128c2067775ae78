"""Make the one row that stands for this server."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("sync", "Installation").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
