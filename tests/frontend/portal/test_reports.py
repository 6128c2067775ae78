"""An owner's reports: found, read as they were frozen, taken home; and the link in the letter."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports import delivery, publishing
from reports.models import Delivery, Report
from shopper.organizations.models import Membership
from shopper.review import decisions
from shopper.visits import imaging, lifecycle, uploads
from shopper.visits.models import Photo, Visit
from tests import factories
from tests.samples import photographs

pytestmark = pytest.mark.django_db
LIST = "/portal/reports/"
CLEAN = "Is the inside spotlessly clean?"


def make_report(location, operator, *, photo=False, ready=True, **fields):
    """A published visit's report; drawn, unless said otherwise, as four bytes of a PDF."""
    answers = {**factories.GOOD_ANSWERS}
    answers.pop(CLEAN)
    visit = factories.make_submitted_visit(answers, location=location, **fields)
    factories.make_answer(visit, CLEAN, "no", note="Crumbs between the seats.")
    if photo:
        row = factories.make_photo(visit, CLEAN, photographs.jpeg())
        imaging.derive(row, uploads.photo_file(row))
        Photo.objects.filter(pk=row.pk).update(derived_at=timezone.now())
    decisions.approve(visit, by=operator)
    report = publishing.publish(visit, by=operator)
    return drawn(report) if ready else report


def drawn(report):
    report.file.parent.mkdir(parents=True, exist_ok=True)
    report.file.write_bytes(b"%PDF")
    Report.objects.filter(pk=report.pk).update(
        status=Report.Status.READY,
        pdf=f"reports/{report.pk}.pdf",
        pdf_sha256=hashlib.sha256(b"%PDF").hexdigest(),
        size_bytes=4,
        page_count=1,
    )
    report.refresh_from_db()
    return report


@pytest.fixture
def location(organization):
    return factories.make_location(organization, name="Cab 12")


@pytest.fixture
def report(location, operator):
    return make_report(location, operator, photo=True)


@pytest.fixture
def letter(report, owner):
    return Delivery.objects.create(report=report, to=owner, email=owner.email)


def page(client, report, name="report"):
    return client.get(reverse(f"portal:{name}", args=[report.pk]))


def path_of(letter):
    return "/portal/r/" + delivery.link_to(letter).rsplit("/r/", 1)[1]


def test_a_report_is_read_on_the_screen_as_it_was_frozen(client, report, owner):
    client.force_login(owner)

    text = page(client, report).content.decode()

    assert "Crumbs between the seats." in text
    assert "Moment by moment" in text
    assert "Put right" in text


def test_a_report_never_tells_who_the_shopper_was_or_which_visit_it_is(client, report, owner):
    client.force_login(owner)

    text = page(client, report).content.decode()

    assert report.visit.shopper.name not in text
    assert report.visit.shopper.email not in text
    assert str(report.visit_id) not in text
    assert str(report.visit.photos.get().pk) not in text


def test_an_owner_never_learns_who_has_declined_a_visit_or_why(
    client, location, operator, owner, organization
):
    client.force_login(owner)
    timid = factories.make_shopper(organization, name="Dora Declined")
    visit = factories.make_visit(location=location, shopper=timid)
    lifecycle.decline(visit, by=timid, code="known", reason="I went to school with the driver.")
    brave = factories.make_shopper(organization)
    lifecycle.assign(visit, shopper=brave, by=operator)
    lifecycle.begin(visit, by=brave, started_at=timezone.now())
    lifecycle.submit(visit, by=brave, ended_at=None, submitted_at=timezone.now())
    Visit.objects.filter(pk=visit.pk).update(prepared_at=timezone.now())
    visit.refresh_from_db()
    decisions.approve(visit, by=operator)
    report = drawn(publishing.publish(visit, by=operator))

    place = reverse("portal:location", args=[location.pk])
    seen = page(client, report).content + client.get(place).content + client.get("/portal/").content
    told = seen.decode() + json.dumps(report.content, default=str)

    assert location.name in told
    for secret in ("Dora", "went to school", "Known to the people", "Declined"):
        assert secret not in told


def test_the_pdf_comes_under_a_name_by_which_it_is_found_again(client, report, owner):
    client.force_login(owner)

    answer = page(client, report, "download")

    assert b"".join(answer.streaming_content) == b"%PDF"
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="harbour-cabs-cab-12-' in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "private" in answer["Cache-Control"]


