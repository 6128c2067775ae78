"""A closed loop of phones: so many connections, each handing in one visit after another."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

from tests.bench import processes
from tests.bench.processes import Memory

Visit = Callable[["Line"], None]


class Line:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        """Send one request and insist on a 2xx answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body=body, headers=named)
        answer = self.connection.getresponse()
        content = answer.read()
        if not 200 <= answer.status < 300:
            raise AssertionError(f"{method} {path}: {answer.status} {content[:400]!r}")
        return content


@dataclass(frozen=True)
class Cell:
    """What was measured in one stretch of load."""

    visits_a_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms_a_visit: float
    memory: Memory


def measure(
    port: int,
    pid: int,
    next_visit: Callable[[], Visit],
    *,
    connections: int,
    seconds: float,
    warm_up_seconds: float = 1.0,
) -> Cell:
    """Drive the server with so many connections and return what a stretch of it cost.

    `next_visit` hands out visits, from any thread. Only visits that begin and end within the
    stretch count towards the times; the processor's time is that of the server's processes alone.
    """
    stop, took, failures = threading.Event(), [], []
    begun_at = time.perf_counter() + warm_up_seconds

    def phone() -> None:
        line = Line(port)
        try:
            while not stop.is_set():
                visit = next_visit()
                at = time.perf_counter()
                visit(line)
                took.append((at, time.perf_counter()))
        except Exception as trouble:  # noqa: BLE001 - told to the main thread, which raises it
            failures.append(trouble)

    phones = [threading.Thread(target=phone, daemon=True) for _ in range(connections)]
    for thread in phones:
        thread.start()
    time.sleep(warm_up_seconds)
    family = processes.family(pid)
    cpu_before, at_before = processes.cpu_seconds(family), time.perf_counter()
    time.sleep(seconds)
    cpu, elapsed = processes.cpu_seconds(family) - cpu_before, time.perf_counter() - at_before
    ended_at = time.perf_counter()
    memory = processes.memory(family)
    stop.set()
    for thread in phones:
        thread.join(timeout=30)
    if failures:
        raise failures[0]
    done = [end - start for start, end in took if begun_at <= start and end <= ended_at]
    finished = sum(1 for _, end in took if at_before < end <= ended_at)
    cuts = quantiles(done, n=20)
    return Cell(finished / elapsed, cuts[9] * 1000, cuts[18] * 1000, cpu / finished * 1000, memory)
