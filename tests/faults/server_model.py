"""What must stand on the server after each request: plain dicts, no database, no clock."""

import json
from copy import deepcopy
from typing import Any, NamedTuple

CLEAN, BELTS, SMELL, THANKS = "clean", "belts", "smell", "thanks"
REQUIRED = (CLEAN, BELTS, THANKS)
HANDED_IN = {"submitted", "approved"}
SAID = ("state", "value", "note", "reason")


class Expected(NamedTuple):
    """The answer a request must get: its status, and members its body must have."""

    status: int
    facts: dict[str, Any] = {}


class Refused(Exception):
    """A refusal on its way to the answer; `kept` names why it goes to quarantine."""

    def __init__(self, status: int, kept: str | None = None, **facts: Any) -> None:
        super().__init__(status)
        self.expected, self.kept = Expected(status, facts), kept


class ServerModel:
    """The visits by name, what was quarantined, and whose account is closed.

    `questions` gives the identity of each question by its short name.
    """

    def __init__(self, questions: dict[str, str]) -> None:
        self.questions = questions
        self.visits: dict[str, dict[str, Any]] = {}
        self.quarantine: dict[tuple[str, str, str], tuple[str, Any]] = {}
        self.beside: set[tuple[str, str, tuple[str, str]]] = set()
        self.closed: set[str] = set()

    def assign(self, name: str, *, shopper: str, checklist: str) -> None:
        self.visits[name] = {
            "shopper": shopper,
            "checklist": checklist,
            "status": "scheduled",
            "revisions": [],
            "receipts": {},
            "photos": {},
            "returned": set(),
            "movers": set(),
            "declined_by": set(),
        }

    # --- what phones ask ---------------------------------------------------------------------

    def put(self, name: str, *, by: str, document: dict, base: int | None) -> Expected:
        visit = self.visits[name]
        try:
            return self._taken_in(visit, by, document, base)
        except Refused as refused:
            if refused.kept:
                key = (by, name, content(document))
                self.quarantine.setdefault(key, (refused.kept, deepcopy(document)))
            return refused.expected

    def _taken_in(self, visit: dict, by: str, document: dict, base: int | None) -> Expected:
        if visit["shopper"] != by:
            raise Refused(410 if by in visit["movers"] else 404, "not_theirs")
        if earlier := self._sent_before(visit, document):
            return taken(earlier)
        self._require_open(visit, by)
        if document["checklist_version"] != visit["checklist"]:
            raise Refused(422, "checklist", code="invalid")
        if faulty := self._faulty(document):
            raise Refused(422, errors=faulty)
        if base != number_of(standing(visit)):
            raise outdated(visit)
        if visit["receipts"]:
            self._require_only_returned(visit, document)
        revision = {
            "number": (base or 0) + 1,
            "document": deepcopy(document),
            "missing_photos": missing_photos(visit, document),
        }
        visit["revisions"].append(revision)
        if visit["status"] != "in_progress":
            visit["status"] = "in_progress"
            visit["movers"].add(by)
        return taken(revision)

    def _sent_before(self, visit: dict, document: dict) -> dict | None:
        device, seq = document["device"], document["seq"]
        by_device = {
            revision["document"]["seq"]: revision
            for revision in visit["revisions"]
            if revision["document"]["device"] == device
        }
        earlier = by_device.get(seq)
        if earlier and content(earlier["document"]) != content(document):
            raise Refused(409, "repeated", code="conflict", highest_seq=max(by_device))
        return earlier

    def _require_open(self, visit: dict, by: str) -> None:
        if by in self.closed:
            raise Refused(410, "revoked")
        if visit["status"] == "cancelled":
            raise Refused(410, "withdrawn")
        if visit["status"] in HANDED_IN:
            raise Refused(409, "handed_in", code="wrong_state")

    def _faulty(self, document: dict) -> set[str]:
        names = {identity: name for name, identity in self.questions.items()}
        legal = {SMELL: {1, 2, 3, 4, 5}}
        return {
            identity
            for identity, answer in document["answers"].items()
            if answer["value"] not in legal.get(names[identity], {"yes", "no"})
        }

    def _require_only_returned(self, visit: dict, document: dict) -> None:
        before = visit["receipts"][max(visit["receipts"])]["document"]
        changed = differing(answers(before), answers(document))
        changed |= differing(photos(before), photos(document))
        if changed - visit["returned"]:
            raise Refused(422, errors=changed - visit["returned"])

    def put_photo(self, name: str, *, by: str, photo: str, sha256: str, is_whole: bool) -> Expected:
        if by in self.closed or self.visits[name]["shopper"] != by:
            return self._refused_photo(name, by, (photo, sha256), is_whole)
        if not is_whole:
            return Expected(422)
        owner = next((one for one, visit in self.visits.items() if photo in visit["photos"]), None)
        if owner is None:
            self.visits[name]["photos"][photo] = sha256
            return Expected(201, {"id": photo, "sha256": sha256})
        if owner == name and self.visits[name]["photos"][photo] == sha256:
            return Expected(200, {"id": photo, "sha256": sha256})
        return Expected(409, {"code": "conflict"})

    def _refused_photo(
        self, name: str, by: str, listed: tuple[str, str], is_whole: bool
    ) -> Expected:
        """What a document in quarantine lists lies beside it; the rest is refused and forgotten."""
        visit = self.visits[name]
        status = 410 if by in {visit["shopper"], *visit["movers"]} else 404
        documents = [
            document
            for (sender, about, _content), (_reason, document) in self.quarantine.items()
            if (sender, about) == (by, name)
        ]
        if not any(
            listed == (photo["id"], photo["sha256"])
            for document in documents
            for photo in document["photos"]
        ):
            return Expected(status)
        if not is_whole and (by, name, listed) not in self.beside:
            return Expected(422)
        self.beside.add((by, name, listed))
        return Expected(status, {"kept": True})

    def submit(self, name: str, *, by: str, base: int) -> Expected:
        """The receipt a 200 carries is given to `received`."""
        visit = self.visits[name]
        if by in self.closed:
            return Expected(401)
        if visit["shopper"] != by:
            return Expected(404)
        if base in visit["receipts"]:
            return Expected(200, {"receipt": visit["receipts"][base]["receipt"]})
        if visit["status"] == "cancelled":
            return Expected(410)
        if base != number_of(standing(visit)):
            return outdated(visit).expected
        if visit["status"] != "in_progress":
            return Expected(409, {"code": "wrong_state"})
        if holes := self._holes(visit):
            return Expected(409, {"code": "incomplete", **holes})
        visit["status"], visit["returned"] = "submitted", set()
        visit["movers"].add(by)
        visit["receipts"][base] = {"document": standing(visit)["document"], "receipt": None}
        return Expected(200)

    def received(self, name: str, base: int, receipt: dict) -> None:
        issued = self.visits[name]["receipts"][base]
        issued["receipt"] = issued["receipt"] or receipt

    def _holes(self, visit: dict) -> dict[str, Any]:
        document = standing(visit)["document"]
        given = {question: answer["value"] for question, answer in document["answers"].items()}
        errors = {self.questions[name] for name in REQUIRED} - given.keys()
        clean = self.questions[CLEAN]
        pictured = any(photo["question"] == clean for photo in document["photos"])
        if given.get(clean) == "no" and not pictured:
            errors.add(clean)
        absent = missing_photos(visit, document)
        return {"errors": errors, "missing_photos": absent} if errors or absent else {}

    def decline(self, name: str, *, by: str) -> Expected:
        visit = self.visits[name]
        if by in self.closed:
            return Expected(401)
        if visit["shopper"] != by:
            return Expected(200 if by in visit["declined_by"] else 404)
        if visit["status"] not in {"scheduled", "accepted"}:
            return Expected(409)
        visit["status"], visit["shopper"] = "scheduled", None
        visit["movers"].add(by)
        visit["declined_by"].add(by)
        return Expected(200)

    # --- what the office does ----------------------------------------------------------------

    def reassign(self, name: str, shopper: str) -> None:
        self.visits[name].update(status="scheduled", shopper=shopper)

    def cancel(self, name: str) -> None:
        self.visits[name]["status"] = "cancelled"

    def send_back(self, name: str, questions: set[str]) -> None:
        self.visits[name].update(status="returned", returned=set(questions))

    def approve(self, name: str) -> None:
        self.visits[name]["status"] = "approved"


