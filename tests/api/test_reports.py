"""An owner's own system fetches the reports of the owner's locations, and nothing more."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from reports.models import Report
from tests import factories

PDF = b"%PDF-1.7 a report"


def make_report(location, **fields):
    report = Report(
        kind="location",
        location=location,
        first_on=date(2026, 11, 1),
        last_on=date(2026, 11, 30),
        content={"secret": "frozen"},
        status="ready",
        pdf_sha256=hashlib.sha256(PDF).hexdigest(),
        size_bytes=len(PDF),
        page_count=3,
        published_at=datetime(2026, 11, 30, 23, 30, tzinfo=UTC),
        published_by=factories.make_operator(name="Olga Operator"),
    )
    report.pdf = f"reports/{report.pk}.pdf"
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    report.file.parent.mkdir(parents=True, exist_ok=True)
    report.file.write_bytes(PDF)
    return report


@pytest.fixture
def location(organization):
    return factories.make_location(organization)


@pytest.fixture
def system(owner):
    client = Client()
    client.force_login(owner, backend="shopper.accounts.backends.PasswordBackend")
    return client


def ids(answer):
    return [report["id"] for report in answer.json()["results"]]


def test_a_report_is_told_by_its_day_and_without_a_person(system, location):
    report = make_report(location)

    answer = system.get("/api/v1/reports/")

    assert answer.status_code == 200
    assert answer.json()["results"] == [
        {
            "id": str(report.pk),
            "kind": "location",
            "location": {
                "id": str(location.pk),
                "name": location.name,
                "organization": "Harbour Cabs",
            },
            "first_on": "2026-11-01",
            "last_on": "2026-11-30",
            "version": 1,
            "change_note": "",
            "published_on": "2026-12-01",
            "page_count": 3,
            "size_bytes": len(PDF),
            "sha256": report.pdf_sha256,
        }
    ]


def test_only_ready_reports_of_their_own_locations_in_their_newest_version(system, location):
    old = make_report(location)
    new = make_report(location, version=2, replaces=old, change_note="The route was right.")
    queued = make_report(location, status="queued")
    foreign = make_report(factories.make_location())

    listed = ids(system.get("/api/v1/reports/"))

    assert listed == [str(new.pk)]
    for report, status in [(old, 200), (new, 200), (queued, 404), (foreign, 404)]:
        assert system.get(f"/api/v1/reports/{report.pk}/pdf").status_code == status


def test_the_pdf_is_what_was_published(system, location):
    report = make_report(location)

    answer = system.get(f"/api/v1/reports/{report.pk}/pdf")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert f"report-{report.pk}.pdf" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_pdf_that_is_not_on_disk_is_not_found(system, location):
    report = make_report(location)
    report.file.unlink()

    assert system.get(f"/api/v1/reports/{report.pk}/pdf").status_code == 404


def test_a_page_that_does_not_exist_is_not_found_in_the_usual_shape(system, location):
    answer = system.get("/api/v1/reports/?page=7")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_many_reports_take_no_more_queries_than_one(
    system, location, django_assert_max_num_queries
):
    for _ in range(5):
        make_report(location)

    with django_assert_max_num_queries(6):
        assert len(ids(system.get("/api/v1/reports/"))) == 5
