"""The network between the phone and the server: a proxy's rule that the schedule changes."""

import threading
from collections import deque
from collections.abc import Callable

from tests.faults import proxy
from tests.faults.proxy import PASS, Fault, Request

UNREACHABLE = proxy.cut_request(0, by_reset=True)
WRITING = {"PUT", "POST"}


class Weather:
    """Fair at first. `lasting` befalls every request; `coming` the next ones of the phone's day."""

    def __init__(self) -> None:
        self.lasting: Fault | None = None
        self.coming: deque[tuple[Callable[[Request], bool], Fault]] = deque()
        self.lock = threading.Lock()
        self.pages: dict[
            str, Fault
        ] = {}  # what is served in place of a file, by the end of its path

    def __call__(self, request: Request) -> Fault:
        for end, fault in self.pages.items():
            if request.path.endswith(end):
                return fault
        if self.lasting is not None:
            return self.lasting
        with self.lock:
            if self.coming and self.coming[0][0](request):
                return self.coming.popleft()[1]
        return PASS

    def next(self, fault: Fault, times: int = 1, *, is_meant: Callable[[Request], bool]) -> None:
        self.coming.extend([(is_meant, fault)] * times)

    def clear_up(self) -> None:
        self.lasting = None
        self.coming.clear()


def is_any(request: Request) -> bool:
    return request.path.startswith("/api/")


def is_writing(request: Request) -> bool:
    return is_any(request) and request.method in WRITING
