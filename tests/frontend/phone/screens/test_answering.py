"""Each kind of question is answered by a tap, saved at once, and can be taken back."""

from playwright.sync_api import expect

VISIT = "id-cab"


def answers(screen):
    """What was saved, as (question, state, value), in order; a cleared answer as None."""
    return [
        (question, given and given["state"], given and given["value"])
        for _, question, given in screen.asked("answer")
    ]


def test_yes_or_no_is_saved_by_the_tap(screen):
    page = screen.open("yes-no-open")

    page.get_by_role("radio", name="Yes").check()

    assert answers(screen) == [("id-belts", "answered", "yes")]
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()


def test_arrow_keys_move_between_answers(screen):
    page = screen.open("yes-no-open")
    page.get_by_role("radio", name="No").check()

    page.keyboard.press("ArrowRight")

    assert answers(screen)[-1] == ("id-belts", "answered", "yes")


def test_a_cleared_answer_comes_back_by_undo(screen):
    page = screen.open("yes-no")

    page.get_by_role("button", name="Clear the answer").click()
    expect(page.get_by_role("radio", name="Yes")).not_to_be_checked()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    assert answers(screen) == [("id-clean", None, None), ("id-clean", "answered", "yes")]


def test_a_choice_replaces_the_one_before(screen):
    page = screen.open("choice")

    page.get_by_role("radio", name="Van").check()

    assert answers(screen) == [("id-car-kind", "answered", "c")]


def test_several_are_ticked_and_none_is_an_answer_too(screen):
    page = screen.open("several")

    page.get_by_role("checkbox", name="A name badge").check()
    page.get_by_role("checkbox", name="Tie", exact=True).uncheck()
    page.get_by_role("checkbox", name="None of these").check()

    assert [value for *_, value in answers(screen)] == [["a", "b", "d"], ["a", "d"], []]


def test_a_rating_is_a_whole_number(screen):
    page = screen.open("rating")

    page.get_by_role("radio", name="5 Superbly").check()

    assert answers(screen) == [("id-looks", "answered", 5)]


def test_a_number_is_stepped_or_typed_and_stays_in_its_bounds(screen):
    page = screen.open("number")
    field = page.get_by_role("textbox")

    page.get_by_role("button", name="One more").click()
    field.fill("2,5")
    field.blur()
    field.fill("11")
    field.blur()

    assert [value for *_, value in answers(screen)] == ["3", "2.5"]
    expect(page.get_by_text("At most 10.")).to_be_visible()
    expect(field).to_have_value("11")


def test_the_watch_goes_on_when_the_app_does_not(screen):
    page = screen.open("duration")

    page.get_by_role("button", name="Start").click()
    _, _, began = answers(screen)[0]
    page.clock.fast_forward(42_000)
    page.get_by_role("button", name="Stop").click()
    _, _, ended = answers(screen)[1]

    assert began["seconds"] == 0
    assert began["from"].startswith("2026-11-21T14:00:0")
    assert began["to"] is None
    assert ended["from"] == began["from"]
    assert 42 <= ended["seconds"] <= 44
    assert ended["to"].endswith("+01:00")


def test_a_watch_found_running_shows_the_time_since_its_beginning(screen):
    page = screen.open("duration-running")

    expect(page.locator(".digits")).to_contain_text("0:4")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()


def test_a_measured_time_can_be_corrected_and_keeps_its_beginning(screen):
    page = screen.open("duration-done")

    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("Minutes").fill("1")
    page.get_by_label("Minutes").blur()

    _, _, value = answers(screen)[-1]
    assert value["seconds"] == 68
    assert value["from"] == "2026-11-21T14:31:00.000+01:00"


def test_now_is_the_time_at_the_place(make_screen):
    screen = make_screen(timezone_id="America/New_York")
    page = screen.open("time")

    page.get_by_role("button", name="Now").click()

    assert answers(screen) == [("id-loaded-at", "answered", "14:00")]


def test_a_text_is_saved_after_a_pause_and_at_once_when_one_goes_on(screen):
    page = screen.open("text")
    field = page.get_by_role("textbox", name="What does the card promise?")

    field.press_sequentially(" And", delay=5)
    assert answers(screen) == []
    page.clock.run_for(500)
    assert len(answers(screen)) == 1
    field.press_sequentially(" friendly", delay=5)
    page.get_by_role("link", name="Next").click()

    assert answers(screen)[-1][2] == "Quickest, safest, cheapest. And friendly"


