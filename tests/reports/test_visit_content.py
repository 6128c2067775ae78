"""What a visit's report says is what the answers were worth, and nothing of who gave them."""

import json
from decimal import Decimal

import pytest

from reports import photo_store, publishing
from reports.visit_content import VisitContent
from shopper.visits import copies
from shopper.visits.models import Impression
from tests import factories
from tests.reports.published import BAD, approved, published, put_photo

pytestmark = pytest.mark.django_db

CLEAN = "Is the inside spotlessly clean?"


def publish(visit):
    return publishing.publish(visit, by=factories.make_operator())


def content_of(report) -> VisitContent:
    return VisitContent.from_json(json.loads(json.dumps(report.content)))


def test_the_content_reads_back_as_it_was_written(location, checklist):
    report = published(location, checklist, answers=BAD, photos=[CLEAN])

    assert content_of(report).as_json() == report.content


def test_the_points_lost_and_the_percent_make_a_hundred(location, checklist):
    content = content_of(published(location, checklist, answers=BAD))

    lost = sum(line.lost or Decimal(0) for moment in content.moments for line in moment.lines)

    assert abs(content.percent + lost - 100) <= Decimal("0.2")


def test_questions_are_numbered_along_the_journey_each_once(location, checklist):
    content = content_of(published(location, checklist, answers=BAD))

    numbers = [line.number for moment in content.moments for line in moment.lines]

    assert numbers == list(range(1, 7))


def test_photographs_of_failures_come_first_and_each_is_bound_to_its_question(location, checklist):
    visit = approved(location, checklist, answers=BAD)
    put_photo(visit, "Did the driver say thank you?")
    put_photo(visit, CLEAN)

    content = content_of(publish(visit))

    first, second = content.photos
    assert (first.number, first.is_loss, first.question) == (1, True, 1)
    assert (second.number, second.is_loss, second.question) == (2, False, 5)
    assert content.moments[0].lines[0].photos == (1,)


def test_withdrawn_unreadable_and_unbound_photographs_are_left_out(location, checklist):
    visit = approved(location, checklist, answers=BAD)
    put_photo(visit, CLEAN, is_withdrawn=True)
    put_photo(visit, CLEAN, is_unreadable=True)
    put_photo(visit, "")

    assert content_of(publish(visit)).photos == ()


def test_the_photographs_outlive_the_visits_own_copies(location, checklist):
    visit = approved(location, checklist, photos=[CLEAN])
    photo = content_of(publish(visit)).photos[0]

    for side_px in copies.DERIVATIVES:
        copies.derivative_path(visit.photos.get(), side_px).unlink()

    assert photo_store.path_of(photo.small).read_bytes()
    assert photo_store.path_of(photo.large).read_bytes()


def test_the_network_is_the_mean_of_all_its_visits_by_the_same_checklist(location, checklist):
    elsewhere = factories.make_location(location.organization)
    published(elsewhere, checklist, days_ago=20)
    published(elsewhere, checklist, days_ago=10, answers=BAD)
    published(elsewhere, factories.make_checklist(), days_ago=9, answers=BAD)
    published(factories.make_location(), checklist, days_ago=9, answers=BAD)
    published(location, checklist, days_ago=400, answers=BAD)

    content = content_of(published(location, checklist))

    assert content.comparison.network.n == 3
    assert content.comparison.here.n == 1
    assert content.comparison.network.is_comparable
    assert not content.comparison.here.is_comparable


def test_what_other_eyes_saw_is_reported_apart_and_in_no_mean(location, checklist):
    published(location, checklist, days_ago=5, answers=BAD, lens="manager")

    content = content_of(published(location, checklist))

    assert content.comparison.network.n == 1
    assert content.change is None
    assert {one.lens: one.mean.n for one in content.lenses} == {"shopper": 1, "manager": 1}


def test_the_change_is_against_the_visit_before_at_this_location(location, checklist):
    before = content_of(published(location, checklist, days_ago=30, answers=BAD))

    content = content_of(published(location, checklist))

    assert content.change == content.percent - before.percent
    assert [visit.percent for visit in content.trend] == [before.percent, content.percent]
    assert content.moments[0].past == (before.moments[0].percent, content.moments[0].percent)


def test_what_became_of_the_last_reports_follow_ups_is_told(location, checklist):
    first = published(location, checklist, days_ago=30, answers=BAD)
    first.visit.follow_ups.update(status="done")

    content = content_of(published(location, checklist))

    assert [one.status for one in content.earlier_follow_ups] == ["done"]


def test_dropped_follow_ups_are_not_shown(location, checklist):
    visit = approved(location, checklist, answers=BAD)
    visit.follow_ups.update(status="dropped")

    assert content_of(publish(visit)).follow_ups == ()


def test_nothing_of_the_shopper_the_visit_or_the_minute_is_in_the_content(location, checklist):
    shopper = factories.make_shopper(location.organization, name="Sibylle Undercover")
    visit = approved(location, checklist, answers=BAD, shopper=shopper, photos=[CLEAN])
    Impression.objects.create(
        visit=visit,
        touchpoint=visit.checklist.touchpoints.first(),
        feeling="misery",
        note="Sticky.",
    )

    text = json.dumps(publish(visit).content)

    secrets = [shopper.name, shopper.email, str(visit.pk), str(shopper.pk)]
    secrets += [str(photo.pk) for photo in visit.photos.all()]
    secrets += [visit.started_at.isoformat(), visit.started_at.strftime("%H:%M")]
    assert [secret for secret in secrets if secret in text] == []
    assert "Sticky." in text


def test_the_day_of_the_visit_is_the_locations_own(organization, checklist):
    auckland = factories.make_location(organization, time_zone="Pacific/Auckland")
    visit = approved(auckland, checklist)

    content = content_of(publish(visit))

    assert content.visited_on == visit.started_at.astimezone(auckland.zone).date()


def test_a_photograph_is_the_answer_to_a_question_that_asks_for_one(location):
    asking = factories.question("outside", "Photograph the cab.", kind="photo", role="note")
    moment = {**factories.SMALL_CHECKLIST["touchpoints"][1]}
    moment["questions"] = [asking, *moment["questions"]]
    checklist = factories.make_checklist({**factories.SMALL_CHECKLIST, "touchpoints": [moment]})
    visit = approved(location, checklist, answers={"Did the driver say thank you?": "yes"})
    put_photo(visit, "Photograph the cab.")

    line = content_of(publish(visit)).moments[0].lines[0]

    assert (line.state, line.answer, line.photos) == ("answered", "1 photo", (1,))
