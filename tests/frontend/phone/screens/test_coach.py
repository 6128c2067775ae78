"""What a reviewer would ask back is told before the end, and is never in the way of it."""

from playwright.sync_api import expect


def remarks(page):
    return page.locator("[data-remark]")


def test_where_nobody_would_ask_back_the_screen_says_that_all_is_well(screen):
    page = screen.open("end-well")

    expect(page.get_by_text("All is well: nobody should have to ask back.")).to_be_visible()
    expect(remarks(page)).to_have_count(0)


def test_what_a_reviewer_would_ask_is_told_in_the_order_of_the_journey(screen):
    page = screen.open("end-coached")

    expect(page.get_by_role("heading", name="To look at: 4")).to_be_visible()
    expect(remarks(page)).to_contain_text(
        [
            "Almost the words of the last visit here.",
            "A person is named: “Mr Miller”.",
            "The answer objects, the note sounds content.",
            "The answer needs a word:",
        ]
    )


def test_what_is_missing_stands_before_what_is_advised(screen):
    page = screen.open("end-unfinished")
    expect(remarks(page).first).to_be_visible()

    missing = page.get_by_text("Not answered yet").bounding_box()

    assert missing["y"] < remarks(page).first.bounding_box()["y"]
    expect(page.get_by_text("All is well")).to_have_count(0)


def test_a_remark_is_one_tap_from_its_place_and_one_tap_back(screen):
    page = screen.open("end-coached")

    page.get_by_role("link", name="How does it smell?").tap()
    expect(page.get_by_role("heading", name="How does it smell?")).to_be_visible()
    page.get_by_role("link", name="Back to the list").tap()

    expect(page.get_by_role("heading", name="To look at: 4")).to_be_visible()


def test_a_remark_that_was_met_is_gone_from_the_list(screen):
    page = screen.open("end-coached")
    page.get_by_role("link", name="How does it smell?").tap()

    page.get_by_role("button", name="Add a note").tap()
    page.get_by_label("Note").fill("Of the cigarette that he had put out.")
    page.get_by_label("Note").blur()
    page.get_by_role("link", name="Back to the list").tap()

    expect(page.get_by_role("heading", name="To look at: 3")).to_be_visible()
    expect(page.get_by_role("link", name="How does it smell?")).to_have_count(0)


def test_a_remark_is_passed_over_with_one_tap_and_taken_up_again_with_one(screen):
    page = screen.open("end-coached")
    smell = remarks(page).filter(has_text="How does it smell?")

    smell.get_by_role("button", name="Leave it as it is").tap()
    expect(page.get_by_role("heading", name="To look at: 3")).to_be_visible()
    expect(smell).to_contain_text("Stays as it is")
    smell.get_by_role("button", name="Undo").tap()

    expect(page.get_by_role("heading", name="To look at: 4")).to_be_visible()
    told = {"question": "id-smell", "code": "bad_without_word"}
    assert screen.asked("passOver") == [["id-cab", [told]], ["id-cab", []]]


def test_who_ends_all_the_same_takes_along_what_was_told(screen):
    page = screen.open("end-coached")
    expect(remarks(page)).to_have_count(4)

    page.get_by_role("button", name="End the visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End the visit").tap()

    expect(page.get_by_role("heading", name="Thank you, that is all")).to_be_visible()
    [[_visit, told]] = screen.asked("endVisit")
    assert len(told) == 4
    assert {"question": "id-belts", "code": "praise_of_failed"} in told


def test_a_name_that_must_not_be_given_holds_up_the_end_until_it_is_taken_out(screen):
    page = screen.open("end-named")
    expect(remarks(page)).to_contain_text(["Names must not be given here; say the role."])
    expect(page.get_by_role("button", name="End the visit")).to_have_count(0)
    expect(page.get_by_role("button", name="Leave it as it is")).to_have_count(0)

    remarks(page).get_by_role("link").tap()
    page.get_by_label("Note").fill("The driver held it open.")
    page.get_by_label("Note").blur()
    page.get_by_role("link", name="Back to the list").tap()

    expect(page.get_by_role("button", name="End the visit")).to_be_visible()


def test_a_visit_can_be_ended_where_the_coach_could_not_be_fetched(screen):
    screen.page.route("**/tools/coach.js", lambda route: route.fulfill(status=404))
    page = screen.open("end-named")
    expect(page.get_by_text("This part of the app is not on the phone yet.")).to_be_visible()

    page.get_by_role("button", name="End the visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End the visit").tap()

    expect(page.get_by_role("heading", name="Thank you, that is all")).to_be_visible()
    screen.complaints.clear()
