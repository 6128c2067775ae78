"""The demo is a working agency: everybody finds something to do, and nothing contradicts itself."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from reports.demo import people, story
from reports.models import Report
from shopper.accounts.models import User
from shopper.earnings.models import Earning, Payment
from shopper.organizations.models import Location, Organization
from shopper.review.models import FollowUp, Score
from shopper.sync import snapshot
from shopper.sync.models import Receipt, Revision
from shopper.visits import board, copies, uploads
from shopper.visits.models import Answer, FollowThrough, Photo, Redo, Visit, VisitEvent
from shopper.visits.states import Status

pytestmark = pytest.mark.slow

MADE = ["scheduled", "accepted", "in_progress", "submitted"]
JUDGED = ["reviewed", "approved", "published"]
COMES_BACK = {
    "": [],
    "answered": ["returned", "in_progress", "submitted"],
    "lapsed": ["returned", "submitted"],
}
NOW = timezone.now().replace(hour=15, minute=20, second=0, microsecond=0)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """One month of the demo, loaded once for all tests of this file and removed after them."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("demo"))
        media = story.settings.MEDIA_ROOT
        story.tell(now=NOW, say=lambda _: None, months=1)
        yield media
        story.forget()


@pytest.fixture
def demo(told, db, settings):
    settings.MEDIA_ROOT = told


def test_three_people_sign_in_with_the_password_that_the_first_page_says(demo):
    for person in (people.SHOPPER, people.OPERATOR, people.OWNER):
        assert User.objects.get(email=person.email).check_password(people.PASSWORD)


def test_the_owner_has_cabs_and_bakeries_and_no_airline(demo):
    owner = User.objects.get(email=people.OWNER.email)

    clients = Organization.objects.visible_to(owner).values_list("name", flat=True)

    assert set(clients) == {"Harbour Cabs", "Bäckerei Lindemann"}
    assert Location.objects.visible_to(owner).count() == 46


def test_the_shopper_finds_a_visit_for_today_one_sent_back_and_some_to_come(demo):
    shopper = User.objects.get(email=people.SHOPPER.email)

    visits = snapshot.take(shopper, at=NOW)["visits"]

    today = [v for v in visits if v["status"] == "scheduled" and v["location"]["name"] == "Cab 12"]
    assert len(today) == 1
    assert today[0]["opens_at"] < NOW.isoformat() < today[0]["closes_at"]
    (returned,) = came_back(visits, Redo.SENT_BACK)
    assert returned["returned"][0]["note"]
    assert returned["document"]["answers"]
    assert len([v for v in visits if v["status"] == "scheduled"]) >= 3


def came_back(visits, kind):
    return [v for v in visits if kind in {question["kind"] for question in v["returned"]}]


def test_the_shopper_finds_what_is_asked_a_week_after_a_visit_open_since_yesterday(demo):
    shopper = User.objects.get(email=people.SHOPPER.email)

    (asked,) = came_back(snapshot.take(shopper, at=NOW)["visits"], Redo.FOLLOW_THROUGH)

    later = {question["question"] for question in asked["returned"]}
    assert asked["location"]["name"] == "Lindemann Mühlenkamp"
    assert not later & asked["document"]["answers"].keys()
    (window,) = FollowThrough.objects.opened()
    assert window.opens_at < NOW - timedelta(hours=12) < NOW + timedelta(days=1) < window.closes_at


def test_the_shopper_finds_open_visits_to_claim(demo):
    shopper = User.objects.get(email=people.SHOPPER.email)

    entries = board.entries(shopper, at=NOW)

    assert len(entries) == 3
    assert any(entry.obstacle is None for entry in entries)
    assert all(entry.visit.fee_amount for entry in entries)


def test_what_was_earned_months_ago_is_paid_and_what_was_earned_lately_is_not(demo):
    earned = Earning.objects.worth_money()

    unpaid = earned.exclude(payments__in=Payment.objects.standing())
    assert 0 < unpaid.count() < earned.count()
    assert unpaid.filter(payable_on__lte=NOW.date() - timedelta(days=5)).count() == 0


def test_the_quiz_of_a_checklist_was_passed_before_each_visit(demo):
    rows = Revision.objects.values_list("visit__checklist__content", "document")

    told = {(bool(content["quiz"]), bool(document.get("quiz"))) for content, document in rows}

    assert told == {(True, True), (False, False)}


