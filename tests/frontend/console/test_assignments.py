"""Sending shoppers out, giving a visit to somebody else, withdrawing it, taking it back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from frontend.console.forms import default_window
from shopper.errors import Invalid
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from shopper.visits.states import Status
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
NEW = "/console/visits/new/"


@pytest.fixture
def checklist():
    return factories.make_checklist()


@pytest.fixture
def plan(organization, location, checklist, shopper):
    return {
        "organization": str(organization.pk),
        "location": str(location.pk),
        "checklist": str(checklist.pk),
        "shopper": str(shopper.pk),
        "opens_at": "2026-11-24T09:00",
        "closes_at": "2026-11-30T18:00",
        "briefing": "Sit in the back.",
        "fee_amount": "18.00",
        "fee_currency": "eur",
        "fee_note": "+ fare",
    }


def test_a_visit_is_assigned_by_the_clock_of_its_location(client, plan, shopper):
    answer = client.post(NEW, plan)

    visit = Visit.objects.get()
    assert answer["Location"] == reverse("console:visit", args=[visit.pk]) + "?assigned"
    assert visit.shopper == shopper
    assert visit.opens_at == datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (visit.fee_amount, visit.fee_currency, visit.fee_note) == (18, "EUR", "+ fare")


def test_a_visit_may_be_planned_before_anybody_goes(client, plan):
    client.post(NEW, {**plan, "shopper": ""})

    assert Visit.objects.get().shopper is None


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("closes_at", "2026-11-24T08:00", "must close after it opens"),
        ("opens_at", "soon", "Give a date and a time"),
        ("opens_at", "", "required"),
        ("location", "", "required"),
        ("checklist", "", "required"),
        ("fee_amount", "-3", "greater than or equal to 0"),
        ("fee_currency", "euro", "Three letters"),
        ("fee_currency", "", "A fee needs a currency"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(client, plan, field, value, told):
    answer = client.post(NEW, {**plan, field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors[field])
    assert "Sit in the back." in page
    assert "+ fare" in page
    assert not Visit.objects.exists()


def test_an_hour_that_the_clock_leaps_over_is_refused(client, plan):
    answer = client.post(
        NEW, {**plan, "opens_at": "2027-03-28T02:30", "closes_at": "2027-03-29T18:00"}
    )

    assert "clocks go forward" in str(answer.context["form"].errors["opens_at"])


def test_a_location_of_another_client_cannot_be_chosen(client, plan):
    answer = client.post(NEW, {**plan, "location": str(factories.make_location().pk)})

    assert answer.status_code == 422
    assert "location" in answer.context["form"].errors


def test_what_the_domain_declines_is_told_on_the_form(client, plan, monkeypatch):
    def closed(**_plan):
        raise Invalid(errors={"location": ["This location is closed for visits."]})

    monkeypatch.setattr(lifecycle, "schedule", closed)

    answer = client.post(NEW, plan)

    assert answer.status_code == 422
    assert "closed for visits" in answer.content.decode()


def test_choosing_an_organization_brings_its_places_and_keeps_what_was_typed(client):
    client.force_login(factories.make_operator())
    one = factories.make_location(factories.make_organization("One"), name="Only of One")
    factories.make_location(factories.make_organization("Two"), name="Only of Two")

    page = client.get(
        NEW, {"organization": str(one.organization_id), "briefing": "typed before"}
    ).content.decode()

    assert "Only of One" in page
    assert "Only of Two" not in page
    assert "typed before" in page


def test_each_shopper_is_offered_with_how_many_visits_they_have_open(
    client, organization, location, checklist, shopper
):
    for _ in range(2):
        factories.make_visit(location=location, checklist=checklist, shopper=shopper)

    page = client.get(NEW, {"organization": str(organization.pk)}).content.decode()

    assert "Sami Shopper · 2 open visits" in page


def test_who_has_declined_a_visit_is_marked_where_its_next_shopper_is_chosen(
    client, organization, location, checklist, shopper
):
    factories.make_shopper(organization, name="Maja Lindqvist")
    visit = factories.make_visit(location=location, checklist=checklist, shopper=shopper)
    lifecycle.decline(visit, by=shopper, code="known")

    page = client.get(reverse("console:visit", args=[visit.pk])).content.decode()

    assert "Sami Shopper · no open visit · declined this visit" in page
    assert "Maja Lindqvist · no open visit</option>" in page
    assert "Known to the people there" in page


def test_a_shopper_who_declined_one_visit_is_not_marked_at_another(
    client, location, checklist, shopper
):
    here = {"location": location, "checklist": checklist, "shopper": shopper}
    visit, other = factories.make_visit(**here), factories.make_visit(**here)
    lifecycle.decline(visit, by=shopper, code="known")

    page = client.get(reverse("console:visit", args=[other.pk])).content.decode()

    assert "declined this visit" not in page


def test_the_window_begins_tomorrow_morning_where_the_place_is():
    window = default_window(
        ZoneInfo("Asia/Tokyo"), datetime(2026, 11, 21, 20, tzinfo=ZoneInfo("UTC"))
    )

    assert window == {"opens_at": "2026-11-23T09:00", "closes_at": "2026-11-29T18:00"}


def test_an_assignment_can_be_taken_back_at_once(client, location, checklist, operator):
    visit = factories.make_visit(location=location, checklist=checklist, by=operator)
    page = client.get(reverse("console:visit", args=[visit.pk]) + "?assigned").content.decode()

    client.post(reverse("console:visit-undo", args=[visit.pk]))

    visit.refresh_from_db()
    assert "Undo" in page
    assert visit.status == Status.CANCELLED


def test_a_visit_is_given_to_somebody_else(client, location, checklist, organization):
    visit = factories.make_visit(location=location, checklist=checklist)
    other = factories.make_shopper(organization)

    client.post(reverse("console:visit-reassign", args=[visit.pk]), {"shopper": str(other.pk)})

    visit.refresh_from_db()
    assert visit.shopper == other


def test_a_visit_that_has_begun_stays_with_its_shopper_and_the_page_says_so(
    client, location, checklist, organization, now
):
    visit = factories.make_visit(location=location, checklist=checklist)
    begun_by = visit.shopper
    lifecycle.accept(visit, by=begun_by)
    lifecycle.start(visit, by=begun_by, started_at=now)
    other = factories.make_shopper(organization)

    answer = client.post(
        reverse("console:visit-reassign", args=[visit.pk]), {"shopper": str(other.pk)}
    )

    visit.refresh_from_db()
    assert answer.status_code == 422
    assert visit.shopper == begun_by
    assert "has moved this visit to" in answer.content.decode()


def test_the_second_of_two_operators_to_assign_a_visit_is_told_who_was_faster(
    client, operator, location, checklist, organization
):
    visit = factories.make_visit(location=location, checklist=checklist, by=operator)
    lifecycle.decline(visit, by=visit.shopper, code="ill")
    page = client.get(reverse("console:visit", args=[visit.pk])).content.decode()
    faster = factories.make_shopper(organization, name="Fay First")
    slower = factories.make_shopper(organization, name="Sam Second")
    colleague = factories.make_operator(organization, name="Carla Colleague")
    lifecycle.assign(visit, shopper=faster, by=colleague)

    address = reverse("console:visit-reassign", args=[visit.pk])
    answer = client.post(address, {"shopper": str(slower.pk), "instead_of": ""})
    told = answer.content.decode()
    again = client.post(address, {"shopper": str(slower.pk), "instead_of": str(faster.pk)})

    visit.refresh_from_db()
    assert 'name="instead_of" value=""' in page
    assert answer.status_code == 422
    assert "Carla Colleague has assigned this visit to Fay First in the meantime." in told
    assert f'name="instead_of" value="{faster.pk}"' in told
    assert (again.status_code, visit.shopper) == (302, slower)


def test_cancelling_asks_for_a_reason_and_keeps_it(client, location, checklist):
    visit = factories.make_visit(location=location, checklist=checklist)
    address = reverse("console:visit-cancel", args=[visit.pk])

    without = client.post(address, {"reason": " "})
    client.post(address, {"reason": "Closed for stock-taking"})

    visit.refresh_from_db()
    assert "Say why" in without.content.decode()
    assert visit.status == Status.CANCELLED
    assert visit.events.get(to_status=Status.CANCELLED).note == "Closed for stock-taking"


def test_a_visit_that_was_handed_in_cannot_be_cancelled_and_the_reason_stays_typed(
    client, location
):
    visit = factories.make_submitted_visit(location=location)

    answer = client.post(
        reverse("console:visit-cancel", args=[visit.pk]), {"reason": "typed for nothing"}
    )

    assert answer.status_code == 422
    assert "typed for nothing" in answer.content.decode()
    assert "handed in" in answer.content.decode()
