"""A server and phones of their own for every journey."""

import pytest

from tests.journeys.phone import Phone
from tests.journeys.server import Server


@pytest.fixture
def server(tmp_path, request):
    with Server(tmp_path / "server") as server:
        yield server
        print(server.log("web")[-4000:])  # shown by pytest only where a test fails
        print(server.log("worker")[-4000:])


@pytest.fixture
def make_phone(playwright_driver, tmp_path, server):
    """Hand out phones; each is put away at the end, and must have nothing to complain of."""
    phones = []

    def make(name: str = "phone", **options) -> Phone:
        phones.append(Phone(playwright_driver, tmp_path / name, server.address, **options))
        return phones[-1]

    yield make
    for phone in phones:
        if phone.context is not None:
            print(phone.page.url, phone.page.inner_text("body")[:3000], sep="\n")
        phone.put_away()


@pytest.fixture
def phone(make_phone):
    return make_phone()