def test_a_text_is_saved_when_the_page_goes_away(screen):
    page = screen.open("text")

    page.get_by_role("textbox", name="What does the card promise?").fill("Safest")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert answers(screen) == [("id-card-words", "answered", "Safest")]


def test_a_note_typed_just_before_another_answer_is_kept_with_it(screen):
    page = screen.open("yes-no-bad")

    page.get_by_label("Note").fill("Crumbs between the seats, a sticky mat.")
    page.get_by_role("radio", name="Yes").check()

    *_, last = screen.asked("answer")
    assert last[2]["value"] == "yes"
    assert last[2]["note"] == "Crumbs between the seats, a sticky mat."


def test_a_bad_answer_asks_for_its_note(screen):
    page = screen.open("yes-no-bad")

    expect(page.get_by_text("At least 30 characters")).to_be_visible()
    expect(page.get_by_text("18/30")).to_be_visible()


def test_what_does_not_apply_is_set_aside_and_taken_back(screen):
    page = screen.open("yes-no-open")

    page.get_by_role("button", name="Does not apply").click()
    page.get_by_role("button", name="Does not apply").click()

    assert answers(screen) == [("id-belts", "not_applicable", None), ("id-belts", None, None)]


def test_what_could_not_be_checked_asks_why(screen):
    page = screen.open("could-not-check")

    page.get_by_label("Why could it not be checked?").fill("The seat was taken")
    page.get_by_label("Why could it not be checked?").blur()

    *_, last = screen.asked("answer")
    assert last[2]["state"] == "could_not_check"
    assert last[2]["reason"] == "The seat was taken"


def test_an_answer_that_cannot_be_saved_stays_and_says_so_even_after_leaving(screen):
    page = screen.open("yes-no-open")
    screen.refuse("The phone is full. Free some space, then save it again.")

    page.get_by_role("radio", name="Yes").check()
    expect(page.get_by_text("The phone is full.")).to_be_visible()
    expect(page.get_by_text("Not saved")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Back").last.click()
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    screen.refuse("")
    page.get_by_role("button", name="Save it again").click()

    expect(page.get_by_role("alert").get_by_text("saved")).to_have_count(0)
    assert answers(screen)[-1] == ("id-belts", "answered", "yes")


def test_the_screen_answers_before_the_storage_does(screen):
    page = screen.open("yes-no-open")
    page.evaluate("gallery.mood.delay = 2000")

    page.get_by_role("radio", name="Yes").check()

    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    page.clock.run_for(400)
    expect(page.get_by_text("Saving…")).to_be_visible()
    page.clock.run_for(2500)
    expect(page.locator(".saved")).to_have_text("Saved")


def test_nothing_is_called_saved_before_it_is_stored(screen):
    page = screen.open("yes-no-open")
    page.evaluate("gallery.mood.delay = 2000")
    saved = page.locator(".saved")
    expect(saved).to_have_text("Saved")

    page.get_by_role("radio", name="Yes").check()

    expect(saved).not_to_have_text("Saved")
    page.clock.run_for(2500)
    expect(saved).to_have_text("Saved")


def test_what_is_typed_is_not_called_saved_while_one_types(screen):
    page = screen.open("feeling")
    page.get_by_role("radio", name="Misery").check()
    saved = page.locator(".saved")
    expect(saved).to_have_text("Saved")

    page.get_by_label("Why?").press_sequentially("It smelled")

    expect(saved).not_to_have_text("Saved")
    page.clock.run_for(1000)
    expect(saved).to_have_text("Saved")


def test_a_feeling_and_its_reason_are_recorded(screen):
    page = screen.open("feeling")

    page.get_by_role("radio", name="Misery").check()
    page.get_by_label("Why?").fill("It smelled of smoke.")
    page.get_by_label("Why?").blur()

    felt = [felt for _, _, felt in screen.asked("feel")]
    assert felt[0]["feeling"] == "misery"
    assert felt[-1] == {"feeling": "misery", "note": "It smelled of smoke."}


def test_a_hidden_question_appears_when_its_condition_holds(screen):
    page = screen.open("extra")
    expect(page.get_by_text("1 of 2")).to_be_visible()

    page.get_by_role("radio", name="No").check()

    expect(page.get_by_text("1 of 1")).to_be_visible()


def test_only_what_was_sent_back_is_open_and_its_note_is_read(screen):
    page = screen.open("sent-back")

    expect(page.get_by_text("the receipt is cut off")).to_be_visible()
    page.get_by_role("link", name="All").click()

    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Take photo")).to_have_count(1)
