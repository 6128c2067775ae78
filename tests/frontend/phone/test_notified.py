"""What a phone shows when it is told while nobody looks at the app: a day, silently, and the way to it."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError

NOTE = {"title": "For Friday, 27 November", "path": "/field/visit/of-a-day/", "lang": "en"}
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const all = await registration.getNotifications();
  return all.map(({ title, body, tag, lang, silent, data }) => ({ title, body, tag, lang, silent, data }));
}"""
IS_SHOWN = """async (title) => {
  const registration = await navigator.serviceWorker.ready;
  return (await registration.getNotifications()).some((one) => one.title === title);
}"""
TAP = """async () => {
  const done = [];
  let notification;
  while (!notification) [notification] = await registration.getNotifications();
  const event = new NotificationEvent("notificationclick", { notification });
  event.waitUntil = (work) => done.push(work.then(() => "done", String));
  const opened = [];
  Object.defineProperty(clients, "openWindow", {
    value: async (path) => opened.push(["open", path]), configurable: true });
  WindowClient.prototype.focus = async function () { opened.push(["focus", new URL(this.url).pathname]); };
  dispatchEvent(event);
  await Promise.all(done);
  return { opened, left: (await registration.getNotifications()).length };
}"""


@pytest.fixture
def phone(make_phone):
    phone = make_phone().sign_in()
    phone.until_offline_ready()
    phone.context.grant_permissions(["notifications"])
    return phone


def tell(phone, note=NOTE):
    """Hand the phone's worker what its push service would; a worker just asleep may miss it once."""
    session = phone.context.new_cdp_session(phone.page)
    known = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"])
    )
    session.send("ServiceWorker.enable")
    origin = phone.page.evaluate("location.origin")
    while not known:
        phone.page.evaluate("0")  # which lets in what the browser has to say
    number = known[-1]["registrationId"]
    given = {"origin": origin, "registrationId": number, "data": json.dumps(note)}
    for _attempt in range(4):
        session.send("ServiceWorker.deliverPushMessage", given)
        # Long: told again while the first is on its way, what is shown gives place to it in the middle of a test.
        with suppress(TimeoutError):
            phone.page.wait_for_function(IS_SHOWN, arg=note["title"], timeout=5000, polling=50)
            return phone.page.evaluate(SHOWN)
    raise AssertionError("it did not come")


def test_it_is_silent_and_says_the_day_and_nothing_else(phone):
    [shown] = tell(phone)

    assert shown == {
        "title": "For Friday, 27 November",
        "body": "",
        "tag": NOTE["path"],
        "lang": "en",
        "silent": True,
        "data": NOTE["path"],
    }


def test_told_twice_of_a_visit_it_shows_one(phone):
    tell(phone)

    shown = tell(phone, {**NOTE, "title": "There is time until Saturday, 28 November"})

    assert len(shown) == 1


def test_a_tap_brings_the_open_app_forward_as_it_is(phone):
    tell(phone)
    [worker] = phone.context.service_workers

    after = worker.evaluate(TAP)

    assert after == {"opened": [["focus", "/field/"]], "left": 0}


def test_where_the_app_is_closed_a_tap_opens_the_visit(phone):
    tell(phone)
    [worker] = phone.context.service_workers
    phone.page.goto("/api/docs/")

    after = worker.evaluate(TAP)

    assert after == {"opened": [["open", NOTE["path"]]], "left": 0}
