"""A real server with visits, and real browsers as its shoppers' phones."""

import pytest

from tests.frontend.phone.browser import FieldPhone, seed
from tests.journeys.server import Server

VISITS = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("server"), with_worker=False) as server:
        server.visits, server.questions = seed(server, VISITS)
        server.unused = list(server.visits)
        yield server


@pytest.fixture
def visit(server):
    server.start()
    return server.unused.pop()


@pytest.fixture
def clean(server):
    return server.questions[0]


@pytest.fixture
def make_phone(browser, tmp_path, server):
    phones = []

    def make(name="phone", **options):
        phones.append(FieldPhone(browser, tmp_path / name, server.address, **options))
        return phones[-1]

    yield make
    for phone in phones:
        phone.put_away()


@pytest.fixture
def phone(make_phone):
    return make_phone().sign_in()
