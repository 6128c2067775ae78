"""Whatever keeps a phone from sending, the shopper is told in words and has a way out."""

import base64
import hashlib
import json
import time

import pytest
from playwright.sync_api import Error, expect

from frontend.phone import precache
from shopper.sync import rescue
from tests.samples import photographs

CLIENT = precache.SOURCE

pytestmark = pytest.mark.slow

SHUT_THE_DATABASE = """
    navigator.locks.request("outbox", () => new Promise((resolve, reject) => {
      const asked = indexedDB.open("field", 99);
      asked.onsuccess = () => { asked.result.close(); resolve(); };
      asked.onerror = () => reject(asked.error);
    }))
"""


# A deletion waits for a page that does not let go, and every opening waits for the deletion.
HOLD_THE_DATABASE = """
    new Promise((resolve) => {
      const asked = indexedDB.open("field");
      asked.onsuccess = () => {
        window.held = asked.result;
        indexedDB.deleteDatabase("field").onblocked = resolve;
      };
    })
"""


def rescued_by(page) -> bytes:
    expect(page.get_by_role("heading")).to_have_text(
        "The phone's storage does not answer", timeout=60_000
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a rescue file").click()
    return download.value.path().read_bytes()


def test_a_phone_whose_database_cannot_be_opened_still_saves_a_rescue_file(phone, visit, clean):
    phone.until_offline_ready()
    phone.lose_signal()
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    phone.page.evaluate(SHUT_THE_DATABASE)

    phone.page.reload()
    body = rescued_by(phone.page)

    (rescued,) = rescue.read(body).visits
    assert str(rescued.id) == visit
    assert rescued.document.answers[clean].value == "yes"
    (kept,) = json.loads(body)["visits"][0]["photos"]
    assert kept["id"] == photo["id"]
    assert hashlib.sha256(base64.b64decode(kept["base64"])).hexdigest() == photo["sha256"]


def test_a_phone_whose_database_never_answers_saves_a_rescue_file_and_goes_on_when_it_does(
    phone, visit, clean
):
    phone.until_offline_ready()
    holder = phone.context.new_page()
    holder.goto("/manifest.json")
    phone.lose_signal()
    phone.answer(visit, clean)
    phone.page.goto("about:blank")
    holder.evaluate(HOLD_THE_DATABASE)

    phone.page.goto("/field/")
    body = rescued_by(phone.page)
    holder.close()

    assert rescue.read(body).visits[0].document.answers[clean].value == "yes"
    expect(phone.page.get_by_role("heading", name="Today")).to_be_visible(timeout=60_000)
    assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"


def test_a_phone_that_gets_full_is_warned_before_a_photograph_is_refused(
    phone, visit, clean, server
):
    usage = phone.page.evaluate("navigator.storage.estimate().then(({usage}) => usage)")
    session = phone.context.new_cdp_session(phone.page)
    where = {"origin": server.address}
    warning = phone.page.get_by_text("Soon this phone has no room for photos.")
    phone.add_photo(visit, clean, photographs.jpeg())
    expect(warning).to_have_count(0)

    session.send("Storage.overrideQuotaForOrigin", {**where, "quotaSize": usage + 10_000_000})
    outcome = phone.add_photo(visit, clean, photographs.jpeg())

    expect(warning).to_be_visible()
    assert "photo" in outcome, "there is still room for some"
    phone.app("await app.actions.sendNow()")
    session.send("Storage.overrideQuotaForOrigin", where)
    phone.app("await app.actions.sendNow()")
    expect(warning).to_have_count(0)


PRIVATE_WINDOW = """
    const refusal = new DOMException("not in private", "SecurityError");
    CacheStorage.prototype.open = () => Promise.reject(refusal);
    window.Worker = class { constructor() { throw refusal; } };
"""


REFUSING = """
    const refusal = new DOMException("not in private", "SecurityError");
    CacheStorage.prototype.open = () => Promise.reject(refusal);
    StorageManager.prototype.getDirectory = () => Promise.reject(refusal);
"""


@pytest.mark.parametrize(
    "script",
    [PRIVATE_WINDOW, "delete Navigator.prototype.serviceWorker"],
    ids=["a private window that keeps nothing", "a browser without a service worker"],
)
def test_where_nothing_can_be_kept_the_page_says_so_and_takes_no_work(make_phone, script):
    phone = make_phone()
    phone.context.add_init_script(script)

    phone.page.goto("/field/")

    expect_that_it_takes_no_work(phone)


def test_where_the_worker_can_keep_nothing_the_page_says_so_too(make_phone):
    phone = make_phone()
    refusing = (CLIENT / "storage" / "journal-worker.js").read_text() + REFUSING
    phone.context.route(
        "**/journal-worker.js",
        lambda route: route.fulfill(body=refusing, content_type="text/javascript"),
    )

    phone.page.goto("/field/")

    expect_that_it_takes_no_work(phone)


def expect_that_it_takes_no_work(phone) -> None:
    cannot = "This browser cannot work without a network"
    expect(phone.page.get_by_role("heading")).to_have_text(cannot)
    expect(phone.page.get_by_text("not in a private window")).to_be_visible()
    expect(phone.page.locator("input, button")).to_have_count(0)


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def test_an_iphone_is_told_to_install_the_app_until_it_was_read(make_phone):
    phone = make_phone(user_agent=IPHONE)
    advice = phone.page.get_by_text("Install this app first")
    phone.open()
    expect(advice).to_be_visible()

    phone.page.get_by_role("button", name="I have read it").click()
    phone.page.reload()

    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(advice).to_have_count(0)


def is_the_old_page(page) -> bool:
    try:
        return bool(page.evaluate("window.isTheOldPage"))
    except Error:  # in between two pages
        return True


def test_a_phone_too_old_for_the_server_keeps_its_work_and_sends_it_with_the_new_version(
    phone, visit, clean, server, monkeypatch
):
    phone.until_offline_ready()

    def want_a_newer_one(route):
        try:
            answer = route.fetch()
        except Error:
            route.abort()
            return
        route.fulfill(response=answer, json={**answer.json(), "min_client": "9999-01-01"})

    phone.context.route("**/api/v1/session", want_a_newer_one)
    phone.answer(visit, clean)
    phone.app("await app.actions.sendNow()")
    expect(phone.page.get_by_text("This app is too old for the server.")).to_be_visible()
    assert phone.record(visit)["delivery"]["state"] == "on_phone"

    monkeypatch.setitem(server.env, "FIELD_APP_NAME", "Shopping list")
    server.kill_web()
    server.start()
    phone.page.evaluate("window.isTheOldPage = true")
    phone.page.get_by_role("button", name="Use it now").click()
    give_up_at = time.monotonic() + 60
    while is_the_old_page(phone.page):
        assert time.monotonic() < give_up_at, "the new version was not loaded"
        time.sleep(0.2)
    phone.context.unroute("**/api/v1/session")
    phone.app("await app.actions.sendNow()")

    expect(phone.page.get_by_text("This app is too old for the server.")).to_have_count(0)
    assert "sent" in phone.record(visit)["delivery"]["reason"]
    assert phone.app("return app.state.sync.value.unsent") == 0


def test_a_shopper_empties_her_lost_phone_from_the_one_she_holds(make_phone, visit):
    lost = make_phone("lost").sign_in()
    held = make_phone("held").sign_in()
    held.page.get_by_role("link", name="Me").click()
    held.page.get_by_text("Your phones").click()
    line = held.page.get_by_role("listitem").filter(has_text="Last seen")

    line.first.get_by_role("button", name="It is lost").click()
    held.page.get_by_role("button", name="Empty it").click()

    expect(held.page.get_by_text("emptied at its next contact")).to_have_count(1)
    lost.app("await app.actions.sendNow()")
    assert lost.app("return app.state.phase.value") == "signed_out"
    assert held.app("return app.state.phase.value") == "ready"
