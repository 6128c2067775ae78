"""Who gets a letter about a report, and what the link in it opens."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail, signing
from django.utils import timezone

from reports import delivery
from reports.models import Delivery
from shopper import mail as letters
from tests import factories
from tests.reports.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(location, checklist, owner):
    report = published(location, checklist)
    report.status, report.pdf = "ready", "reports/x.pdf"
    report.size_bytes = report.page_count = 1
    report.pdf_sha256 = "0" * 64
    report.save()
    return report


def token_in(letter) -> str:
    return re.search(r"http://\S+", letter.body)[0].rstrip("/").rsplit("/", 1)[-1]


def test_every_owner_of_the_location_gets_one_letter_in_text_and_html(report, owner, organization):
    elsewhere = factories.make_location(organization)
    factories.make_owner(organization, elsewhere)
    factories.make_owner(factories.make_organization())
    gone = factories.make_owner(organization)
    gone.is_active = False
    gone.save()

    delivery.send(report)

    assert [letter.to for letter in mail.outbox] == [[owner.email]]
    text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0][0]
    assert "Cab 12" in mail.outbox[0].subject
    assert token_in(mail.outbox[0]) in html
    for body in (text, html):
        assert report.visit.shopper.name not in body
        assert report.visit.shopper.email not in body
        assert str(report.visit_id) not in body


def test_sending_again_writes_to_nobody_twice(report):
    delivery.send(report)
    delivery.send(report)

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().sent_at is not None


def test_a_letter_that_could_not_leave_is_tried_again_alone(report, organization, monkeypatch):
    other = factories.make_owner(organization, email="zoe@example.org")
    really = letters.send

    def broken(to, **rest):
        if to == other.email:
            raise SMTPException("greylisted")
        really(to, **rest)

    monkeypatch.setattr(letters, "send", broken)
    with pytest.raises(SMTPException):
        delivery.send(report)
    monkeypatch.setattr(letters, "send", really)

    delivery.send(report)

    assert sorted(letter.to[0] for letter in mail.outbox).count(other.email) == 1
    assert len(mail.outbox) == 2


def test_the_link_opens_the_report_and_notes_when_it_was_first_opened(report):
    delivery.send(report)
    token = token_in(mail.outbox[0])
    first, later = timezone.now(), timezone.now() + timedelta(hours=1)

    assert delivery.open_link(token, at=first) == report
    delivery.open_link(token, at=later)

    assert Delivery.objects.get().opened_at == first


def test_a_link_expires(report, settings):
    delivery.send(report)
    token = token_in(mail.outbox[0])
    settings.REPORT_LINK_DAYS = -1

    with pytest.raises(delivery.LinkExpired):
        delivery.open_link(token, at=timezone.now())


@pytest.mark.parametrize("spoilt", ["", "x", "a:b:c"])
def test_a_link_that_was_tampered_with_opens_nothing(report, spoilt):
    delivery.send(report)
    token = token_in(mail.outbox[0])

    with pytest.raises(delivery.LinkUnknown):
        delivery.open_link(
            spoilt or token[:-1] + ("A" if token[-1] != "A" else "B"), at=timezone.now()
        )


def test_a_link_signed_for_another_purpose_opens_nothing(report):
    delivery.send(report)
    other = signing.dumps(str(Delivery.objects.get().pk), salt="something else")

    with pytest.raises(delivery.LinkUnknown):
        delivery.open_link(other, at=timezone.now())


def test_who_no_longer_owns_the_location_is_not_let_in(report, owner):
    delivery.send(report)
    token = token_in(mail.outbox[0])
    owner.memberships.all().delete()

    with pytest.raises(delivery.LinkUnknown):
        delivery.open_link(token, at=timezone.now())
