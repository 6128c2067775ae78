"""What is asked after a visit, at the desk: told, waited for, found again, and closed early with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from shopper.visits.models import FollowThrough, Visit, VisitEvent
from shopper.visits.states import Status
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

OPENS = datetime(2099, 11, 29, 14, tzinfo=UTC)  # 15:00 in Berlin


@pytest.fixture
def visit(organization):
    """Handed in and ready to review, but for what is asked a week later."""
    visit = factories.make_submitted_visit(
        location=factories.make_location(organization, time_zone="Europe/Berlin"),
        checklist=factories.make_checklist(factories.with_follow_through()),
    )
    moment = visit.checklist.touchpoints.exclude(opens_after_hours=None).get()
    FollowThrough.objects.create(
        visit=visit, touchpoint=moment, opens_at=OPENS, closes_at=OPENS + timedelta(days=3)
    )
    return visit


def review(client, visit):
    return client.get(reverse("console:review", args=[visit.pk])).content.decode()


def close(client, visit, reason):
    address = reverse("console:review-close-follow-through", args=[visit.pk])
    return client.post(address, {"reason": reason}, follow=True).content.decode()


def test_the_review_says_when_it_opens_and_that_the_percent_is_provisional(client, visit):
    page = review(client, visit)

    assert "Follow-through opens Sun 29 Nov, 15:00" in page
    assert "provisional" in page
    assert "Approve the visit" not in page


def test_an_open_one_says_until_when(client, visit):
    visit.follow_throughs.update(opened_at=OPENS)

    assert "Follow-through is open until Wed 2 Dec, 15:00" in review(client, visit)


def test_a_visit_that_waits_is_not_approved_by_a_post_either(client, visit):
    address = reverse("console:review-approve", args=[visit.pk])

    page = client.post(address, follow=True).content.decode()

    visit.refresh_from_db()
    assert visit.status not in {Status.APPROVED, Status.PUBLISHED}
    assert "Follow-through" in page


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_stays_as_it_is(client, visit, reason):
    close(client, visit, reason)

    assert visit.follow_throughs.awaited().exists()


def test_closed_early_the_reason_is_in_the_history_and_the_visit_can_be_approved(client, visit):
    page = close(client, visit, "The shop has closed for good.")

    assert "Closed. The score can stand as it is now." in page
    assert "Approve the visit" in page
    assert visit.follow_throughs.get().outcome == FollowThrough.Outcome.ENDED
    assert VisitEvent.objects.filter(visit=visit, note__contains="closed for good").exists()


def test_who_closes_it_a_second_time_is_told(client, visit):
    close(client, visit, "The shop has closed for good.")

    page = close(client, visit, "Nobody calls there.")

    assert "Closed. The score can stand as it is now." not in page
    assert not VisitEvent.objects.filter(visit=visit, note__contains="Nobody calls").exists()


def test_today_has_a_pile_for_it_and_does_not_call_for_its_review(client, visit):
    piles = client.get(reverse("console:today")).context["piles"]

    counts = {pile.key: pile.count for pile in piles}
    assert (counts["review"], counts["afterwards"]) == (0, 1)


def test_where_nothing_is_to_come_there_is_no_such_pile(client, visit):
    visit.follow_throughs.update(closed_at=OPENS)

    keys = {pile.key for pile in client.get(reverse("console:today")).context["piles"]}
    assert "afterwards" not in keys


def test_it_is_found_by_the_filter_and_is_not_called_sent_back(client, visit):
    other = factories.make_submitted_visit(location=visit.location)

    page = client.get(reverse("console:visit-list"), {"status": "afterwards"})

    assert [row.pk for row in page.context["page"].object_list] == [visit.pk]
    assert other.pk != visit.pk
    assert "Sent back" not in page.content.decode().split("<tbody")[1]


def test_the_pages_of_place_and_shopper_do_not_call_an_open_one_sent_back(client, visit):
    visit.follow_throughs.update(opened_at=OPENS)
    Visit.objects.filter(pk=visit.pk).update(status=Status.RETURNED)

    for page in (
        client.get(reverse("console:location", args=[visit.location_id])),
        client.get(reverse("console:person", args=[visit.shopper_id])),
    ):
        assert "Follow-through" in page.content.decode()
        assert "Sent back</span>" not in page.content.decode()
        assert "Sent back ·" not in page.content.decode()


def test_the_checklist_says_how_long_after_the_visit_it_is_asked(client, visit):
    page = client.get(reverse("console:checklist", args=[visit.checklist_id])).content.decode()

    assert "Follow-through: opens" in page


def test_another_agencys_operator_closes_nothing(client, visit):
    client.force_login(factories.make_operator(factories.make_organization("Elsewhere")))

    address = reverse("console:review-close-follow-through", args=[visit.pk])

    assert client.post(address, {"reason": "Mine."}).status_code == 404
    assert visit.follow_throughs.awaited().exists()
