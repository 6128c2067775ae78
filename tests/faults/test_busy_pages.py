"""A database that somebody holds for long, or that is away: pages say so in words, and nothing is lost."""

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.faults.kept import database_of, rows
from tests.faults.stage import OPERATOR
from tests.journeys import desk
from tests.journeys.server import Server, free_port

pytestmark = pytest.mark.timeout(300)
PATIENCE_SECONDS = 90
PATIENCE_MS = PATIENCE_SECONDS * 1000
TOKEN = "t" * 32
DESKS = "from tests.faults import stage; stage.open_desks()"
BUSY = (503, "5", True)


@dataclass
class Desk:
    """A server, and whoever sits before it with a cookie."""

    server: Server
    known: dict[str, str] = field(default_factory=dict)

    def look(self, path: str, cookie: str = "") -> tuple[int, str | None, bool]:
        return self._asked("GET", path, "", {"Cookie": cookie})

    def send(self, path: str, cookie: str = "", **form: str) -> tuple[int, str | None, bool]:
        """Send a form as a page does that was looked at before."""
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
        cookies = "; ".join(filter(None, [cookie, f"csrftoken={TOKEN}"]))
        kind = "application/x-www-form-urlencoded"
        return self._asked("POST", path, body, {"Cookie": cookies, "Content-Type": kind})

    def _asked(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> tuple[int, str | None, bool]:
        """Return status, `Retry-After`, and whether the page speaks of a busy server."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        with closing(line):
            line.request(method, path, body, headers)
            answer = line.getresponse()
            words = answer.read().decode()
            return answer.status, answer.getheader("Retry-After"), "The server is busy" in words

    @contextmanager
    def whose_database_is_held(self) -> Iterator[None]:
        with rows(database_of(self.server)) as somebody:
            somebody.isolation_level = None
            somebody.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                somebody.execute("ROLLBACK")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office") / "server"
    with Server(folder, with_worker=False) as server:
        said = server.manage("shell", "-v0", "-c", DESKS)
        yield Desk(server, json.loads(said.split("DESKS")[1]))


def test_desk_portal_and_sign_in_say_that_the_server_is_busy_and_then_do_what_was_asked(office):
    operator, owner = office.known["operator"], office.known["owner"]
    wanted = [
        lambda: office.send("/console/organizations/new/", operator, name="Night Bakery"),
        lambda: office.look(f"/portal/reports/{office.known['report']}/", owner),
        lambda: office.send("/sign-in/", username=OPERATOR, password=PASSWORD),
    ]

    with office.whose_database_is_held(), ThreadPoolExecutor() as people:
        refused = [people.submit(ask) for ask in wanted]
        seen = office.look("/console/", operator)[0]
        told = [each.result() for each in refused]

    assert told == [BUSY] * 3
    assert seen == 200
    assert [ask()[0] for ask in wanted] == [302, 200, 302]


def test_what_was_typed_is_still_there_behind_the_page_that_says_busy(office, browser):
    page = desk.sit_down(browser, office.server.address, OPERATOR)
    page.set_default_timeout(PATIENCE_MS)
    page.goto("/console/organizations/new/")
    page.get_by_label("Name", exact=True).fill("Ferry Terminal")

    with office.whose_database_is_held():
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", name="The server is busy")).to_be_visible(
            timeout=PATIENCE_MS
        )
    page.go_back()

    expect(page.get_by_label("Name", exact=True)).to_have_value("Ferry Terminal")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Ferry Terminal")).to_be_visible(timeout=PATIENCE_MS)
    page.context.close()


def test_while_the_database_is_away_pages_say_busy_and_the_sign_in_page_opens(tmp_path):
    nobody = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    with Server(tmp_path / "server", with_worker=False, DATABASE_URL=nobody) as server:
        away = Desk(server)

        assert away.look("/console/", "sessionid=somebody-of-yesterday") == BUSY
        assert away.send("/sign-in/", username=OPERATOR, password=PASSWORD) == BUSY
        assert away.look("/sign-in/") == (200, None, False)
