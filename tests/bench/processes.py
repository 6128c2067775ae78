"""What server processes cost, read from /proc: theirs alone, whatever else the machine does."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def family(pid: int) -> list[int]:
    """Return the process and everything it has started."""
    found, rest = [], [pid]
    while rest:
        parent = rest.pop()
        found.append(parent)
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            rest += map(int, children.read_text().split())
    return found


def cpu_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


@dataclass(frozen=True)
class Memory:
    """Resident memory, shared pages counted in each process (`rss`) or shared out (`pss`)."""

    rss_mb: float
    pss_mb: float


def memory(pids: list[int]) -> Memory:
    rss = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * PAGE_MB
    return Memory(rss, sum(_pss_kb(pid) for pid in pids) / 1024)


def peak_mb(pid: int | str = "self") -> float:
    """Return the most a process has ever held, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _pss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
