"""What a browser may complain of, and the step that explains it; everything else is a fault of the product."""

from dataclasses import dataclass

from tests.faults.machine.schedules import Step


@dataclass(frozen=True)
class Excuse:
    """Words in a complaint that one of these steps explains."""

    words: str
    steps: frozenset[str]
    where: str = ""  # in which file


AWAY = {
    *("go_offline", "tablet_offline", "portal", "cut", "drop_reply", "refuse"),
    *("server_killed", "new_version", "restore"),
}
DEATHS = {"browser_killed", "log_torn", "store_wiped"}
EXCUSES = [
    # By this the service worker asks the browser to be woken once more, for something still waits.
    Excuse("Trouble: unreachable\n    at sendInBackground", frozenset(AWAY | DEATHS)),
    # A new version is taken whole or not at all: the server went while its files were fetched.
    Excuse("Failed to fetch\n    at keepAll", frozenset(AWAY)),
    Excuse("QuotaExceededError: Quota exceeded.", frozenset({"quota_cut"}), "/serviceworker.js:"),
    # A pass of the service worker whose database is thrown away beneath it ends; a page goes on.
    Excuse("\n    at async guarded", frozenset({"store_wiped"})),
    Excuse("\n    at async sendInBackground", frozenset({"store_wiped"})),
]


def not_excused(complaints: list[str], steps: list[Step]) -> list[str]:
    """Say what the browser complained of and no step explains."""
    played = {step.act for step in steps}
    return [
        f"the browser complains: {complaint}"
        for complaint in dict.fromkeys(complaints)
        if not any(_explains(of, complaint, played) for of in EXCUSES)
    ]


def _explains(excuse: Excuse, complaint: str, played: set[str]) -> bool:
    return excuse.words in complaint and excuse.where in complaint and bool(excuse.steps & played)
