"""Signing in and out, and what has left the phone."""

from playwright.sync_api import expect

TWO_ANSWERS_MS = 700  # of a network that takes 300 for each
SLOW = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
MOVES = """window.moved = [];
new PerformanceObserver((list) => {
  for (const { sources } of list.getEntries()) {
    moved.push(...sources.map(({ node }) => node?.textContent));
  }
}).observe({ type: "layout-shift", buffered: true });"""


def test_signing_in_opens_the_visits(screen):
    page = screen.open("sign-in")

    page.get_by_label("E-mail").fill("sami@example.org ")
    page.get_by_label("Password", exact=True).fill("secret words")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    assert screen.asked("signIn") == [["sami@example.org", "secret words"]]
    assert screen.path() == "/field/"


def test_a_wrong_password_is_said_and_what_was_typed_stays(screen):
    page = screen.open("sign-in")
    screen.refuse("E-mail address and password do not match.")
    page.get_by_label("E-mail").fill("sami@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")

    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_contain_text("do not match")
    expect(page.get_by_label("Password", exact=True)).to_have_value("wrong")


def test_the_password_can_be_looked_at(screen):
    page = screen.open("sign-in")
    field = page.get_by_label("Password", exact=True)

    page.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Show the password").click()

    expect(field).to_have_attribute("type", "password")


def test_one_who_must_sign_in_again_goes_on_working(screen):
    page = screen.open("visits-late")

    expect(page.get_by_text("You can go on working.")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_focused()


def test_signing_out_with_unsent_work_offers_to_send_to_keep_or_to_delete(screen):
    page = screen.open("me-unsent")
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("button", name="Send first, then sign out")).to_be_visible()
    page.get_by_role("button", name="Keep it here, locked until I return").click()

    assert screen.asked("signOut") == [[{"how": "keep"}]]


def test_unsent_work_is_deleted_only_after_a_second_word_with_its_number(screen):
    page = screen.open("me-unsent")
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Delete 3 unsent visits").click()
    assert screen.asked("signOut") == []
    page.get_by_role("button", name="Delete 3 unsent visits").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert screen.asked("signOut") == [[{"how": "delete"}]]


def test_one_with_nothing_unsent_signs_out_by_sending_first_so_that_nothing_can_be_lost(screen):
    page = screen.open("me")
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert screen.asked("signOut") == [[{"how": "after_sending"}]]


def test_the_outbox_says_where_each_visit_is(screen):
    page = screen.open("outbox")

    for words in ("Sending (5 of 7 photos)", "On this phone", "Needs you", "Delivered"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Take it again, or send without it and say why.")).to_be_visible()
    expect(page.get_by_text("Last try 13:41").first).to_be_visible()


def test_send_now_sends_once_and_is_busy_meanwhile(screen):
    page = screen.open("outbox")
    page.evaluate("gallery.mood.delay = 1000")

    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_role("button", name="Sending…")).to_be_disabled()
    page.clock.run_for(1500)

    expect(page.get_by_role("button", name="Send now")).to_be_enabled()
    assert len(screen.asked("sendNow")) == 1


def test_a_rescue_file_is_saved(screen):
    page = screen.open("outbox")

    with page.expect_download() as download:
        page.get_by_role("button", name="Save a rescue file").click()

    assert download.value.suggested_filename.startswith("rescue-20261121")


def test_a_new_version_waits_until_it_is_wanted(screen):
    page = screen.open("visits-busy")

    page.get_by_role("button", name="Use it now").click()

    assert screen.asked("activateUpdate") == [[]]


def test_a_phone_short_of_room_says_so_with_the_way_out(screen):
    page = screen.open("visits-tight")

    expect(page.get_by_role("alert").get_by_text("Delete videos or apps")).to_be_visible()
    page.get_by_role("link", name="Send what waits, too.").click()

    expect(page.get_by_role("heading", name="Outbox")).to_be_visible()


def test_the_advice_to_install_gives_its_reason_and_goes_when_it_was_read(screen):
    page = screen.open("visits-install")
    expect(page.get_by_text("Safari deletes what this page keeps")).to_be_visible()
    expect(page.get_by_text("Send what waits before")).to_be_visible()

    page.get_by_role("button", name="I have read it").click()

    expect(page.get_by_text("Install this app first")).to_have_count(0)
    assert screen.asked("dismissAdvice") == [[]]


def test_an_app_too_old_for_the_server_says_so_once_and_offers_the_new_version(screen):
    page = screen.open("visits-too-old")

    expect(page.get_by_text("This app is too old for the server.")).to_be_visible()
    page.get_by_role("button", name="Use it now").click()

    assert screen.asked("activateUpdate") == [[]]


def test_the_number_of_unsent_visits_is_counted_anew_before_one_signs_out(screen):
    page = screen.open("me-unsent")

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("3 visits have not been sent yet.")).to_be_visible()
    assert screen.asked("countUnsent") == [[]]


def test_a_visit_that_was_withdrawn_is_taken_off_the_phone_after_a_second_word(screen):
    page = screen.open("gone")
    expect(page.get_by_text("The office has kept your answers")).to_be_visible()
    expect(page.get_by_role("button", name="Save a rescue file")).to_be_visible()

    page.get_by_role("button", name="Take it off this phone").click()
    assert screen.asked("forget") == []
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 photo has not been sent")).to_be_visible()
    dialog.get_by_role("button", name="Take it off this phone").click()

    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    assert screen.asked("forget") == [["id-cab"]]


def test_a_lost_phone_is_emptied_after_a_second_word_and_the_one_in_hand_is_not_offered(screen):
    page = screen.open("me")
    page.get_by_text("Your phones").click()
    expect(page.get_by_text("The phone you hold")).to_be_visible()
    expect(page.get_by_text("Last seen Thursday 12 November")).to_have_count(2)

    page.get_by_role("button", name="It is lost").click()
    assert screen.asked("ask") == [["GET", "devices"]]
    page.get_by_role("dialog").get_by_role("button", name="Empty it").click()

    expect(page.get_by_text("emptied at its next contact")).to_have_count(2)
    assert ["POST", "devices/b/revoke"] in screen.asked("ask")
    expect(page.get_by_role("button", name="It is lost")).to_have_count(0)


def test_trouble_with_the_storage_is_said_on_every_screen(screen):
    page = screen.open("journey-unsaved")

    expect(page.get_by_role("alert").get_by_text("the last answer is not saved")).to_be_visible()
    expect(page.get_by_text("Not saved", exact=True)).to_be_visible()


def test_on_a_slow_network_nothing_under_me_moves_once_it_is_drawn(screen):
    page = screen.page
    page.set_viewport_size({"width": 360, "height": 1600})  # no move happens out of sight
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(MOVES)

    screen.open("me")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("button", name="Practise without a visit")).to_be_visible()
    page.wait_for_timeout(TWO_ANSWERS_MS)  # whatever would still move has come by then

    assert page.evaluate("moved") == []
