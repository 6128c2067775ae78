"""Publishing freezes what an owner reads, once, together with the move of the visit."""

import pytest
from django_tasks import default_task_backend

from reports import publishing, visit_content
from reports.models import Report
from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.visits.models import Answer
from shopper.visits.states import Status
from tests import factories
from tests.reports.published import approved, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue():
    default_task_backend.clear()
    return default_task_backend.results


def test_publishing_moves_the_visit_writes_version_one_and_queues_the_pdf(
    location, checklist, operator, queue
):
    visit = approved(location, checklist)

    report = publishing.publish(visit, by=operator)

    visit.refresh_from_db()
    assert visit.status == Status.PUBLISHED
    assert visit.published_at is not None
    assert (report.version, report.status, report.location) == (1, "queued", location)
    assert [result.args for result in queue] == [[str(report.pk)]]


def test_a_visit_is_published_once(location, checklist, operator, queue):
    visit = approved(location, checklist)
    publishing.publish(visit, by=operator)

    with pytest.raises(WrongState):
        publishing.publish(visit, by=operator)

    assert Report.objects.count() == 1
    assert len(queue) == 1


def test_a_visit_that_is_not_approved_is_not_published(location, checklist, operator):
    visit = factories.make_submitted_visit(location=location, checklist=checklist)

    with pytest.raises(WrongState):
        publishing.publish(visit, by=operator)

    assert not Report.objects.exists()


def test_only_an_operator_of_the_organization_publishes(location, checklist):
    visit = approved(location, checklist)
    stranger = factories.make_operator(factories.make_organization())

    with pytest.raises(NotAllowed):
        publishing.publish(visit, by=stranger)

    visit.refresh_from_db()
    assert visit.status == Status.APPROVED


def test_a_report_that_cannot_be_frozen_leaves_the_visit_approved_and_nothing_queued(
    location, checklist, operator, queue, monkeypatch
):
    visit = approved(location, checklist)
    monkeypatch.setattr(visit_content, "freeze", lambda *_a, **_k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publishing.publish(visit, by=operator)

    visit.refresh_from_db()
    assert visit.status == Status.APPROVED
    assert not Report.objects.exists()
    assert queue == []


def test_what_changes_after_publication_does_not_change_the_report(location, checklist, operator):
    report = published(location, checklist)
    frozen = Report.objects.get(pk=report.pk).content

    Answer.objects.filter(visit=report.visit).update(note="Quite another story")
    location.name = "Renamed"
    location.save()

    assert Report.objects.get(pk=report.pk).content == frozen


def test_a_correction_is_the_next_version_and_names_the_one_it_replaces(
    location, checklist, operator, queue
):
    first = published(location, checklist)
    Answer.objects.filter(visit=first.visit, question__text="Are seat belts at hand?").update(
        note="The left one was hidden, but there."
    )

    second = publishing.reissue(first, by=operator, change_note=" The note on the belts. ")

    assert (second.version, second.replaces, second.visit) == (2, first, first.visit)
    assert second.content["version"]["replaces"] == str(first.pk)
    assert second.content["version"]["changed"] == "The note on the belts."
    assert "hidden, but there" in str(second.content)
    assert "hidden, but there" not in str(first.content)
    assert list(Report.objects.standing()) == [second]
    assert len(queue) == 2


def test_a_correction_must_say_what_changed(location, checklist, operator):
    first = published(location, checklist)

    with pytest.raises(Invalid):
        publishing.reissue(first, by=operator, change_note="  ")

    assert Report.objects.count() == 1


def test_the_second_of_two_corrections_of_one_version_is_refused(location, checklist, operator):
    first = published(location, checklist)
    publishing.reissue(first, by=operator, change_note="One thing.")

    with pytest.raises(WrongState):
        publishing.reissue(first, by=operator, change_note="Another thing.")

    assert Report.objects.count() == 2


def test_only_an_operator_of_the_organization_corrects(location, checklist):
    first = published(location, checklist)

    with pytest.raises(NotAllowed):
        publishing.reissue(first, by=factories.make_owner(location.organization), change_note="x")


def test_a_report_that_failed_can_be_drawn_again_and_others_not(
    location, checklist, operator, queue
):
    report = published(location, checklist)
    with pytest.raises(WrongState):
        publishing.redraw(report, by=operator)
    Report.objects.update(status="failed", failure="out of memory")

    publishing.redraw(report, by=operator)

    assert (report.status, report.failure) == ("queued", "")
    assert len(queue) == 2


def test_a_period_without_a_published_visit_has_no_report(location, operator, now):
    with pytest.raises(Invalid):
        publishing.location_report(location, first_on=now.date(), last_on=now.date(), by=operator)

    assert not Report.objects.exists()


def test_a_period_that_ends_before_it_begins_is_refused(location, operator, now):
    before = now.date().replace(day=1)

    with pytest.raises(Invalid):
        publishing.location_report(location, first_on=now.date(), last_on=before, by=operator)
