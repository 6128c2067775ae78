"""What the phone notices of a photograph is said beside it, and is never in the way."""

import pytest
from playwright.sync_api import expect

from tests.frontend.phone.screens.test_evidence import PICTURE, take

BLURRED = "This photo looks blurred."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("photo-blurred", "Photo 2 of 2 This photo looks blurred."),
        ("photo-dark", "Photo 1 of 1 This photo is very dark."),
        ("photo-twice", "This photo shows the same as an earlier one of this visit."),
    ],
)
def test_what_was_noticed_is_said_beside_the_one_photo_it_is_about(screen, state, words):
    page = screen.open(state)

    expect(page.locator(".evidence .notice")).to_have_count(1)
    expect(page.locator(".evidence .notice")).to_contain_text(words)


def test_a_photo_that_stays_is_kept_with_one_tap_and_is_spoken_of_no_more(screen):
    page = screen.open("photo-blurred")

    page.get_by_role("button", name="Keep it").tap()

    expect(page.get_by_text(BLURRED)).to_have_count(0)
    expect(page.locator(".thumb")).to_have_count(2)
    assert len(screen.asked("rework")) == 1


def test_a_blurred_photo_is_taken_again_with_one_tap_and_the_camera(screen):
    page = screen.open("photo-blurred")

    take(page, "Take it again", PICTURE)

    expect(page.get_by_text(BLURRED)).to_have_count(0)
    [[_visit, photo, _size]] = screen.asked("replacePhoto")
    assert photo == "photo-clean-2"


def test_what_was_kept_stays_quiet(screen):
    page = screen.open("photo-kept")

    expect(page.locator(".thumb")).to_have_count(1)
    page.clock.run_for(500)
    expect(page.get_by_text(BLURRED)).to_have_count(0)


def test_more_photos_can_be_added_and_the_visit_goes_on_whatever_was_noticed(screen):
    page = screen.open("photo-dark")

    take(page, "Take photo", PICTURE)
    expect(page.locator(".thumb")).to_have_count(2)
    page.get_by_role("link", name="Next").tap()

    expect(page.get_by_role("heading", name="Photograph the receipt")).to_be_visible()
