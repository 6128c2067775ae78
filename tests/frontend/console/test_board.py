"""The board at the desk: offered and taken back, with a fee, by the client's rules, and who claimed it."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from shopper.visits import board, lifecycle
from shopper.visits.fees import Fee
from shopper.visits.models import Visit
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
FEE = {"fee_amount": "12.50", "fee_currency": "eur", "fee_note": "+ fare"}


@pytest.fixture
def unassigned(location, operator):
    return lifecycle.schedule(
        location=location,
        checklist=factories.make_checklist(),
        shopper=None,
        by=operator,
        **factories.open_now(),
    )


@pytest.fixture
def offered(unassigned, operator):
    board.offer(unassigned, by=operator, at=timezone.now(), fee=Fee(Decimal("12.50"), "EUR"))
    return unassigned


def post(client, act, visit, **sent):
    address = reverse(f"console:visit-{act}", args=[visit.pk])
    answer = client.post(address, sent, follow=True)
    visit.refresh_from_db()
    return answer, answer.content.decode()


def test_an_unassigned_visit_is_offered_with_a_fee_and_taken_back(client, unassigned):
    _, told = post(client, "offer", unassigned, **FEE)
    fee, since = (unassigned.fee_amount, unassigned.fee_currency), unassigned.offered_at

    _, afterwards = post(client, "take-back", unassigned)

    assert fee == (Decimal("12.50"), "EUR")
    assert since is not None
    assert "On the board, for 12.50 EUR + fare" in told
    assert "nobody has claimed it yet" in told
    assert unassigned.offered_at is None
    assert "Taken back from the board" in afterwards


def test_a_fee_without_a_currency_is_refused_and_what_was_typed_is_kept(client, unassigned):
    answer, page = post(client, "offer", unassigned, **(FEE | {"fee_currency": ""}))

    assert answer.status_code == 422
    assert "A fee needs a currency." in page
    assert 'value="+ fare"' in page
    assert unassigned.offered_at is None


def test_what_is_on_the_board_is_seen_on_today_and_does_not_count_as_waiting(client, offered):
    page = client.get("/console/").content.decode()

    assert "Nothing waits for you" in page
    assert 'aria-labelledby="pile-board"' in page
    pile = page.split('id="pile-board"')[1].split("</section>")[0]
    assert "Cab 12" in pile
    assert "12.50 EUR" in pile
    assert "unclaimed since" in pile
    unassigned = page.split('id="pile-unassigned"')[1].split("</section>")[0]
    assert "Cab 12" not in unassigned


def test_an_unassigned_visit_is_offered_from_today_for_the_fee_that_was_planned(
    client, operator, location
):
    operator.language = "de"
    operator.save()
    visit = lifecycle.schedule(
        location=location,
        checklist=factories.make_checklist(),
        shopper=None,
        by=operator,
        fee=Fee(Decimal("12.50"), "EUR", "+ fare"),
        **factories.open_now(),
    )
    address = reverse("console:visit-offer", args=[visit.pk])
    page = client.get("/console/", headers={"Accept-Language": "de"}).content.decode()
    form = page.split(f'action="{address}"')[1].split("</form>")[0]

    client.post(address, dict(re.findall(r'name="(fee_\w+)" value="(.*?)"', form)))

    visit.refresh_from_db()
    assert visit.offered_at is not None
    assert (visit.fee_amount, visit.fee_note) == (Decimal("12.50"), "+ fare")


def test_the_list_of_visits_is_narrowed_down_to_the_board(client, offered, location):
    factories.make_visit(location=location)

    page = client.get("/console/visits/?status=board").content.decode()

    assert page.count('<a class="row-link"') == 1
    assert '<span class="pill">On the board</span>' in page


def test_who_has_claimed_a_visit_is_in_its_log(client, offered, shopper):
    board.claim(offered.pk, by=shopper, at=timezone.now())

    page = client.get(reverse("console:visit", args=[offered.pk])).content.decode()

    log = page.split("What happened")[1].split("</section>")[0]
    assert "Claimed from the board" in log
    assert "Sami Shopper" in log.split("Accepted")[1]


def test_the_office_is_told_who_was_faster_than_it(client, offered, shopper):
    board.claim(offered.pk, by=shopper, at=timezone.now())

    for act in ("offer", "take-back"):
        answer, page = post(client, act, offered, **FEE)
        assert "Sami Shopper has moved this visit to “Accepted” in the meantime." in page, answer

    assert offered.shopper == shopper


def test_a_visit_is_offered_as_it_is_planned(client, organization, location, operator):
    plan = {
        "organization": organization.pk,
        "location": location.pk,
        "checklist": factories.make_checklist().pk,
        "opens_at": "2030-11-24T09:00",
        "closes_at": "2030-11-24T18:00",
        "on_the_board": "on",
        **FEE,
    }
    shopper = factories.make_shopper(organization)

    both = client.post(reverse("console:visit-new"), {**plan, "shopper": shopper.pk})
    none = Visit.objects.count()
    client.post(reverse("console:visit-new"), plan)

    assert (both.status_code, none) == (422, 0)
    assert "Choose “Nobody yet”" in both.content.decode()
    assert Visit.objects.get().offered_at is not None


def test_an_offer_that_is_refused_plans_nothing(client, organization, location):
    over = {
        "organization": organization.pk,
        "location": location.pk,
        "checklist": factories.make_checklist().pk,
        "opens_at": "2020-11-24T09:00",
        "closes_at": "2020-11-24T18:00",
        "on_the_board": "on",
    }

    answer = client.post(reverse("console:visit-new"), over)

    assert answer.status_code == 422
    assert "The window of this visit is over." in answer.content.decode()
    assert not Visit.objects.exists()


def test_the_rules_of_the_board_are_the_clients(client, organization):
    address = reverse("console:organization-board", args=[organization.pk])
    rules = {"board_lockout_days": "90", "board_capacity": "3", "board_rotates": "on"}

    wrong = client.post(address, rules | {"board_capacity": "0"})
    client.post(address, rules)

    organization.refresh_from_db()
    assert wrong.status_code == 422
    assert (organization.board_lockout_days, organization.board_capacity) == (90, 3)
    assert organization.board_rotates is True
