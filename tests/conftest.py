"""The people of the tests, a fixed now, and a media folder of their own."""

import os

import pytest
from django.utils import translation
from playwright.sync_api import sync_playwright

from shopper import catalogues
from tests import factories

# The driver runs an event loop in the tests' own thread, where Django would refuse to query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def pytest_configure():
    """Compile what the translators have written since; a test reads it as people do."""
    catalogues.compile_stale()


@pytest.fixture(scope="session")
def playwright_driver():
    """The one driver of this process; a second cannot be started beside it."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver):
    browser = playwright_driver.chromium.launch(executable_path=CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _no_language_of_another_test():
    """A request leaves its language behind in its thread."""
    yield
    translation.deactivate()


@pytest.fixture
def now():
    return factories.NOW


@pytest.fixture
def organization(db):
    return factories.make_organization("Harbour Cabs")


@pytest.fixture
def operator(organization):
    return factories.make_operator(organization, name="Olga Operator")


@pytest.fixture
def shopper(organization):
    return factories.make_shopper(organization, name="Sami Shopper")


@pytest.fixture
def owner(organization):
    return factories.make_owner(organization, name="Otto Owner")
