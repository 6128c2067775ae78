"""A phone's connection is cut at every byte there is, and the server is whole after each."""

import pytest

from tests.faults import phone, proxy
from tests.faults.cutting import PHOTO, STEPS, Cutter
from tests.faults.kept import Kept
from tests.faults.phone import SMALL_PHOTO
from tests.journeys.server import Server

pytestmark = pytest.mark.timeout(900)
A_HUNDRED_KB = SMALL_PHOTO + bytes(range(256)) * 400


@pytest.fixture
def make_cutter(tmp_path):
    """Hand out a cutter at a server of its own, which must be whole at the end."""
    servers = []

    def make(photo_bytes: bytes = SMALL_PHOTO, *, visits: int = 400) -> Cutter:
        servers.append(Server(tmp_path / "server", workers=2, with_worker=False))
        servers[-1].__enter__()
        return Cutter(servers[-1], phone.signed_in(servers[-1], visits=visits), photo_bytes)

    yield make
    for server in servers:
        server.kill()
        require_whole(server)


def require_whole(server: Server) -> None:
    """Insist that nothing is there twice, half, or by mistake, and that the server never stumbled."""
    kept = Kept(server)
    assert kept.soundness == [("ok",)]
    assert kept.torn == kept.twins == kept.unspoken_of == kept.half_written == []
    assert "Traceback" not in server.log("web"), server.log("web")[-3000:]


def test_cut_at_any_byte_of_the_request_nothing_has_happened_and_the_repeat_succeeds(make_cutter):
    cutter = make_cutter()

    for step in STEPS:
        length, *_answers = cutter.lengths(step)
        cutter.cut(step, [proxy.cut_request(after) for after in range(length)])

    assert cutter.count > 1500


def test_cut_at_any_byte_of_the_answer_it_has_happened_and_the_repeat_is_answered_the_same(
    make_cutter,
):
    cutter = make_cutter()

    for step in STEPS:
        _request, first, again = cutter.lengths(step)
        shortest = min(first, again)
        cutter.cut(step, [proxy.cut_response(after) for after in range(shortest)])
        longest = [proxy.cut_response(after) for after in range(shortest, first)]
        cutter.cut(step, longest, tries=1)

    assert cutter.count > 1500


def test_a_phone_that_leaves_after_its_last_byte_has_been_heard(make_cutter):
    cutter = make_cutter(visits=100)

    for step in STEPS:
        cutter.hang_up(step, times=10)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("by_reset", [False, True], ids=["hung up", "reset"])
def test_each_cut_of_a_request_may_be_followed_by_its_repeat_at_once(make_cutter, by_reset):
    cutter = make_cutter(visits=2500)

    for step in STEPS:
        length, *_answers = cutter.lengths(step)
        faults = [proxy.cut_request(after, by_reset=by_reset) for after in range(length)]
        cutter.cut(step, faults, tries=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("by_reset", [False, True], ids=["hung up", "reset"])
def test_a_photograph_of_100_kb_may_be_cut_anywhere(make_cutter, by_reset):
    cutter = make_cutter(A_HUNDRED_KB, visits=2500)
    length, *_answers = cutter.lengths(PHOTO)

    faults = [proxy.cut_request(after, by_reset=by_reset) for after in range(0, length, 61)]
    cutter.cut(PHOTO, faults, tries=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_each_cut_of_an_answer_may_be_followed_by_its_repeat_at_once(make_cutter):
    cutter = make_cutter(visits=2700)

    for step in STEPS:
        _request, first, _again = cutter.lengths(step)
        cutter.cut(step, [proxy.cut_response(after) for after in range(first)], tries=1)
