"""Parts of the app that a first start does without are at hand before anybody opens a screen with them."""

import pytest

from tests.frontend.phone.browser import seed
from tests.frontend.phone.test_noticed import PATIENCE_MS
from tests.frontend.phone.test_place import client_wishes
from tests.journeys.server import Server

ALL_ARE_HERE = """() => performance.getEntriesByType("resource")
    .some(({name, responseEnd}) => name.endsWith("tools/signature.js") && responseEnd)"""
IN_THE_FIRST_FRAME = """async (visit) => {
  const shown = [];
  for (const path of [`/field/visit/${visit}/`, `/field/visit/${visit}/end/`]) {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise(requestAnimationFrame);
    shown.push([
      [...document.querySelectorAll("main button")].some((one) => one.textContent === "Check in" ||
        one.textContent === "Check out"),
      document.querySelectorAll("main [data-tool][aria-busy=true]").length,
    ]);
  }
  return shown;
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("server"), with_worker=False) as server:
        server.visits, server.questions = seed(server, 1)
        server.unused = list(server.visits)
        yield server


@pytest.mark.timeout(300)
def test_no_part_comes_late_and_moves_what_is_under_the_thumb(make_phone, visit, server):
    client_wishes(server, "asked")
    phone = make_phone().sign_in()
    phone.until_offline_ready()
    phone.app("await app.actions.sendNow()")
    phone.app("await app.actions.startVisit(given[0])", visit)
    phone.page.wait_for_function(ALL_ARE_HERE, timeout=PATIENCE_MS)

    assert phone.page.evaluate(IN_THE_FIRST_FRAME, visit) == [[True, 0], [True, 0]]
