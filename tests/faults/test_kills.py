"""The server is killed in the middle of eight phones' work, again and again, and loses nothing it has acknowledged."""

import os
import random
import time

import pytest

from tests.faults import phone
from tests.faults.forking import ForkingServer
from tests.faults.kept import Kept
from tests.faults.writers import Memory, Writers
from tests.journeys.server import Server

FEW, MANY = 10, int(os.environ.get("FAULT_KILLS", "100"))
AT_ONCE = 50  # more on one server make each look at it slower, and find no more
DOWN_TO_THE_LAST = 5  # each such kill ends the first process too, and the server is started anew
WRITERS, MOST_ANSWERS_A_KILL = 8, 80
VISITS_A_KILL = MOST_ANSWERS_A_KILL // 2


@pytest.fixture
def server(tmp_path):
    with ForkingServer(tmp_path / "server", workers=2, with_worker=False) as server:
        yield server
        print(server.log("web")[-4000:])  # shown by pytest only where the test fails


@pytest.mark.timeout(1200)
def test_a_server_killed_under_eight_writers_keeps_what_it_has_acknowledged(server):
    kill_again_and_again(server, FEW, seed=FEW)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(0, MANY, AT_ONCE))
def test_a_server_killed_a_hundred_times_and_more_keeps_what_it_has_acknowledged(server, first):
    kill_again_and_again(server, min(AT_ONCE, MANY - first), seed=first)


def kill_again_and_again(server: ForkingServer, kills: int, *, seed: int) -> None:
    chance = random.Random(seed)
    sami = phone.signed_in(server, visits=VISITS_A_KILL * kills)

    with Writers(sami, server.port, WRITERS) as writers:
        for kill in range(kills):
            writers.wait_for(chance.randint(1, MOST_ANSWERS_A_KILL))
            time.sleep(chance.uniform(0, 0.02))
            if kill % DOWN_TO_THE_LAST == 0:
                server.kill_web()
                require_whole(Kept(server), writers.memory)
                server.start_web()
            else:
                server.kill_those_who_answer()
                require_whole(Kept(server), writers.memory)
                server.let_others_answer()
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
