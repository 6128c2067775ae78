"""A real browser before the desk and the portal, which must have nothing to complain of."""

import pytest
from django.conf import settings as django_settings

from tests.factories import PASSWORD

DESKTOP, TABLET, PHONE = (1440, 900), (768, 1024), (360, 740)
AXE = django_settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Desk:
    """One browser window of one person."""

    def __init__(self, browser, address, size, **options):
        width, height = size
        self.complaints = []
        self.context = browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, **options
        )
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, user):
        self.page.goto("/sign-in/")
        self.page.get_by_label("E-mail address").fill(user.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "sign-in" not in url)
        return self.page

    def accessibility_faults(self):
        self.page.evaluate(AXE.read_text())
        return self.page.evaluate(
            """(rules) => axe.run(document, {runOnly: rules}).then((found) => found.violations.map(
                 (fault) => `${location.pathname} ${fault.id}: ${fault.nodes[0].target}`))""",
            RULES,
        )

    def is_too_wide(self):
        return self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.fixture
def make_desk(browser, live_server):
    """Hand out windows; at the end no script may have failed, no policy been broken."""
    desks = []

    def make(size=DESKTOP, **options):
        desks.append(Desk(browser, live_server.url, size, **options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.context.close()
    assert [complaint for desk in desks for complaint in desk.complaints] == []
