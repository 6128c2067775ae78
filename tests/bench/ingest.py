"""How many visits a second come in, durably, against the least the same stack can do."""

import base64
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from reports.demo import pictures
from shopper.identity import new_id
from tests import postgresql
from tests.bench import processes, table
from tests.bench.load import Cell, Line, Visit, measure
from tests.journeys.server import ROOT, Server, free_port

SHAPE = {"workers": 2, "threads": 4}
CONNECTIONS, ROUNDS = 8, 3
WITH_PHOTOS, ANSWERS_ONLY = 6, 0
PHOTO_BYTES = 300_000


def run() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="moments-bench-") as folder,
        _floor(Path(folder)) as floor,
        Server(Path(folder) / "ours", with_worker=False, **SHAPE) as server,
        _on_postgresql(Path(folder) / "postgresql") as second,
    ):
        plan = json.loads(seed("scheduled", "6000", env=server.env))
        ours = {"ours": (server, Ours(server.port, plan))}
        if second is not None:
            its_plan = json.loads(seed("scheduled", "6000", env=second.env))
            ours["ours, PostgreSQL"] = (second, Ours(second.port, its_plan))
        for photos, seconds in ((WITH_PHOTOS, 5.0), (ANSWERS_ONLY, 3.0)):
            sides = {"floor": (*floor, Floor(photos, plan))} | {
                name: (run.port, run.web.pid, visits.with_photos(photos))
                for name, (run, visits) in ours.items()
            }
            _report(photos, _interleaved(sides, seconds))


@contextmanager
def _on_postgresql(folder: Path) -> Iterator[Server | None]:
    """Run ours on a PostgreSQL that flushes what it commits; None where there is none."""
    if postgresql.binaries() is None:
        print("PostgreSQL is not installed here, and left out.")
        yield None
        return
    with postgresql.server(durable=True) as url:
        server = Server(folder, with_worker=False, **SHAPE, DATABASE_URL=url)
        server.manage("migrate", "--verbosity", "0")
        with server:
            yield server


def seed(*arguments: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.seed", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _interleaved(
    sides: dict[str, tuple[int, int, Callable[[], Visit]]], seconds: float
) -> dict[str, list[Cell]]:
    cells: dict[str, list[Cell]] = {name: [] for name in sides}
    for number in range(ROUNDS):
        order = list(sides.items())[:: 1 if number % 2 == 0 else -1]
        for name, (port, pid, next_visit) in order:
            cells[name].append(
                measure(port, pid, next_visit, connections=CONNECTIONS, seconds=seconds)
            )
    return cells


def _report(photos: int, cells: dict[str, list[Cell]]) -> None:
    what = f"60 answers and {photos} photos of 300 KB" if photos else "60 answers, no photo"
    rows = [
        [
            name,
            median(cell.visits_a_second for cell in of),
            median(cell.p50_ms for cell in of),
            median(cell.p95_ms for cell in of),
            median(cell.cpu_ms_a_visit for cell in of),
            max(cell.memory.rss_mb for cell in of),
            max(cell.memory.pss_mb for cell in of),
        ]
        for name, of in cells.items()
    ]
    table.show(
        f"Ingest: {what}, {CONNECTIONS} connections, {ROUNDS} interleaved rounds, medians",
        ["", "visits/s", "p50 ms", "p95 ms", "CPU ms/visit", "RSS MB", "PSS MB"],
        rows,
    )
    of_the_floor = _of_the_floor(cells, "ours")
    print()
    if photos:
        table.judge("of the floor's visits a second", of_the_floor, 75, " %", at_least=True)
        table.judge("memory of the web processes (RSS)", rows[1][5], 300, " MB")
    else:
        print(f"  of the floor's visits a second: {of_the_floor:.0f} %")
        table.judge("processor time a visit", rows[1][4], 5, " ms")
    for name in [name for name in cells if "PostgreSQL" in name]:
        print(f"  {name}, of the floor's visits a second: {_of_the_floor(cells, name):.0f} %")


def _of_the_floor(cells: dict[str, list[Cell]], name: str) -> float:
    """Return by the median of the rounds how much of the floor's pace this one keeps, in percent."""
    pairs = zip(cells[name], cells["floor"], strict=True)
    return median(a.visits_a_second / b.visits_a_second for a, b in pairs) * 100


# --- What a phone sends -----------------------------------------------------------------------


