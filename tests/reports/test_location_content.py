"""A location's report sums up what its owners have read, and counts before it judges."""

import json
from datetime import timedelta

import pytest

from reports import publishing
from reports.location_content import LocationContent
from reports.models import Report
from tests import factories
from tests.reports.published import BAD, GOOD, published

pytestmark = pytest.mark.django_db

CLEAN = "Is the inside spotlessly clean?"


@pytest.fixture
def summed_up(location, operator):
    def of(days: int = 40) -> LocationContent:
        newest = max(
            report.content["visited_on"]
            for report in Report.objects.filter(kind="visit", location=location)
        )
        last_on = factories.NOW.date().fromisoformat(newest)
        report = publishing.location_report(
            location, first_on=last_on - timedelta(days=days), last_on=last_on, by=operator
        )
        return LocationContent.from_json(json.loads(json.dumps(report.content)))

    return of


def test_every_visit_of_the_period_is_counted_and_no_other(location, checklist, summed_up):
    for days_ago in (2, 10, 30, 90):
        published(location, checklist, days_ago=days_ago)
    published(factories.make_location(location.organization), checklist, days_ago=3)

    content = summed_up()

    assert content.visit_count == 3
    assert len(content.journeys[0].visits) == 3
    assert content.counts.moments == 6


def test_the_mean_stands_beside_the_period_before(location, checklist, summed_up):
    published(location, checklist, days_ago=50, answers=BAD)
    published(location, checklist, days_ago=5)
    published(location, checklist, days_ago=1)

    content = summed_up(days=30)

    assert (content.mean.n, content.before.n) == (2, 1)
    assert content.change == content.mean.percent - content.before.percent
    assert content.journeys[0].trend.code == "too_few"


def test_a_question_is_told_by_how_often_it_was_lost(location, checklist, summed_up):
    for days_ago, answers in ((9, BAD), (5, BAD), (1, GOOD)):
        published(
            location,
            checklist,
            days_ago=days_ago,
            answers=answers,
            notes={CLEAN: f"Note {days_ago}"},
        )

    clean = next(line for line in summed_up().lines if line.text == CLEAN)

    assert (clean.times, clean.of) == (2, 3)
    assert [remark.text for remark in clean.remarks] == ["Note 5", "Note 9"]


def test_the_verdicts_of_each_visit_stand_in_their_order(location, checklist, summed_up):
    published(location, checklist, days_ago=5, answers=BAD)
    published(location, checklist, days_ago=1, answers=GOOD)

    inside = summed_up().journeys[0].moments[0]

    assert inside.verdicts == ("misery", "mediocrity")
    assert (inside.counts.misery, inside.counts.mediocrity) == (1, 1)


def test_only_photographs_that_tell_something_are_shown_the_failures_first(
    location, checklist, summed_up
):
    published(location, checklist, days_ago=5, answers=BAD, photos=[CLEAN])
    published(location, checklist, days_ago=1, answers=GOOD, photos=[CLEAN])

    content = summed_up()

    assert [(photo.number, photo.is_loss) for photo in content.photos] == [(1, True)]
    clean = next(line for line in content.lines if line.text == CLEAN)
    assert clean.photos == (1,)


def test_what_other_eyes_saw_enters_no_mean(location, checklist, summed_up):
    published(location, checklist, days_ago=5, answers=BAD, lens="manager")
    published(location, checklist, days_ago=1)

    content = summed_up()

    assert content.visit_count == 1
    assert content.comparison.here.n == 1
    assert {one.lens for one in content.lenses} == {"shopper", "manager"}


def test_a_corrected_visit_is_counted_once_as_corrected(location, checklist, operator, summed_up):
    first = published(location, checklist, answers=BAD, notes={CLEAN: "Wrong cab."})
    first.visit.answers.update(note="")
    publishing.reissue(first, by=operator, change_note="The note was about another cab.")

    content = summed_up()

    assert content.visit_count == 1
    assert "Wrong cab." not in json.dumps(content.as_json())


def test_two_checklists_are_two_journeys_the_most_visited_first(location, checklist, summed_up):
    other = factories.make_checklist({**factories.SMALL_CHECKLIST, "name": "Other"})
    published(location, other, days_ago=7)
    published(location, checklist, days_ago=5)
    published(location, checklist, days_ago=1)

    content = summed_up()

    assert [journey.checklist for journey in content.journeys] == ["Small ride", "Other"]
    assert [line.number for line in content.lines] == list(range(1, len(content.lines) + 1))


def test_what_was_proposed_on_several_visits_is_told_once_with_how_often(
    location, checklist, summed_up
):
    published(location, checklist, days_ago=5, answers=BAD)
    published(location, checklist, days_ago=1, answers=BAD)

    content = summed_up()

    assert [(one.number, one.times) for one in content.follow_ups] == [(1, 2)]
