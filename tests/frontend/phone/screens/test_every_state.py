"""Every state of every screen, for every eye: dark and light, narrow and wide, large text, RTL."""

import fcntl
import json
import os

import pytest

from tests.frontend.conftest import AXE, RULES
from tests.frontend.phone.screens.conftest import NOW, Screen

# Over a hundred pages are opened; on a loaded machine that takes its time.
pytestmark = pytest.mark.timeout(600)

# So tall that no part of a page lies under the bar, where it could not be tapped.
TALL = {"width": 360, "height": 3400}
SHAPES = {
    "narrow": (320, "100%", "ltr"),
    "narrow, large text": (320, "200%", "ltr"),
    "right to left": (360, "100%", "rtl"),
    "large text, right to left": (360, "200%", "rtl"),
    "wide": (768, "100%", "ltr"),
}
SHAPE = """([size, dir]) => {
  Object.assign(document.documentElement, {dir});
  document.documentElement.style.fontSize = size;
  return document.documentElement.scrollWidth > innerWidth;
}"""
AUDIT = """(only) => axe.run(document, {runOnly: only}).then((found) => found.violations.map(
  (fault) => `${fault.id}: ${fault.nodes[0].target} ${fault.nodes[0].html}`))"""
LEAST_TARGET_PX = 44
TOO_SMALL = """(least) => [...document.querySelectorAll(
    "main button:not(.unseen), main .btn, main .face, main .card.row, .bar > *, .tabs a, main summary, .stop a")]
  .filter((target) => {
    const box = target.getBoundingClientRect();
    return box.height > 0 && (box.height < least || box.width < least);
  }).map((target) => target.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def survey(browser, gallery, tmp_path_factory):
    """What is to be said against each state; each is opened once, and looked at in every way.

    It takes a minute, and processes that share the tests of one run share it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return look_at_all(browser, gallery)
    kept = tmp_path_factory.getbasetemp().parent / f"survey-{run}.json"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(look_at_all(browser, gallery)))
    return json.loads(kept.read_text())


def look_at_all(browser, gallery) -> dict[str, dict[str, list[str]]]:
    zone = {"locale": "en-GB", "timezone_id": "Europe/Berlin"}
    context = browser.new_context(viewport=TALL, reduced_motion="reduce", **zone)
    screen = Screen(context.new_page(), gallery.address)
    screen.page.clock.install(time=NOW)
    found = {state: look_at(screen, state) for state in screen.names()}
    context.close()
    return found


def look_at(screen: Screen, state: str) -> dict[str, list[str]]:
    page = screen.page
    page.set_viewport_size(TALL)
    page.emulate_media(color_scheme="light")
    screen.open(state, "ar" if "arabic" in state else "en")
    page.evaluate(AXE.read_text())
    found = {
        "small": page.evaluate(TOO_SMALL, LEAST_TARGET_PX),
        "words": [f"{page.title()} {page.inner_text('body')}".lower()],
        "light": page.evaluate(AUDIT, RULES),
    }
    page.emulate_media(color_scheme="dark")
    found["dark"] = page.evaluate(AUDIT, ["color-contrast"])
    for name, (width, size, direction) in SHAPES.items():
        page.set_viewport_size({"width": width, "height": 740})
        found[name] = [name] if page.evaluate(SHAPE, [size, direction]) else []
    return found


def against(survey: dict[str, dict[str, list[str]]], look: str) -> str:
    faults = {state: found[look] for state, found in survey.items() if found[look]}
    return json.dumps(faults, indent=1) if faults else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_keeps_anyone_out(survey, scheme):
    assert against(survey, scheme) == ""


@pytest.mark.parametrize("shape", SHAPES)
def test_no_state_is_wider_than_its_screen(survey, shape):
    assert against(survey, shape) == ""


def test_whatever_is_tapped_is_as_large_as_a_thumb(survey):
    assert against(survey, "small") == ""


@pytest.mark.parametrize("word", ["mystery", "moments of truth", "score", "percent"])
def test_no_screen_says_what_the_shopper_is_or_what_it_is_worth(survey, word):
    telling = [state for state, found in survey.items() if word in found["words"][0]]

    assert telling == []


def test_contrast_and_motion_follow_the_wish_of_the_system(make_screen):
    calm = make_screen(reduced_motion="reduce", contrast="more")
    usual = make_screen(reduced_motion="no-preference")
    border = "getComputedStyle(document.querySelector('.face')).borderColor"
    motion = "getComputedStyle(document.querySelector('.face')).transitionDuration"

    for screen in (calm, usual):
        screen.open("yes-no-open")

    assert calm.page.evaluate(border) != usual.page.evaluate(border)
    assert calm.page.evaluate(motion) in ("0s", "1e-05s")
    assert usual.page.evaluate(motion) != calm.page.evaluate(motion)
