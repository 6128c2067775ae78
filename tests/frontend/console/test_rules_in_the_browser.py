"""Changing the rules of a visit as somebody does it: what is wrong, what changes, and agreeing to it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.frontend.conftest import DESKTOP, PHONE
from tests.frontend.console.rules_page import page_of

pytestmark = pytest.mark.django_db(transaction=True)

A_FEW_LINES_PX = 60
QUIZ = [{"text": "What do you buy?", "options": ["Bread", "Cake"], "right": 1, "why": "Read on."}]
LOOK, PUBLISH = "Look at what changes", "Publish version 2"


@pytest.fixture
def checklist():
    german = {"briefing": "Kaufen Sie Kuchen."}
    data = {
        **factories.SMALL_CHECKLIST,
        "briefing": "Buy a cake.\nPay cash.",
        "quiz": QUIZ,
        "translations": {"de": {"checklist": german}},
    }
    return factories.make_checklist(data)


@pytest.fixture
def operator():
    return factories.make_operator(name="Olga Operator")


def press(page, name):
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_summary_are_for_everybody_on_every_screen(
    make_desk, checklist, operator, size, scheme
):
    desk = make_desk(size, color_scheme=scheme)
    page = desk.sign_in(operator)
    page.goto(page_of(checklist))

    expect(page.get_by_label("Question", exact=True).first).to_have_value(QUIZ[0]["text"])
    assert desk.accessibility_faults() == []
    assert not desk.is_too_wide()
    page.get_by_role("textbox", name="Briefing").fill(
        "Buy a cake.\n" + "Donaudampfschifffahrtsgesellschaft" * 3
    )
    press(page, LOOK)

    expect(page.get_by_role("heading", name="What changes")).to_be_focused()
    assert desk.accessibility_faults() == []
    assert not desk.is_too_wide()


def test_what_is_wrong_has_the_focus_leads_to_its_field_and_fits_a_phone(
    make_desk, checklist, operator
):
    desk = make_desk(PHONE)
    page = desk.sign_in(operator)
    page.goto(page_of(checklist))
    page.get_by_role("group", name="2. Farewell").get_by_label("Asked after the visit").check()
    press(page, LOOK)

    expect(page.get_by_role("alert")).to_be_focused()
    told = page.get_by_role("link", name="Opens after so many days")
    assert told.bounding_box()["height"] < A_FEW_LINES_PX  # not a word a line
    assert desk.accessibility_faults() == []
    assert not desk.is_too_wide()
    told.click()
    expect(page.locator("#id_moment-2-after")).to_be_in_viewport()


def test_a_checklist_of_hundreds_of_questions_has_rules_too(make_desk, operator):
    first, *_ = factories.SMALL_CHECKLIST["touchpoints"]
    seen = {"text": "Is it clean?", "kind": "yes_no", "good": "yes", "photo": {"rule": "required"}}
    many = [{**seen, "key": f"seen-{number}"} for number in range(400)]
    touchpoints = [{**first, "questions": many}]
    checklist = factories.make_checklist({**factories.SMALL_CHECKLIST, "touchpoints": touchpoints})
    page = make_desk(DESKTOP).sign_in(operator)
    page.goto(page_of(checklist))
    page.get_by_role("textbox", name="Briefing").fill("Buy two cakes.")

    press(page, LOOK)

    expect(page.get_by_role("heading", name="What changes")).to_be_focused()


def test_old_and_new_are_beside_one_another_and_languages_with_gaps_are_named(
    make_desk, checklist, operator
):
    page = make_desk(DESKTOP).sign_in(operator)
    page.goto(page_of(checklist))
    page.get_by_role("textbox", name="Briefing").fill("Buy two cakes.\nPay cash.")
    press(page, LOOK)

    change = page.get_by_role("region", name="Briefing", exact=True)
    expect(change.locator(".goes")).to_have_text("Buy a cake.")
    expect(change.locator(".comes")).to_have_text("Buy two cakes.")
    expect(page.get_by_role("region", name="Quiz")).to_have_count(0)
    expect(page.get_by_text("Deutsch: ")).to_be_visible()


def test_who_looks_can_go_back_to_what_was_typed_and_publishes_only_once_agreed(
    make_desk, checklist, operator
):
    page = make_desk(DESKTOP).sign_in(operator)
    page.goto(page_of(checklist))
    page.get_by_role("textbox", name="Briefing").fill("Buy tea.")
    press(page, LOOK)
    press(page, "Change something more")
    expect(page.get_by_role("textbox", name="Briefing")).to_have_value("Buy tea.")
    press(page, LOOK)
    press(page, PUBLISH)

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Please agree below").click()
    expect(page.get_by_label("Publish this as version 2")).to_be_in_viewport()
    page.get_by_label("Publish this as version 2").check()
    press(page, PUBLISH)

    expect(page.get_by_role("status")).to_contain_text("Version 2 is published.")
    expect(page.get_by_text("Buy tea.")).to_be_visible()


def test_a_question_is_added_to_the_quiz_and_is_on_the_page_of_the_next_version(
    make_desk, checklist, operator
):
    page = make_desk(DESKTOP).sign_in(operator)
    page.goto(reverse("console:checklist", args=[checklist.pk]))
    page.get_by_role("link", name="Rules of the visit").click()

    page.get_by_text("Question 2", exact=False).first.click()
    second = page.locator("details.quiz-question").nth(1)
    second.get_by_label("Question", exact=True).fill("Whom do you tell?")
    second.get_by_label("Answer 1").fill("Nobody")
    second.get_by_label("Answer 2").fill("Everybody")
    farewell = page.get_by_role("group", name="2. Farewell")
    expect(farewell.get_by_label("Opens after so many days")).to_be_hidden()
    farewell.get_by_label("Asked after the visit").check()
    farewell.get_by_label("Opens after so many days").fill("7")
    farewell.get_by_label("Is open for so many days").fill("3")
    press(page, LOOK)
    page.get_by_role("link", name="The right answer: Say which answer is right.").click()
    second.get_by_label("The right answer").select_option("1")
    press(page, LOOK)
    page.get_by_label("Publish this as version 2").check()
    press(page, PUBLISH)

    expect(page.get_by_role("status")).to_contain_text("Version 2 is published.")
    expect(page.get_by_text("Whom do you tell?")).to_be_visible()
    expect(page.get_by_text("opens 7 days after the visit")).to_be_visible()
