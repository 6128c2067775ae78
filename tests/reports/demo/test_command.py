"""The demo's command refuses what would be a danger, and forgets what it is told to."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.demo import stage, story
from shopper.accounts.models import User
from shopper.organizations.models import Location, Organization
from shopper.sync.models import Installation

NOW = timezone.now()


def test_the_demo_is_refused_where_its_password_would_be_a_danger(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="MOMENTS_DEMO"):
        call_command("demo")

    assert not Organization.objects.exists()


def test_reset_forgets_everything_but_the_installation(db, settings, tmp_path):
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    stage.build(opened_at=NOW, now=NOW)
    photo = tmp_path / "photos" / "left.jpg"
    photo.parent.mkdir()
    photo.write_bytes(b"x")
    epoch = Installation.objects.get().epoch

    story.forget()

    assert not User.objects.exists()
    assert not Location.objects.exists()
    assert not photo.exists()
    assert Installation.objects.get().epoch == epoch


def test_photographs_to_try_a_phone_with_are_written_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr("reports.demo.pictures.CAMERA_PX", (400, 300))
    out = io.StringIO()

    call_command("demo", "--photos", str(tmp_path / "photos"), stdout=out)

    assert len(out.getvalue().split()) == len(list((tmp_path / "photos").iterdir())) == 8
