"""The demo has a visit about which a reviewer has something to ask."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from frontend.console import coached
from reports.demo import hurried, stage


@pytest.mark.django_db
def test_the_reviewer_of_the_demo_sees_what_was_told_and_what_was_passed_over(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    told = stage.build(opened_at=now - timedelta(days=60), now=now)

    visit = hurried.hand_in(told, dice=random.Random(5))

    shown = {(one.code, one.is_passed_over) for one in coached.told_of(visit)}
    assert shown >= {
        ("staff_named", True),
        ("bad_without_word", True),
        ("praise_of_failed", False),
        ("short_text", False),
    }
