"""The server is killed in the middle of eight phones' work, again and again, and loses nothing it has acknowledged."""

import os
import random
import time

import pytest

from tests.faults import phone
from tests.faults.kept import Kept
from tests.faults.writers import Memory, Writers
from tests.journeys.server import Server

FEW, MANY = 10, int(os.environ.get("FAULT_KILLS", "100"))
WRITERS, MOST_ANSWERS_A_KILL = 8, 80
VISITS_A_KILL = MOST_ANSWERS_A_KILL // 2


@pytest.fixture
def server(tmp_path):
    with Server(tmp_path / "server", workers=2, with_worker=False) as server:
        yield server
        print(server.log("web")[-4000:])  # shown by pytest only where the test fails


@pytest.mark.timeout(1200)
def test_a_server_killed_under_eight_writers_keeps_what_it_has_acknowledged(server):
    kill_again_and_again(server, FEW)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_server_killed_a_hundred_times_and_more_keeps_what_it_has_acknowledged(server):
    kill_again_and_again(server, MANY)


def kill_again_and_again(server: Server, kills: int) -> None:
    chance = random.Random(kills)
    sami = phone.signed_in(server, visits=VISITS_A_KILL * kills)

    with Writers(sami, server.port, WRITERS) as writers:
        for _ in range(kills):
            writers.wait_for(chance.randint(1, MOST_ANSWERS_A_KILL))
            time.sleep(chance.uniform(0, 0.02))
            server.kill_web()
            require_whole(Kept(server), writers.memory)
            server.start_web()
        writers.stop()
    memory = writers.memory
    told = {visit: sami.status(visit).by(server.port).json() for visit in memory.finished}
    server.kill_web()

    kept = Kept(server)
    print(f"{kills} kills, {len(memory.finished)} visits, {memory.repeats} repeats")
    require_whole(kept, memory)
    require_once(kept, memory)
    assert memory.untold(told) == []
    require_swept(server)


def require_whole(kept: Kept, memory: Memory) -> None:
    assert kept.soundness == [("ok",)]
    assert memory.broken(kept) == []
    assert kept.torn == []
    assert kept.twins == []


def require_once(kept: Kept, memory: Memory) -> None:
    """Insist that what the writers made is all there is, with nothing beside it."""
    visits = set(memory.finished)
    assert memory.repeats > 0
    assert set(kept.revisions) == {(visit, number) for visit in visits for number in (1, 2)}
    assert len(kept.photos) == 2 * len(visits)
    assert {visit for visit, _receipt in kept.receipts} == visits
    assert kept.queued == {"shopper.sync.tasks.prepare": len(visits)}
    assert kept.unspoken_of == []


def require_swept(server: Server) -> None:
    """Insist that the daily sweep takes away what the kills have cut short, once it is a day old."""
    the_day_before = time.time() - 25 * 3600
    for file in Kept(server).half_written:
        os.utime(file, (the_day_before, the_day_before))

    server.manage("sweep")

    assert Kept(server).half_written == []
