"""One row a visit, one row a photograph."""

from django.db import models


class Visit(models.Model):  # noqa: DJ008 - never shown to anybody
    id = models.UUIDField(primary_key=True)
    document = models.JSONField()
    is_submitted = models.BooleanField(default=False)


class Photo(models.Model):  # noqa: DJ008 - never shown to anybody
    id = models.UUIDField(primary_key=True)
    visit_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
