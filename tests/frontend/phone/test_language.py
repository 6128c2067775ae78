"""A shopper reads the app in her own language, also where there is no network."""

from playwright.sync_api import expect


def test_a_german_phone_is_spoken_to_in_german(make_phone):
    phone = make_phone(locale="de-DE").sign_in()

    expect(phone.page.get_by_role("heading", name="Heute")).to_be_visible()
    assert phone.page.locator("html").get_attribute("lang") == "de"


def test_one_changes_to_arabic_offline_and_it_stays_after_a_restart(make_phone):
    phone = make_phone(locale="de-DE").sign_in()
    phone.page.reload()
    phone.until_offline_ready()
    phone.lose_signal()

    phone.page.get_by_role("link", name="Ich").click()
    phone.page.get_by_label("Sprache").select_option("ar")
    expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
    phone.app("await app.actions.intend(null)")  # written after the choice
    phone.close_and_open_again()
    phone.lose_signal()
    phone.page.goto("/field/")

    expect(phone.page.get_by_role("heading", name="اليوم")).to_be_visible()
    assert phone.page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_a_phone_that_is_new_here_fetches_its_own_language_before_the_others(make_phone):
    phone = make_phone(locale="de-DE")
    asked = []
    phone.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))

    phone.sign_in()
    phone.until_offline_ready()

    words = [name for name in asked if name.endswith(".json") and name != "manifest.json"]
    assert words[0] == "de.json"
    assert phone.page.evaluate(
        "caches.match(new URL('words/ar.json', document.querySelector('script').src)).then(Boolean)"
    )
