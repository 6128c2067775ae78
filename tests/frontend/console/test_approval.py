"""The reviewer sees how the work is graded, adds a mark, and decides what is given back."""

from decimal import Decimal

import pytest
from django.urls import reverse

from shopper.earnings.models import Earning
from shopper.visits.models import Visit
from tests import earned, factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def visit(organization):
    return earned.make_spent_visit(location=factories.make_location(organization))


def review(client, visit):
    return client.get(reverse("console:review", args=[visit.pk]))


def approve(client, visit, **typed):
    return client.post(reverse("console:review-approve", args=[visit.pk]), typed)


def fare(visit):
    return factories.question_ids(visit)[earned.FARE]


def test_the_grade_and_its_reasons_are_there_before_approving(client, visit):
    page = review(client, visit).content.decode()

    assert "100<span" in page
    assert "Within the window" in page
    assert "Spent: 24.80 EUR. Given back: up to 30 EUR." in page


def test_mark_words_and_amount_are_kept_with_the_approval(client, visit):
    typed = {f"granted-{fare(visit)}": "20,00", f"because-{fare(visit)}": "No tip."}

    approve(client, visit, mark="3", words="Vivid.", **typed)

    earning, page = Earning.objects.get(), review(client, visit).content.decode()
    assert (earning.grade, earning.words) == (93, "Vivid.")
    assert earning.reimbursements.get().granted == Decimal(20)
    assert "38.00 EUR" in page
    assert "No tip." in page


def test_without_a_word_from_the_reviewer_all_is_given_back(client, visit):
    approve(client, visit)

    assert str(Earning.objects.get().due) == "42.80 EUR"


@pytest.mark.parametrize("amount", ["20", "31", "-1", "much", "NaN", "Infinity", ""])
def test_an_amount_that_cannot_be_given_is_told_and_everything_typed_stays(client, visit, amount):
    answer = approve(client, visit, words="Vivid.", **{f"granted-{fare(visit)}": amount})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="granted-error-{fare(visit)}"' in page
    assert 'value="Vivid."' in page
    assert f'value="{amount}" aria-invalid="true"' in page
    assert Visit.objects.get().status == "submitted"


@pytest.mark.parametrize("mark", ["0", "6", "good", "٣"])
def test_a_mark_that_does_not_exist_is_refused(client, visit, mark):
    answer = approve(client, visit, mark=mark)

    assert answer.status_code == 422
    assert 'id="mark-error"' in answer.content.decode()


def test_what_is_known_of_a_shoppers_work_stands_where_somebody_is_chosen(client, visit, shopper):
    for mark in (None, "1"):
        done = factories.make_submitted_visit(location=visit.location, shopper=shopper)
        approve(client, done, **({"mark": mark} if mark else {}))

    plan = client.get(
        reverse("console:visit-new"), {"organization": visit.location.organization_id}
    )
    person = client.get(reverse("console:person", args=[shopper.pk]))

    assert "Sami Shopper · no open visit · grade 93 of 2 visits" in plan.content.decode()
    assert "grade 93 of the last 2 visits" in person.content.decode()


def test_another_clients_grades_are_not_told(client, organization):
    shopper = factories.make_shopper(name="Anywhere")
    elsewhere = factories.make_location(factories.make_organization())
    earned.make_earning(factories.make_submitted_visit(location=elsewhere, shopper=shopper))

    plan = client.get(reverse("console:visit-new"), {"organization": organization.pk})

    assert "Anywhere · no open visit<" in plan.content.decode()
