"""What a first start does without is fetched after it, and is then there without a network."""

from playwright.sync_api import expect

FORGET_THE_TOOLS = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const tools = (await cache.keys()).filter(({ url }) => url.includes("/tools/"));
    await Promise.all(tools.map((request) => cache.delete(request)));
  }
}"""


def test_the_first_screen_waits_for_no_tool_and_offline_each_is_there(make_phone):
    phone = make_phone()
    asked = []
    phone.context.on("request", lambda request: asked.append(request.url))

    phone.sign_in()
    phone.until_offline_ready()
    phone.lose_signal()
    phone.page.get_by_role("link", name="Me").click()

    expect(phone.page.get_by_role("heading", name="Me")).to_be_visible()
    places = [
        [place for place, url in enumerate(asked) if part in url]
        for part in ("/serviceworker.js", "/tools/")
    ]
    assert min(places[1]) > min(places[0])


def test_a_tool_that_could_not_be_fetched_says_so_and_opens_when_there_is_a_network(make_phone):
    phone = make_phone().sign_in()
    phone.until_offline_ready()
    phone.page.evaluate(FORGET_THE_TOOLS)
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")
    phone.page.reload()
    phone.lose_signal()
    phone.page.get_by_role("link", name="Me").click()
    expect(phone.page.get_by_text("It needs a network once.")).to_be_visible()

    phone.find_signal()
    phone.page.get_by_role("button", name="Try again").click()

    expect(phone.page.get_by_role("heading", name="Me")).to_be_visible()


def test_what_a_first_start_was_cut_off_from_is_fetched_at_the_next_and_only_then_called_ready(
    make_phone,
):
    phone = make_phone().sign_in()
    phone.until_offline_ready()
    ready = phone.page.get_by_text("Ready offline")
    expect(ready).to_be_visible()
    phone.page.evaluate(FORGET_THE_TOOLS)
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")

    phone.lose_signal()
    # The screen asks for no signature: this is the worker, which looks for all that is missing.
    in_vain = {"predicate": lambda request: request.url.endswith("/tools/signature.js")}
    with phone.context.expect_event("requestfailed", **in_vain):
        phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Today")).to_be_visible()
    expect(ready).to_have_count(0)
    phone.find_signal()
    expect(ready).to_be_visible(timeout=20_000)

    phone.lose_signal()
    phone.page.get_by_role("link", name="Me").click()
    expect(phone.page.get_by_role("heading", name="Me")).to_be_visible()
