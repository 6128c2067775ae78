"""A report is in its client's language, whoever publishes it and whoever draws it."""

import pytest
from django.core import mail
from django.utils import translation

from reports import drawing, emails, publishing, rendering
from reports.models import Delivery, Report
from shopper.checklists import translating
from shopper.checklists.document import document_of
from tests import factories
from tests.reports.published import BAD, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def german(location, checklist):
    """An approved visit of a client who reads German."""
    location.organization.language = "de"
    location.organization.save()
    return approved(location, checklist)


def pages_of(report: Report) -> str:
    return rendering.markup(drawing.job_for(report))


def test_a_german_client_reads_german_though_an_english_operator_publishes(german, operator):
    report = publishing.publish(german, by=operator)

    pages = pages_of(report)

    assert '<html lang="de">' in pages
    assert "Was zuerst zu tun ist" in pages
    assert "What to do first" not in pages


def test_what_is_proposed_to_a_german_client_is_in_german(german, checklist):
    visit = approved(german.location, checklist, answers=BAD)

    proposed = {one.text.partition(":")[0] for one in visit.follow_ups.all()}

    assert proposed == {"In Ordnung bringen"}


def test_an_english_client_reads_english_though_a_german_operator_publishes(
    location, checklist, operator
):
    visit = approved(location, checklist)

    with translation.override("de"):
        pages = pages_of(publishing.publish(visit, by=operator))

    assert '<html lang="en">' in pages
    assert "Was zuerst zu tun ist" not in pages


def test_percents_have_the_decimal_comma_in_german(german, operator):
    with translation.override("en"):
        pages = pages_of(publishing.publish(german, by=operator))

    percent = Report.objects.get().content["percent"]
    assert f"{percent.replace('.', ',')} %" in pages


def test_a_correction_stays_in_the_language_of_what_it_corrects(german, operator):
    report = publishing.publish(german, by=operator)
    german.location.organization.language = "en"
    german.location.organization.save()

    following = publishing.reissue(
        Report.objects.get(pk=report.pk), by=operator, change_note="Ein Foto fehlte."
    )

    assert following.language == "de"


@pytest.mark.parametrize(
    ("reads", "subject"),
    [("", "Ein Besuch bei {} ist veröffentlicht"), ("en", "A visit to {} is published")],
    ids=["as the report where nothing else is known", "as its reader"],
)
def test_a_letter_about_a_report_is_in_its_readers_language(german, operator, reads, subject):
    report = publishing.publish(german, by=operator)
    owner = factories.make_owner(german.location.organization, language=reads)
    letter = Delivery.objects.create(report=report, to=owner, email=owner.email)

    emails.send_report(letter, link="https://example.org/r/1")

    assert mail.outbox[0].subject == subject.format(german.location.name)
    assert ("Guten Tag" in mail.outbox[0].body) is (reads == "")


def in_german(checklist, operator):
    """The next version of the checklist, whose first moment and question are in German as well."""
    moment = document_of(checklist)["touchpoints"][0]
    texts = {
        "checklist": {"name": "Kleine Fahrt"},
        moment["id"]: {"name": "Das Taxi von innen"},
        moment["questions"][0]["id"]: {"text": "Ist es innen makellos sauber?"},
    }
    return translating.translate(checklist, "de", texts, by=operator)


def test_a_german_client_reads_an_english_checklist_in_german_where_it_has_it(
    location, checklist, operator
):
    location.organization.language = "de"
    location.organization.save()
    before = publishing.publish(approved(location, checklist, days_ago=30), by=operator)
    visit = approved(location, in_german(checklist, operator), answers=BAD)

    report = publishing.publish(visit, by=operator)
    pages = pages_of(report)

    assert "Das Taxi von innen" in pages
    assert "Ist es innen makellos sauber?" in pages
    assert "Kleine Fahrt" in pages
    assert "Is the inside spotlessly clean?" not in pages
    assert "Farewell" in pages  # which nobody has translated
    assert "Inside of the cab" in pages_of(before)
    moment = report.content["moments"][0]
    assert len(moment["past"]) == 2
    assert moment["change"] is not None


def test_an_english_client_reads_the_same_checklist_as_it_was_written(
    location, checklist, operator
):
    visit = approved(location, in_german(checklist, operator))

    pages = pages_of(publishing.publish(visit, by=operator))

    assert "Is the inside spotlessly clean?" in pages
    assert "makellos" not in pages
