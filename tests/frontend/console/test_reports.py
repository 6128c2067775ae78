"""Reports at the desk: what failed is tried again, what was wrong is corrected, who has read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.models import Delivery, Report
from shopper.review import decisions
from shopper.visits.states import Status
from tests import factories
from tests.frontend.portal.test_reports import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
LIST = "/console/reports/"


@pytest.fixture
def report(location, operator):
    return make_report(location, operator)


def test_publishing_from_the_review_makes_the_report(client, location, operator):
    visit = factories.make_submitted_visit(location=location)
    decisions.approve(visit, by=operator)
    seen = str(visit.events.order_by("-at", "-pk").first().pk)

    answer = client.post(reverse("console:review-publish", args=[visit.pk]), {"seen": seen})

    visit.refresh_from_db()
    assert answer.status_code == 302
    assert visit.status == Status.PUBLISHED
    assert Report.objects.get().status == Report.Status.QUEUED


def test_a_report_that_failed_is_announced_and_tried_again(client, report):
    Report.objects.filter(pk=report.pk).update(
        status=Report.Status.FAILED, failure="The renderer ran out of time."
    )
    page = reverse("console:report", args=[report.pk])
    assert "1 report could not be drawn" in client.get(LIST).content.decode()
    assert "The renderer ran out of time." in client.get(page).content.decode()

    client.post(reverse("console:report-retry", args=[report.pk]))

    report.refresh_from_db()
    assert report.status == Report.Status.QUEUED


def test_a_report_that_did_not_fail_is_not_drawn_again_and_the_page_says_why(client, report):
    answer = client.post(reverse("console:report-retry", args=[report.pk]), follow=True)

    assert "drawn already" in answer.content.decode()


def test_a_correction_is_the_next_version_and_says_what_changed(client, report):
    address = reverse("console:report-reissue", args=[report.pk])

    answer = client.post(address, {"change_note": "The belts were read wrongly."})

    newer = Report.objects.get(replaces=report)
    assert answer["Location"] == reverse("console:report", args=[newer.pk])
    assert (newer.version, newer.change_note) == (2, "The belts were read wrongly.")


def test_a_correction_without_a_reason_is_refused_on_the_same_page(client, report):
    answer = client.post(reverse("console:report-reissue", args=[report.pk]), {"change_note": " "})

    assert answer.status_code == 422
    assert "Say what changed" in answer.content.decode()


def test_the_second_correction_of_one_version_is_refused_and_the_words_stay(client, report):
    address = reverse("console:report-reissue", args=[report.pk])
    client.post(address, {"change_note": "First."})

    answer = client.post(address, {"change_note": "typed at the same time"})

    assert answer.status_code == 422
    assert "replaced by a newer version already" in answer.content.decode()


def test_the_page_of_a_report_tells_who_has_it_and_who_opened_it(client, report, owner):
    Delivery.objects.create(report=report, to=owner, email=owner.email, sent_at=timezone.now())

    text = client.get(reverse("console:report", args=[report.pk])).content.decode()

    assert "Otto Owner" in text
    assert "not yet" in text


def test_an_operator_takes_the_pdf_home_without_its_counting_as_opened(client, report, owner):
    letter = Delivery.objects.create(report=report, to=owner, email=owner.email)

    answer = client.get(reverse("console:report-download", args=[report.pk]))

    letter.refresh_from_db()
    assert b"".join(answer.streaming_content) == b"%PDF"
    assert letter.opened_at is None


def test_a_location_is_reported_over_a_period(client, report, location):
    today = timezone.localdate(timezone=location.zone)
    address = reverse("console:location-report", args=[location.pk])

    client.post(address, {"first_on": today - timedelta(days=30), "last_on": today})

    assert Report.objects.filter(kind=Report.Kind.LOCATION, location=location).count() == 1


def test_a_period_without_a_published_visit_is_refused_at_its_field(client, location):
    address = reverse("console:location-report", args=[location.pk])

    answer = client.post(address, {"first_on": "2020-01-01", "last_on": "2020-02-01"})

    assert answer.status_code == 422
    assert "No visit of these days is published" in str(answer.context["form"].errors["last_on"])


@pytest.mark.parametrize("name", ["report", "report-download"])
def test_the_report_of_another_client_does_not_exist_here(client, name):
    foreign = make_report(factories.make_location(), factories.make_operator())

    assert client.get(reverse(f"console:{name}", args=[foreign.pk])).status_code == 404


def test_the_list_narrows_by_state_and_by_words(client, report, organization, operator):
    make_report(factories.make_location(organization, name="Cab 7"), operator, ready=False)

    def found(**filters):
        return [one.location.name for one in client.get(LIST, filters).context["page"]]

    assert found(status="ready") == ["Cab 12"]
    assert found(q="cab 7") == ["Cab 7"]
    assert found(status="no such") == ["Cab 7", "Cab 12"]


def test_the_list_costs_the_same_queries_however_long_it_is(
    client, report, location, operator, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as first:
        client.get(LIST)
    for _ in range(4):
        make_report(location, operator)

    with django_assert_num_queries(len(first)):
        client.get(LIST)