def standing(visit: dict) -> dict | None:
    return visit["revisions"][-1] if visit["revisions"] else None


def number_of(revision: dict | None) -> int | None:
    return revision["number"] if revision else None


def taken(revision: dict) -> Expected:
    facts = {"rev": revision["number"], "missing_photos": revision["missing_photos"]}
    return Expected(201 if revision["number"] == 1 else 200, facts)


def outdated(visit: dict) -> Refused:
    there = standing(visit)
    return Refused(412, rev=number_of(there), document=there["document"] if there else None)


def content(document: dict) -> str:
    """What two sendings of one document share."""
    return json.dumps({**document, "client": "", "skew_ms": None}, sort_keys=True)


def expected_photos(document: dict) -> list[dict]:
    return [photo for photo in document["photos"] if not photo["missing"]]


def missing_photos(visit: dict, document: dict) -> list[str]:
    kept = visit["photos"]
    listed = expected_photos(document)
    return [photo["id"] for photo in listed if kept.get(photo["id"]) != photo["sha256"]]


def answers(document: dict) -> dict[str, tuple]:
    return {
        question: tuple(answer[part] for part in SAID)
        for question, answer in document["answers"].items()
    }


def photos(document: dict) -> dict[str, set]:
    listed: dict[str, set] = {}
    for photo in document["photos"]:
        said = (photo["id"], photo["sha256"], photo["caption"], photo["missing"])
        listed.setdefault(photo["question"], set()).add(said)
    return listed


def differing(one: dict, other: dict) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def merged(base: dict | None, mine: dict, theirs: dict) -> dict:
    """Bring two documents together as the phone does: what both changed keeps the phone's."""
    by_id = {key: {} for key in ("base", "mine", "theirs")}
    for key, document in (("base", base), ("mine", mine), ("theirs", theirs)):
        by_id[key] = {photo["id"]: photo for photo in (document or {"photos": []})["photos"]}
    found = combined(by_id["base"], by_id["mine"], by_id["theirs"])
    before = base["answers"] if base else {}
    return {
        **mine,
        "answers": combined(before, mine["answers"], theirs["answers"]),
        "photos": sorted(found.values(), key=lambda photo: photo["id"]),
    }


def combined(base: dict, mine: dict, theirs: dict) -> dict:
    chosen = {
        key: mine.get(key) if mine.get(key) != base.get(key) else theirs.get(key)
        for key in {**theirs, **mine}
    }
    return {key: value for key, value in chosen.items() if value is not None}