def test_the_operator_finds_each_kind_of_work(demo):
    visits = Visit.objects.all()

    assert visits.awaiting_review().count() == 4
    assert visits.awaiting_publication().count() == 1
    assert visits.returned().count() == 1
    assert visits.awaiting_follow_through().count() == 2
    assert visits.unassigned().count() >= 4
    assert visits.overdue(NOW).exclude(status=Status.RETURNED).count() >= 2
    assert visits.filter(status=Status.IN_PROGRESS).count() == 1
    assert all(visit.prepared_at and visit.photos.exists() for visit in visits.awaiting_review())


def outcome_of(visit):
    return "".join(visit.follow_throughs.values_list("outcome", flat=True))


def test_what_is_asked_a_week_after_a_bakery_is_answered_by_most_and_judged(demo):
    published = Visit.objects.published().filter(location__name__startswith="Lindemann")
    said = Answer.objects.filter(question__touchpoint__name="Follow-through").values("visit")

    told = {(outcome_of(visit), visit in published.filter(pk__in=said)) for visit in published}

    assert ("answered", True) in told
    assert told <= {("answered", True), ("lapsed", False)}
    judged = {
        moment["verdict"]
        for score in Score.objects.standing().filter(visit__in=published)
        for moment in score.content["touchpoints"]
        if moment["name"] == "Follow-through"
    }
    assert {"misery", "mediocrity", "magic"} <= judged


def test_every_published_visit_has_a_receipt_a_score_a_report_and_its_events_in_order(demo):
    published = Visit.objects.published()
    assert published.count() > 30

    for visit in published.prefetch_related("events"):
        moves = [event.to_status for event in visit.events.all()]
        times = [event.at for event in visit.events.all()]
        assert moves == [*MADE, *COMES_BACK[outcome_of(visit)], *JUDGED]
        assert times == sorted(times)
        assert times[-1] <= NOW
        assert visit.opens_at <= visit.started_at <= visit.ended_at <= visit.submitted_at
    answered = published.filter(follow_throughs__outcome="answered").count()
    receipts = Receipt.objects.filter(revision__visit__in=published)
    assert receipts.count() == published.count() + answered
    assert Score.objects.standing().filter(visit__in=published).count() == published.count()
    assert Report.objects.filter(visit__in=published).count() == published.count()


def test_nothing_happened_in_the_future(demo):
    assert not VisitEvent.objects.filter(at__gt=NOW).exists()
    assert not Photo.objects.filter(stored_at__gt=NOW).exists()
    assert not Report.objects.filter(published_at__gt=NOW).exists()


def test_every_photograph_and_its_copies_lie_where_they_belong(demo):
    for photo in Photo.objects.all():
        original = uploads.photo_file(photo)
        assert original.stat().st_size == photo.size_bytes
        for longest_px in copies.DERIVATIVES:
            assert copies.derivative_path(photo, longest_px).exists()
    with Image.open(original) as image, Image.open(copies.derivative_path(photo, 480)) as copy:
        assert image.getexif()
        assert not copy.getexif()
    assert list(Path(story.settings.MEDIA_ROOT).glob("incoming/*")) == []


def test_cab_12_keeps_its_promise_and_cab_7_does_not_welcome(demo):
    verdicts = Counter()
    for score in Score.objects.filter(visit__location__name__in=["Cab 12", "Cab 7"]):
        for moment in score.content["touchpoints"]:
            if moment["name"] == "Door and welcome":
                verdicts[score.visit.location.name, moment["verdict"]] += 1

    assert verdicts["Cab 12", "misery"] == 0
    assert verdicts["Cab 7", "magic"] == 0
    assert verdicts["Cab 7", "misery"] >= 1


def test_follow_ups_are_in_every_state_of_work(demo):
    open_ones = FollowUp.objects.filter(status="open")

    assert FollowUp.objects.filter(status="proposed").exists()
    assert open_ones.exists()
    assert all(item.assignee and item.due_on for item in open_ones)


def test_the_demo_is_loaded_once_and_never_beside_other_data(demo, settings, capsys):
    settings.DEMO = True
    before = Visit.objects.count()

    call_command("demo")
    call_command("demo", "--if-empty")

    assert Visit.objects.count() == before
    assert capsys.readouterr().out.count("There is data here already") == 1
