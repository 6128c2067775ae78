"""What must hold once everything has arrived: read raw from rows and files, and from the phone."""

import json
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.faults.kept import digest_of
from tests.faults.machine.ledger import Picture
from tests.faults.machine.outing import PHONE, TABLET, Outing
from tests.faults.proxy import Passage

REVISIONS = (
    "SELECT number, device, seq, document FROM sync_revision WHERE visit_id = ? ORDER BY number"
)
RECEIPTS = (
    "SELECT sync_receipt.id FROM sync_receipt"
    " JOIN sync_revision ON sync_revision.id = revision_id WHERE visit_id = ?"
)
PHOTOS = "SELECT id, sha256, path, question_id FROM visits_photo WHERE visit_id = ?"
STATUS = "SELECT status FROM visits_visit WHERE id = ?"
BESIDE = "SELECT identity, sha256, path FROM sync_quarantinedphoto WHERE visit_identity = ?"
QUARANTINED = "SELECT id, document FROM sync_quarantined WHERE visit_identity = ?"


class Arrived:
    """The visit as the server has it at the end."""

    def __init__(self, outing: Outing) -> None:
        office, visit = outing.office, outing.visit
        self.names = {of["id"]: name for name, of in outing.screen.questions.items()}
        rows = office.rows(REVISIONS, visit)
        self.senders = [(device, seq) for _number, device, seq, _document in rows]
        documents = [json.loads(document) for *_other, document in rows]
        self.document: Any = documents[-1] if documents else None
        self.receipts = [row[0] for row in office.rows(RECEIPTS, visit)]
        self.photos = office.rows(PHOTOS, visit)
        self.media = Path(office.folder) / "media"
        [[self.status]] = office.rows(STATUS, visit)
        self.quarantined = office.rows(QUARANTINED, visit)
        self.refused = [json.loads(document) for _key, document in self.quarantined]
        self.beside = office.rows(BESIDE, visit)
        self.history: dict[str, list[Any]] = defaultdict(list)
        for document in [*documents, *self.refused]:
            for question, value in self.values(document).items():
                self.history[question].append(value)

    def values(self, document: Any) -> dict[str, Any]:
        """Return what was answered, by the question's short name."""
        answers = document["answers"] if document else {}
        return {self.names[question]: said["value"] for question, said in answers.items()}

    def pictures(self) -> set[Picture]:
        """Return the visit's photographs: those whose row, list and bytes agree."""
        return self._whole([self.document], [row[:3] for row in self.photos])

    def pictures_refused(self) -> set[Picture]:
        """Return those an operator can take over: a document in quarantine lists them."""
        return self._whole(self.refused, [*(row[:3] for row in self.photos), *self.beside])

    def _whole(self, documents: list[Any], rows: list[tuple[Any, ...]]) -> set[Picture]:
        bytes_of = {
            (str(UUID(identity)), sha256)
            for identity, sha256, path in rows
            if digest_of(self.media / path) == sha256
        }
        return {
            Picture(photo["question"], photo["sha256"])
            for document in documents
            for photo in document["photos"]
            if (photo["id"], photo["sha256"]) in bytes_of
        }


def findings(outing: Outing) -> list[str]:
    """Say everything that is not as it must be; nothing, where all is well."""
    arrived = Arrived(outing)
    if arrived.document is None or arrived.status != "submitted":
        return [f"the visit is {arrived.status}, with {len(arrived.senders)} revisions"]
    final = arrived.values(arrived.document)
    return [
        *outing.ledger.gone,
        *outing.ledger.lost_answers(final, arrived.history, first=PHONE),
        *outing.ledger.never_said(final),
        *_lost_photos(outing, arrived),
        *_differences(outing, arrived),
        *_spoilt(outing, arrived),
        *_twins(outing, arrived),
        *_unshown(outing, arrived),
        *_faults_of_the_server(outing),
    ]


def _lost_photos(outing: Outing, arrived: Arrived) -> list[str]:
    """Look for the phone's in the visit; the tablet's may have come when it was handed in."""
    here = arrived.pictures()
    return outing.ledger.lost_photos({PHONE: here, TABLET: here | arrived.pictures_refused()})


def _differences(outing: Outing, arrived: Arrived) -> list[str]:
    """Compare the document on the phone with the one on the server."""
    here, there = _content(outing.screen.record()["document"]), _content(arrived.document)
    return [] if here == there else [f"the phone has {here}, the server has {there}"]


def _content(document: Any) -> Any:
    """Leave out who sent it and how: that is the request's and not the shopper's."""
    own = ("answers", "feelings", "photos", "started_at", "ended_at", "checklist_version")
    return {part: document[part] for part in own}


def _spoilt(outing: Outing, arrived: Arrived) -> list[str]:
    return [
        f"the bytes of {path} are not those of its digest"
        for _identity, sha256, path, _question in arrived.photos
        if digest_of(arrived.media / path) != sha256 or sha256 not in outing.ledger.offered
    ]


def _twins(outing: Outing, arrived: Arrived) -> list[str]:
    once = Counter(f"revision {sender}" for sender in arrived.senders)
    once.update(f"photograph {row[0]}" for row in arrived.photos)
    once.update(f"the receipt of {outing.visit}" for _receipt in arrived.receipts)
    twins = [f"{thing} is there {times} times" for thing, times in once.items() if times > 1]
    return twins + _twins_on_the_wire(outing)


def _twins_on_the_wire(outing: Outing) -> list[str]:
    """Name what was sent while it was on its way already, by a page that was still there."""
    written: dict[str, list[Passage]] = defaultdict(list)
    for passage in outing.between.passages:
        asked = passage.request
        if asked.method in {"PUT", "POST"} and "/visits/" in asked.path:
            written[f"{asked.method} {asked.path}"].append(passage)
    return [
        f"{what} was sent twice at the same time"
        for what, passages in written.items()
        for one, other in pairwise(passages)
        if _overlap(one, other, outing.page_lost_at)
    ]


def _overlap(one: Passage, other: Passage, page_lost_at: list[float]) -> bool:
    is_free = one.ended_at is not None and one.ended_at <= other.begun_at
    is_orphan = any(one.begun_at <= at <= other.begun_at for at in page_lost_at)
    return not is_free and not is_orphan


def _unshown(outing: Outing, arrived: Arrived) -> list[str]:
    page = outing.office.quarantine_page() if arrived.quarantined else ""
    return [
        f"{key} is in quarantine, and the operator's page does not show it"
        for key, _document in arrived.quarantined
        if str(UUID(key)) not in page
    ]


def _faults_of_the_server(outing: Outing) -> list[str]:
    return [
        f"{passage.request.method} {passage.request.path}: {passage.response[:80]!r}"
        for line in (outing.between, outing.tablet_line)
        for passage in line.passages
        if passage.response.startswith(b"HTTP/1.1 5")
    ]
