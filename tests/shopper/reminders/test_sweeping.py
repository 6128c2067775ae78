"""Each letter is queued once, however often and wherever one looks; the mail is read back as it was sent."""

from datetime import timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend

from shopper.accounts.models import User
from shopper.reminders import sweeping, tasks, wishes
from shopper.reminders.models import Reminder
from shopper.review import decisions
from shopper.visits import lifecycle
from tests import factories
from tests.handing_in import hand_in
from tests.parallel import at_once, database_of_many

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SMELL = "How does it smell?"


@pytest.fixture(autouse=True)
def _nothing_queued():
    default_task_backend.clear()


def planned(**fields):
    """A visit that opens in thirty hours for two days, assigned now."""
    now = timezone.now()
    window = {"opens_at": now + 30 * HOUR, "closes_at": now + 78 * HOUR}
    return factories.make_visit(**(window | fields))


def accepted(**fields):
    visit = planned(**fields)
    lifecycle.accept(visit, by=visit.shopper)
    return visit


def sweep(**later):
    return sweeping.sweep(at=timezone.now() + timedelta(**later))


def send_all():
    """Do what the worker does with what is queued."""
    for result in default_task_backend.results:
        tasks.send.func(*result.args)


def test_a_day_before_the_window_one_letter_goes_and_no_second_one():
    accepted()

    counts = [sweep(hours=5), sweep(hours=7), sweep(hours=7, minutes=5), sweep(hours=8)]
    send_all()
    send_all()

    assert counts == [0, 1, 0, 0]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_look_at_the_same_moment_one_queues_the_letter(tmp_path):
    accepted()
    at = timezone.now() + 7 * HOUR

    with database_of_many(tmp_path):
        counts = at_once(*[partial(sweeping.sweep, at=at)] * 2)
        rows = Reminder.objects.count()

    assert sorted(counts) == [0, 1]
    assert rows == 1


def test_a_look_that_began_before_another_had_written_queues_nothing_more(monkeypatch):
    accepted()
    monkeypatch.setattr(sweeping, "_known", list)

    counts = [sweep(hours=7), sweep(hours=7, minutes=1)]

    assert counts == [1, 0]
    assert len(default_task_backend.results) == 1


def test_who_does_not_answer_is_asked_once_and_again_only_for_another_assignment():
    visit = planned(closes_at=timezone.now() + timedelta(days=9))
    first, other = visit.shopper_id, factories.make_shopper()

    counts = [sweep(hours=25), sweep(hours=49)]
    lifecycle.assign(visit, shopper=other, by=factories.make_operator())
    counts.append(sweep(hours=50))

    assert counts == [1, 0, 1]
    assert set(Reminder.objects.values_list("shopper", flat=True)) == {first, other.pk}


def test_what_came_back_is_reminded_of_after_a_day_until_it_is_sent_again():
    visit = factories.make_submitted_visit()
    smell = factories.question_ids(visit)[SMELL]
    decisions.return_to_shopper(visit, by=factories.make_operator(), notes={smell: "Of what?"})

    assert [sweep(hours=23), sweep(hours=25), sweep(hours=90)] == [0, 1, 0]
    assert Reminder.objects.get().kind == "returned"


def test_where_a_phone_has_sent_something_the_time_left_is_not_told(organization):
    hand_in(organization)
    silent = factories.make_visit(
        opens_at=timezone.now() - HOUR, closes_at=timezone.now() + 3 * HOUR
    )
    lifecycle.accept(silent, by=silent.shopper)

    assert sweep(hours=2, minutes=30) == 1
    assert Reminder.objects.get().visit == silent


def test_who_has_switched_a_kind_off_gets_none_of_it_also_when_it_is_queued_already():
    visit, other = accepted(), accepted()
    wishes.switch(visit.shopper, "upcoming", on=False, at=timezone.now())

    assert sweep(hours=7) == 1
    wishes.switch(other.shopper, "upcoming", on=False, at=timezone.now())
    send_all()

    assert mail.outbox == []


def test_a_visit_that_has_moved_on_meanwhile_is_not_reminded_of():
    visit = accepted()
    sweep(hours=7)

    lifecycle.decline(visit, by=visit.shopper, code="ill")
    send_all()

    assert mail.outbox == []


def test_who_is_no_longer_active_gets_no_letter():
    visit = accepted()
    User.objects.filter(pk=visit.shopper_id).update(is_active=False)

    assert sweep(hours=7) == 0


def test_the_letter_is_in_the_shoppers_language_with_the_clock_of_the_place_and_discreet(
    settings, tmp_path, organization
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    place = factories.make_location(organization, name="Cab 12", time_zone="Asia/Tokyo")
    opens_at = timezone.now().replace(hour=20, minute=0, second=0) + timedelta(days=3)
    shopper = factories.make_shopper(organization, language="de")
    visit = accepted(
        location=place, shopper=shopper, opens_at=opens_at, closes_at=opens_at + 9 * HOUR
    )

    sweeping.sweep(at=opens_at - 20 * HOUR)
    send_all()

    [file] = Path(settings.EMAIL_FILE_PATH).iterdir()
    letter = message_from_bytes(
        file.read_bytes().split(b"\n" + b"-" * 79)[0], policy=policy.default
    )
    body = letter.get_body(("plain",)).get_content()
    assert letter["To"] == shopper.email
    assert letter["Subject"].startswith("Für ")
    for told in ("mystery", "test", organization.name.lower(), "cab"):
        assert told not in letter["Subject"].lower()
    assert "05:00" in body  # eight in the evening in UTC, the day after in Tokyo
    assert "(Asia/Tokyo)" in body
    assert f"/field/visit/{visit.pk}/" in body
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip(" <>") in body


def test_a_post_office_that_cannot_be_reached_is_tried_again_and_the_letter_goes_once(monkeypatch):
    accepted()
    sweep(hours=7)
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", _unreachable)
        with pytest.raises(OSError, match="no route"):
            send_all()

    assert [sweep(minutes=5), sweep(minutes=20), sweep(minutes=40)] == [0, 1, 0]
    send_all()

    assert len(mail.outbox) == 1


def _unreachable(*given, **more):
    raise OSError("no route")


def test_a_letter_in_the_hands_of_a_worker_that_died_is_not_sent_by_another():
    accepted()
    sweep(hours=7)
    Reminder.objects.update(taken_at=timezone.now())

    send_all()

    assert mail.outbox == []
    assert sweep(hours=9) == 0


def test_the_command_does_the_same_for_cron(capsys, monkeypatch):
    accepted()
    later = timezone.now() + 7 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)

    call_command("remind")
    call_command("remind")

    assert capsys.readouterr().out == "1 reminders queued.\n0 reminders queued.\n"


def test_more_visits_cost_no_more_queries(django_assert_num_queries):
    for _ in range(3):
        accepted()

    with django_assert_num_queries(6):
        sweep(hours=1)
