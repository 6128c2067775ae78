"""The desk in a real browser: keys, dialogs, what is typed, and what every page owes everybody."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from shopper.accounts.models import User
from shopper.checklists.models import Checklist
from shopper.visits import imaging, uploads
from shopper.visits.models import Photo, Visit
from tests import factories
from tests.frontend.conftest import DESKTOP, PHONE, TABLET
from tests.samples import photographs

pytestmark = pytest.mark.django_db(transaction=True)
CLEAN = "Is the inside spotlessly clean?"
LONG_NAME = "Maximiliane-Theodora Freifrau von Hohenstein-Schwarzenfels"
LONG_ADDRESS = "maximiliane-theodora.von-hohenstein-schwarzenfels@kundenzufriedenheit.example.org"


@pytest.fixture
def visit(organization):
    location = factories.make_location(organization, name="Cab 12")
    visit = factories.make_submitted_visit(location=location)
    for _ in range(2):
        photo = factories.make_photo(visit, CLEAN, photographs.jpeg())
        imaging.derive(photo, uploads.photo_file(photo))
        Photo.objects.filter(pk=photo.pk).update(derived_at=timezone.now())
    return visit


@pytest.fixture
def review(make_desk, operator, visit):
    page = make_desk().sign_in(operator)
    page.goto(reverse("console:review", args=[visit.pk]))
    return page


def heading(page):
    return page.locator(".moment:visible h2")


def test_j_and_k_walk_along_the_line(review):
    expect(heading(review)).to_have_text("Whole visit")

    review.keyboard.press("j")
    expect(heading(review)).to_have_text("Inside of the cab")
    review.keyboard.press("j")
    expect(heading(review)).to_have_text("Farewell")
    review.keyboard.press("k")

    expect(heading(review)).to_have_text("Inside of the cab")
    expect(review.locator(".stop.here")).to_contain_text("Inside of the cab")
    expect(review.locator(".stop.done")).to_have_count(2)


def test_the_back_button_returns_to_the_moment_before(review):
    review.keyboard.press("j")
    review.keyboard.press("j")

    review.go_back()

    expect(heading(review)).to_have_text("Inside of the cab")


def test_the_keys_are_told_when_asked_and_do_not_act_while_somebody_types(review):
    review.keyboard.press("j")
    review.keyboard.press("b")
    review.keyboard.type("just jk")
    expect(heading(review)).to_have_text("Inside of the cab")
    expect(review.locator("textarea:focus")).to_have_value("just jk")

    review.get_by_role("heading", name="Inside of the cab").click()
    review.keyboard.press("?")

    expect(review.get_by_role("dialog", name="Keys")).to_be_visible()


def test_a_canned_reason_fills_the_note_ticks_the_question_and_counts_it(review):
    review.keyboard.press("j")
    box = review.locator(".back-box").first
    box.locator("summary").click()

    box.get_by_role("button", name="The photo is blurred").click()

    expect(box.get_by_role("checkbox")).to_be_checked()
    expect(review.locator("#chosen")).to_have_text("1 question is ticked to go back.")


def test_questions_go_back_with_their_notes(review, visit):
    review.keyboard.press("j")
    review.keyboard.press("b")
    review.keyboard.type("A sharper photo, please.")

    review.get_by_role("button", name="Send back what is ticked").click()

    expect(review.get_by_role("status")).to_contain_text("Sent back")
    assert visit.redos.get().note == "A sharper photo, please."


def test_approving_while_questions_are_ticked_asks_first(review, visit):
    review.keyboard.press("j")
    review.keyboard.press("b")
    review.keyboard.type("A sharper photo, please.")

    review.get_by_role("button", name="Approve the visit").click()
    dialog = review.get_by_role("dialog")
    dialog.get_by_role("button", name="Not yet").click()

    visit.refresh_from_db()
    assert visit.status == "submitted"
    review.get_by_role("button", name="Approve the visit").click()
    dialog.get_by_role("button", name="Approve anyway").click()
    expect(review.get_by_role("button", name="Publish")).to_be_visible()


def test_a_photo_opens_large_turns_with_the_arrows_and_closes_with_escape(review):
    review.keyboard.press("j")
    review.locator("a[data-photo]").first.click()
    box = review.locator("#lightbox")
    expect(box).to_contain_text("1 / 2")

    review.keyboard.press("ArrowRight")
    expect(box).to_contain_text("2 / 2")
    review.keyboard.press("+")
    expect(box.locator(".lightbox-stage")).to_have_attribute("data-zoom", "2")
    review.keyboard.press("Escape")

    expect(box).to_be_hidden()


def test_a_review_being_prepared_opens_by_itself(make_desk, operator, visit):
    Visit.objects.filter(pk=visit.pk).update(prepared_at=None)
    page = make_desk().sign_in(operator)
    page.goto(reverse("console:review", args=[visit.pk]))
    expect(page.get_by_role("heading")).to_have_text("The answers are being made ready")

    Visit.objects.filter(pk=visit.pk).update(prepared_at=timezone.now())

    expect(heading(page)).to_have_text("Whole visit", timeout=10_000)


def test_choosing_a_location_fetches_its_clock_and_keeps_what_was_typed(make_desk, operator, visit):
    organization = visit.location.organization
    factories.make_location(organization, name="Tokyo", time_zone="Asia/Tokyo")
    page = make_desk().sign_in(operator)
    page.goto(reverse("console:visit-new"))
    page.get_by_label("For this visit").fill("Sit in the back.")

    page.get_by_label("Location").select_option(label="Tokyo")

    expect(page.get_by_text("By the clock of Tokyo (Asia/Tokyo).")).to_be_visible()
    expect(page.get_by_label("For this visit")).to_have_value("Sit in the back.")


def test_cancelling_happens_in_a_dialog_on_the_page(make_desk, operator, organization):
    visit = factories.make_visit(location=factories.make_location(organization))
    page = make_desk().sign_in(operator)
    page.goto(reverse("console:visit", args=[visit.pk]))

    page.get_by_role("link", name="Cancel this visit").click()
    page.get_by_label("Why?").fill("Closed for stock-taking")
    page.get_by_role("button", name="Cancel the visit").click()

    expect(page.get_by_role("status")).to_contain_text("The visit is cancelled.")
    visit.refresh_from_db()
    assert visit.status == "cancelled"


def test_without_scripts_every_moment_is_on_the_page_and_can_be_sent_back(
    make_desk, operator, visit
):
    page = make_desk(java_script_enabled=False).sign_in(operator)
    page.goto(reverse("console:review", args=[visit.pk]))
    expect(page.locator(".moment:visible")).to_have_count(4)

    box = page.locator(".back-box").first
    box.locator("summary").click()
    box.get_by_role("checkbox").check()
    box.locator("textarea").fill("A sharper photo, please.")
    page.get_by_role("button", name="Send back what is ticked").click()

    assert visit.redos.get().note == "A sharper photo, please."


def every_page(visit):
    plain = ("today", "visit-list", "visit-new", "location-list", "organization-list")
    more = ("checklist-list", "person-list", "quarantine-list", "report-list")
    checklist = Checklist.objects.get(pk=visit.checklist_id)
    return [
        *(reverse(f"console:{name}") for name in (*plain, *more)),
        reverse("console:visit", args=[visit.pk]),
        reverse("console:review", args=[visit.pk]),
        reverse("console:location", args=[visit.location_id]),
        reverse("console:location-edit", args=[visit.location_id]),
        reverse("console:location-report", args=[visit.location_id]),
        reverse("console:organization", args=[visit.location.organization_id]),
        reverse("console:checklist", args=[checklist.pk]),
        reverse("console:checklist-preview", args=[checklist.pk]),
        reverse("console:person", args=[visit.shopper_id]),
        reverse("change-password"),
    ]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (TABLET, "light"), (PHONE, "light"), (PHONE, "dark")],
    ids=["desktop light", "desktop dark", "tablet", "phone light", "phone dark"],
)
def test_every_page_is_open_to_everybody_and_fits(make_desk, operator, visit, size, scheme):
    User.objects.filter(pk=visit.shopper_id).update(name=LONG_NAME, email=LONG_ADDRESS)
    desk = make_desk(size, color_scheme=scheme)
    page = desk.sign_in(operator)
    faults = []
    for address in every_page(visit):
        page.goto(address)
        faults += desk.accessibility_faults()
        if desk.is_too_wide():
            faults.append(f"{address} is too wide")

    assert faults == []


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (PHONE, "dark")],
    ids=["desktop light", "phone dark"],
)
def test_a_checklists_languages_are_open_to_everybody_and_fit(make_desk, size, scheme):
    german = {"checklist": {"name": "Kleine Fahrt"}}
    data = {**factories.SMALL_CHECKLIST, "translations": {"de": german}}
    checklist = factories.make_checklist(data)
    desk = make_desk(size, color_scheme=scheme)
    page = desk.sign_in(factories.make_operator())
    faults = []
    for address in (
        reverse("console:checklist", args=[checklist.pk]),
        reverse("console:checklist-language", args=[checklist.pk, "de"]),
        reverse("console:checklist-language", args=[checklist.pk, "ar"]),
        reverse("console:checklist-language-remove", args=[checklist.pk, "de"]),
    ):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        faults += desk.accessibility_faults()
        if desk.is_too_wide():
            faults.append(f"{address} is too wide")

    assert faults == []
