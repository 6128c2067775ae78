"""Reminders are switched off and on, kind by kind, under "Me", and this phone is told of them if it is asked to."""

from playwright.sync_api import expect


def reminders(screen):
    page = screen.open("me-unsent")
    page.get_by_text("Reminders", exact=True).tap()
    return page


def test_a_kind_is_switched_off_with_a_tap_and_on_with_another(screen):
    page = reminders(screen)
    closing = page.get_by_role("checkbox", name="When little time is left for a visit")
    expect(closing).to_be_checked()

    closing.tap()
    expect(closing).not_to_be_checked()
    closing.tap()

    expect(closing).to_be_checked()
    assert screen.asked("ask")[-2:] == [
        ["POST", "reminders/closing/off"],
        ["POST", "reminders/closing/on"],
    ]


def test_without_a_network_it_says_so_and_stays_as_it_is(screen):
    page = reminders(screen)
    closing = page.get_by_role("checkbox", name="When little time is left for a visit")
    expect(closing).to_be_checked()
    screen.refuse("The server cannot be reached.")

    closing.tap()

    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()


# A browser whose push service answers; what it is asked is told to the gallery.
PUSH_MANAGER = """([permission, trouble]) => {
  let held = null;
  const made = (applicationServerKey) => ({
    options: { applicationServerKey },
    toJSON: () => ({ endpoint: "https://web.push.apple.com/Q", keys: { p256dh: "B", auth: "t" } }),
    unsubscribe: async () => { held = null; gallery.asked.push(["push", "unsubscribe"]); return true; },
  });
  const pushManager = {
    getSubscription: async () => held,
    subscribe: async ({ applicationServerKey, userVisibleOnly }) => {
      gallery.asked.push(["push", "subscribe", userVisibleOnly, applicationServerKey]);
      if (trouble) throw new DOMException("push service not available", "AbortError");
      return (held = made(Uint8Array.from(atob("AAAA"), (one) => one.charCodeAt(0)).buffer));
    },
  };
  gallery.olderSubscription = () => { held = made(new ArrayBuffer(3)); };
  class Notification {
    static permission = permission;
    static async requestPermission() {
      if (permission === "default") Notification.permission = "granted";
      return Notification.permission;
    }
  }
  Object.defineProperty(window, "Notification", { value: Notification, configurable: true });
  Object.defineProperty(window, "PushManager", { value: class {}, configurable: true });
  const ready = Promise.resolve({ pushManager });
  Object.defineProperty(navigator, "serviceWorker", { value: { ready }, configurable: true });
}"""
ON_THIS_PHONE = "Notify me on this phone as well"


def on_this_phone(screen, *, permission="default", trouble=False):
    page = screen.open("me-unsent")
    page.evaluate(PUSH_MANAGER, [permission, trouble])
    page.get_by_text("Reminders", exact=True).tap()
    return page, page.get_by_role("checkbox", name=ON_THIS_PHONE)


def test_a_phone_that_asks_is_told_and_takes_its_leave_with_another_tap(screen):
    _, told = on_this_phone(screen)
    expect(told).not_to_be_checked()

    told.tap()
    expect(told).to_be_checked()
    told.tap()

    expect(told).not_to_be_checked()
    asked = screen.asked("ask")[-2:]
    assert [call[:2] for call in asked] == [
        ["PUT", "reminders/phone"],
        ["DELETE", "reminders/phone"],
    ]
    assert '"endpoint":"https://web.push.apple.com/Q"' in asked[0][2]["body"]
    assert [call[0] for call in screen.asked("push")] == ["subscribe", "unsubscribe"]


def test_a_subscription_made_for_another_server_is_given_up_first(screen):
    page, told = on_this_phone(screen, permission="granted")
    page.evaluate("gallery.olderSubscription()")

    told.tap()

    expect(told).to_be_checked()
    assert [call[0] for call in screen.asked("push")] == ["unsubscribe", "subscribe"]


def test_where_notifications_are_blocked_the_way_out_is_told(screen):
    page, told = on_this_phone(screen, permission="denied")

    expect(told).to_be_disabled()
    expect(page.get_by_text("Notifications are blocked.")).to_be_visible()


def test_a_push_service_that_cannot_be_reached_costs_nothing_but_is_told(screen):
    page, told = on_this_phone(screen, trouble=True)

    told.tap()

    expect(page.get_by_text("notification service cannot be reached")).to_be_visible()
    expect(told).not_to_be_checked()
    assert screen.asked("ask") == [["GET", "reminders"]]


IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
NO_PUSH = "delete window.PushManager; delete window.Notification;"


def test_an_iphone_is_told_to_add_the_app_to_its_home_screen_first(make_screen):
    screen = make_screen(user_agent=IPHONE)
    screen.page.add_init_script(NO_PUSH)
    page = reminders(screen)

    expect(page.get_by_text("add this app to the home screen first")).to_be_visible()
    expect(page.get_by_role("checkbox", name=ON_THIS_PHONE)).to_be_disabled()


def test_a_browser_that_cannot_says_so(screen):
    screen.page.add_init_script(NO_PUSH)
    page = reminders(screen)

    expect(page.get_by_text("This browser cannot notify you.")).to_be_visible()