def test_a_download_notes_that_the_reader_has_opened_it_and_keeps_the_first_time(
    client, report, owner, letter
):
    client.force_login(owner)
    page(client, report, "download")
    letter.refresh_from_db()
    first = letter.opened_at

    page(client, report, "download")

    letter.refresh_from_db()
    assert first is not None
    assert letter.opened_at == first


def test_a_report_that_is_not_drawn_yet_is_read_but_not_downloaded(
    client, location, operator, owner
):
    waiting = make_report(location, operator, ready=False)
    client.force_login(owner)

    assert "The PDF is being drawn" in page(client, waiting).content.decode()
    assert page(client, waiting, "download").status_code == 404


@pytest.mark.parametrize("name", ["report", "download"])
def test_the_report_of_somebody_elses_location_does_not_exist(client, report, name):
    client.force_login(factories.make_owner(factories.make_organization()))

    assert page(client, report, name).status_code == 404


def test_a_photograph_is_shown_only_with_the_report_that_shows_it(
    client, report, owner, location, operator
):
    other = make_report(location, operator)
    digest = report.content["photos"][0]["small"]
    client.force_login(owner)

    shown = client.get(reverse("portal:report-photo", args=[report.pk, digest]))

    assert shown["Content-Type"] == "image/jpeg"
    assert client.get(reverse("portal:report-photo", args=[other.pk, digest])).status_code == 404


def test_the_list_shows_the_newest_version_of_each_report_and_how_it_went(
    client, report, owner, operator
):
    publishing.reissue(report, by=operator, change_note="The belts were read wrongly.")
    client.force_login(owner)

    answer = client.get(LIST)

    assert [one.report.version for one in answer.context["reports"]] == [2]
    assert "version 2" in answer.content.decode()


def test_an_older_version_points_to_the_one_that_corrects_it(client, report, owner, operator):
    newer = publishing.reissue(report, by=operator, change_note="The belts were read wrongly.")
    client.force_login(owner)

    assert reverse("portal:report", args=[newer.pk]) in page(client, report).content.decode()
    assert "The belts were read wrongly." in page(client, newer).content.decode()


def test_the_list_narrows_to_a_location(client, report, owner, operator, organization):
    other = factories.make_location(organization, name="Cab 7")
    make_report(other, operator)
    client.force_login(owner)

    shown = client.get(LIST, {"location": str(other.pk)}).context["reports"]

    assert [one.report.location for one in shown] == [other]


def test_the_list_costs_the_same_queries_however_long_it_is(
    client, report, owner, operator, location, django_assert_num_queries
):
    client.force_login(owner)
    with CaptureQueriesContext(connection) as first:
        client.get(LIST)
    for _ in range(4):
        make_report(location, operator)

    with django_assert_num_queries(len(first)):
        client.get(LIST)


def test_a_report_over_a_period_is_read_on_the_screen(client, report, owner, operator, location):
    today = timezone.localdate(timezone=location.zone)
    period = publishing.location_report(
        location, first_on=today - timedelta(days=30), last_on=today, by=operator
    )
    client.force_login(owner)

    text = page(client, period).content.decode()

    assert "too early to compare" in text
    assert "Inside of the cab" in text
    assert report.visit.shopper.name not in text


def test_the_link_in_the_letter_opens_the_report_without_signing_in(client, letter):
    answer = client.get(path_of(letter))

    letter.refresh_from_db()
    assert "Crumbs between the seats." in answer.content.decode()
    assert letter.opened_at is not None
    assert "no-store" in answer["Cache-Control"]


def test_the_page_behind_the_link_hands_out_its_own_pdf_and_photographs(client, letter):
    digest = letter.report.content["photos"][0]["large"]

    pdf = client.get(path_of(letter) + "download/")
    photo = client.get(path_of(letter) + f"photos/{digest}/")

    assert b"".join(pdf.streaming_content) == b"%PDF"
    assert photo["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize("more", ["", "download/"])
def test_a_link_that_is_too_old_says_so_and_how_to_sign_in(client, letter, settings, more):
    path = path_of(letter) + more
    settings.REPORT_LINK_DAYS = -1

    answer = client.get(path)

    assert answer.status_code == 410
    assert "This link has expired" in answer.content.decode()
    assert reverse("sign-in") in answer.content.decode()


def test_a_link_that_was_tampered_with_opens_nothing(client, letter):
    answer = client.get(path_of(letter)[:-3] + "x/")

    assert answer.status_code == 404
    assert "This link opens nothing" in answer.content.decode()


def test_an_old_link_lets_nobody_in_who_no_longer_owns_the_location(client, letter, owner):
    Membership.objects.filter(user=owner).delete()

    assert client.get(path_of(letter)).status_code == 404