class Parcel:
    """One visit's bytes: a document and its photographs, no two visits alike."""

    numbers = itertools.count(1)
    device = str(new_id())
    jpeg = pictures.as_sent("cab-night")

    def __init__(self, checklist: str, questions: list[str], photos: int) -> None:
        self.photos = [self._photo(number) for number in range(photos)]
        now = datetime.now(UTC).isoformat()
        self.document = json.dumps(
            {
                "checklist_version": checklist,
                "seq": next(self.numbers),
                "device": self.device,
                "client": "bench",
                "started_at": now,
                "ended_at": now,
                "skew_ms": 0,
                "feelings": {},
                "answers": {
                    question: {
                        "state": "answered",
                        "value": "yes",
                        "note": "",
                        "reason": "",
                        "at": now,
                        "monotonic_ms": 1000,
                    }
                    for question in questions
                },
                "photos": [
                    {
                        "id": identity,
                        "question": questions[number * 10],
                        "sha256": digest.hex(),
                        "bytes": len(body),
                        "type": "image/jpeg",
                        "width": 1600,
                        "height": 1200,
                        "taken_at": now,
                        "caption": "",
                        "missing": "",
                    }
                    for number, (identity, body, digest) in enumerate(self.photos)
                ],
            }
        ).encode()

    def _photo(self, number: int) -> tuple[str, bytes, bytes]:
        """Return identity, bytes and digest: the picture, made unlike any other and filled up."""
        comment = os.urandom(16)
        unlike = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        body = self.jpeg[:2] + unlike + self.jpeg[2:]
        body += bytes(max(0, PHOTO_BYTES - len(body)))
        return str(new_id()), body, hashlib.sha256(body).digest()

    def hand_in(self, line: Line, visit: str, headers: dict[str, str]) -> None:
        """Send document, photographs and the last word, as a phone does."""
        as_json = {**headers, "Content_Type": "application/json"}
        address = f"/api/v1/visits/{visit}"
        line.send("PUT", address, self.document, If_None_Match="*", **as_json)
        for identity, body, digest in self.photos:
            coded = f"sha-256=:{base64.b64encode(digest).decode()}:"
            line.send(
                "PUT",
                f"{address}/photos/{identity}",
                body,
                Repr_Digest=coded,
                Content_Type="image/jpeg",
                **headers,
            )
        line.send("POST", f"{address}/submit", b"{}", If_Match='"1"', **as_json)


class Floor:
    """Visits for the floor, which takes any."""

    def __init__(self, photos: int, plan: dict) -> None:
        self.photos, self.plan = photos, plan

    def __call__(self) -> Visit:
        parcel = Parcel(self.plan["checklist"], self.plan["questions"], self.photos)
        return lambda line: parcel.hand_in(line, str(new_id()), {})


class Ours:
    """Visits that one signed-in shopper was assigned, each handed in once."""

    def __init__(self, port: int, plan: dict) -> None:
        self.plan, self.visits = plan, iter(plan["visits"])
        self.headers = _signed_in(port, plan["email"], plan["password"])

    def with_photos(self, photos: int) -> Callable[[], Visit]:
        return lambda: self._next(photos)

    def _next(self, photos: int) -> Visit:
        visit = next(self.visits)
        parcel = Parcel(self.plan["checklist"], self.plan["questions"], photos)
        return lambda line: parcel.hand_in(line, visit, self.headers)


def _signed_in(port: int, email: str, password: str) -> dict[str, str]:
    line = Line(port)
    line.connection.request(
        "POST",
        "/api/v1/session",
        json.dumps({"email": email, "password": password}),
        {
            "Content-Type": "application/json",
            "Origin": f"http://localhost:{port}",
            "Host": f"localhost:{port}",
        },
    )
    answer = line.connection.getresponse()
    content = json.loads(answer.read())
    assert answer.status == 200, content
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"]
    return {
        "Cookie": "; ".join(cookies),
        "X_CSRFToken": content["csrf"],
        "Host": f"localhost:{port}",
    }


@contextmanager
def _floor(folder: Path) -> Iterator[tuple[int, int]]:
    """Run the floor with the same gunicorn; yield its port and process."""
    place = folder / "floor"
    place.mkdir()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings",
        "FLOOR_FOLDER": str(place),
    }
    django_admin = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(django_admin, cwd=ROOT, env=env, check=True, timeout=60)
    port = free_port()
    shape = ["--workers", str(SHAPE["workers"]), "--threads", str(SHAPE["threads"])]
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "tests.bench.floor.app",
        *shape,
        "--log-level",
        "error",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    running = subprocess.Popen(gunicorn, cwd=ROOT, env=env)
    try:
        while len(processes.family(running.pid)) <= SHAPE["workers"]:
            assert running.poll() is None, "the floor did not start"
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(timeout=20)
