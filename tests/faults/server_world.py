"""The server, a model of it beside it, and what must hold between the two at any time."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from shopper.sync.models import Quarantined, Receipt, Revision
from shopper.visits import uploads
from shopper.visits.models import Photo, Visit, VisitEvent
from shopper.visits.states import MOVES
from tests import factories
from tests.faults.handsets import Handset, digest
from tests.faults.server_model import Expected, ServerModel, content, standing
from tests.phone import Phone

TEXTS = {
    "clean": "Is the inside spotlessly clean?",
    "belts": "Are seat belts at hand?",
    "smell": "How does it smell?",
    "thanks": "Did the driver say thank you?",
}


class ServerWorld(RuleBasedStateMachine):
    """Ann and Bob with two devices each, an office, and the visits by name.

    A subclass gives the organization, the checklists, the operator and a clock; `met` counts
    every kind of answer, so that a run can show what it has seen.
    """

    organization: ClassVar[Any]
    checklist: ClassVar[Any]
    other_checklist: ClassVar[Any]
    operator: ClassVar[Any]
    clock: ClassVar[Any]
    met: ClassVar[Counter[str]]

    @initialize()
    def a_new_day(self) -> None:
        self.clock.ahead = timedelta(0)
        self.people = {
            name: factories.make_shopper(self.organization, name=name) for name in ("ann", "bob")
        }
        self.visits: dict[str, Visit] = {}
        identities = factories.question_ids_of(self.checklist)
        self.questions = {short: identities[text] for short, text in TEXTS.items()}
        self.model = ServerModel(self.questions)
        for _ in range(2):
            self.schedule()
        self.handsets = {
            f"{user}'s {device}": self._handset(user)
            for user in self.people
            for device in ("phone", "tablet")
        }

    def schedule(self) -> None:
        """Send Ann on one more visit."""
        name = f"visit {len(self.visits) + 1}"
        self.visits[name] = factories.make_visit(
            location=factories.make_location(self.organization),
            checklist=self.checklist,
            shopper=self.people["ann"],
            by=self.operator,
        )
        self.model.assign(name, shopper="ann", checklist=str(self.checklist.pk))

    def _handset(self, user: str) -> Handset:
        phone = Phone(self.people[user])
        assert phone.sign_in().status_code == 200
        return Handset(user, phone, self.questions)

    def modelled(self, name: str) -> dict[str, Any]:
        return self.model.visits[name]

    def compare(self, what: str, answer: Any, expected: Expected) -> dict[str, Any]:
        """Hold the answer against what was expected, and return its body."""
        body: dict[str, Any] = answer.json()
        assert answer.status_code == expected.status, (what, expected, body)
        for fact, value in expected.facts.items():
            found = set(body[fact]) if isinstance(value, set) else body.get(fact)
            assert found == value, (what, fact, value, body)
        self.met[f"{what}: {answer.status_code}"] += 1
        return body

    def require_same(self, name: str, said: dict[str, Any]) -> None:
        """Hold what the server says of a visit against the model."""
        visit = self.modelled(name)
        there = standing(visit)
        newest = visit["receipts"][max(visit["receipts"])] if visit["receipts"] else None
        document = there and there["document"]
        assert said["status"] == visit["status"]
        assert said["rev"] == (there and there["number"])
        assert said.get("document", document) == document
        assert {photo["id"]: photo["sha256"] for photo in said["photos"]} == visit["photos"]
        assert said["receipt"] == (newest and newest["receipt"])

    @invariant()
    def no_revision_is_changed_lost_or_made_twice(self) -> None:
        self.met["steps"] += 1
        found: dict[str, list[Any]] = {name: [] for name in self.visits}
        made_by = set()
        for row in Revision.objects.filter(visit__in=self._names()).order_by("number"):
            found[self._names()[row.visit_id]].append(
                {
                    "number": row.number,
                    "document": row.document,
                    "missing_photos": row.missing_photos,
                }
            )
            assert (row.visit_id, row.device, row.seq) not in made_by
            made_by.add((row.visit_id, row.device, row.seq))
        assert found == self._all("revisions")

    @invariant()
    def every_acknowledged_photo_is_here_byte_for_byte(self) -> None:
        root = Path(settings.MEDIA_ROOT)
        found: dict[str, dict[str, str]] = {name: {} for name in self.visits}
        for photo in Photo.objects.filter(visit__in=self._names()):
            body = uploads.photo_file(photo).read_bytes()
            found[self._names()[photo.visit_id]][str(photo.pk)] = digest(body)
        assert found == self._all("photos")
        for identity, name in self._names().items():
            assert len(list((root / "photos" / str(identity)).glob("*"))) == len(found[name])
        assert not list((root / "incoming").glob("*"))

    @invariant()
    def no_receipt_changes(self) -> None:
        rows = Receipt.objects.filter(revision__visit__in=self._names())
        found = {
            str(row.pk): (
                self._names()[row.revision.visit_id],
                row.revision.number,
                row.issued_at.isoformat(),
                row.photos,
            )
            for row in rows.select_related("revision")
        }
        assert found == {
            kept["receipt"]["id"]: (name, base, kept["receipt"]["at"], kept["receipt"]["photos"])
            for name, receipts in self._all("receipts").items()
            for base, kept in receipts.items()
        }

    @invariant()
    def everything_refused_for_good_is_in_quarantine(self) -> None:
        people = {person.pk: name for name, person in self.people.items()}
        rows = Quarantined.objects.filter(sent_by__in=people)
        found = {
            (people[row.sent_by_id], self._names()[row.visit_identity], content(row.document)): (
                row.reason,
                row.document,
            )
            for row in rows
        }
        assert found == self.model.quarantine
        assert len(found) == len(rows)

    @invariant()
    def every_status_was_reached_by_legal_moves(self) -> None:
        paths: dict[UUID, list[str]] = {identity: [""] for identity in self._names()}
        for event in VisitEvent.objects.filter(visit__in=paths).order_by("id"):
            path = paths[event.visit_id]
            assert event.from_status == path[-1]
            path.append(event.to_status)
        for path in paths.values():
            assert all(there in MOVES[here] for here, there in pairwise(path[1:]))
        rows = Visit.objects.filter(pk__in=paths).values_list("pk", "status", "shopper__name")
        for identity, status, shopper in rows:
            expected = self.modelled(self._names()[identity])
            assert (status, shopper) == (expected["status"], expected["shopper"])
            assert status == paths[identity][-1]

    def _names(self) -> dict[UUID, str]:
        return {visit.pk: name for name, visit in self.visits.items()}

    def _all(self, part: str) -> dict[str, Any]:
        return {name: visit[part] for name, visit in self.model.visits.items()}
