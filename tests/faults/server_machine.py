"""Two shoppers with two devices each, and an office, in any order."""

from datetime import timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import rule

from shopper.accounts.models import User
from shopper.errors import WrongState
from shopper.review import decisions
from shopper.sync.tasks import prepare
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from shopper.visits.states import HANDED_IN, OPEN_TO_THE_SHOPPER
from tests.faults.handsets import PICTURES, Handset, digest
from tests.faults.server_model import standing
from tests.faults.server_world import TEXTS, ServerWorld

WEIGHTS = {
    "changes_and_sends": 8,
    "builds_upon_an_older_revision": 3,
    "sends_an_earlier_document_again": 4,
    "sends_other_content_under_an_old_number": 3,
    "sends_what_cannot_be_taken": 2,
    "sends_a_photo": 7,
    "sends_every_photo": 2,
    "submits": 3,
    "delivers_everything": 4,
    "submits_again": 2,
    "gives_the_visit_back": 1,
    "asks_for_the_assignments": 2,
    "asks_what_stands": 1,
    "loses_the_account_for_a_while": 1,
    "office_judges": 5,
    "office_cancels": 1,
    "office_assigns": 2,
    "clock_moves": 1,
}


class Chance(NamedTuple):
    """Whatever an act may need to be drawn; `ago` counts back, from the latest."""

    answers: dict[str, Any]
    photo: str
    arrives: str
    questions: frozenset[str]
    ago: int
    hours: int
    is_rare: bool


values = st.one_of(
    st.tuples(
        st.sampled_from(["clean", "clean", "belts", "thanks"]), st.sampled_from(["yes", "no"])
    ),
    st.tuples(st.just("smell"), st.integers(1, 5)),
    st.tuples(st.sampled_from(["clean", "belts", "smell"]), st.none()),
)
chances = st.builds(
    Chance,
    answers=st.lists(values, max_size=2).map(dict),
    photo=st.sampled_from(["none", "none", *["take"] * 4, "remove", "lose"]),
    arrives=st.sampled_from(["whole", "other bytes", "other digest", "too short", "cut off"]),
    questions=st.frozensets(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=2),
    ago=st.integers(0, 4),
    hours=st.integers(-48, 48),
    is_rare=st.sampled_from([False, False, False, True]),
)
acts = st.sampled_from([act for act, weight in WEIGHTS.items() for _ in range(weight)])
# Whose device: of who is sent on the visit, or of the other shopper.
devices = st.sampled_from([*["phone", "tablet"] * 4, "stranger"])
places = st.sampled_from([0, 0, 0, 1, 2])  # counted back from the visit that was scheduled last


class ServerMachine(ServerWorld):
    """What people do, each act as often as its weight; every request is answered as the model says.

    One rule with weights instead of a rule for each act: most acts mean something only after
    others, and a day on which half of them are left out says little.
    """

    @rule(act=acts, device=devices, place=places, chance=chances)
    def somebody(self, act: str, device: str, place: int, chance: Chance) -> None:
        name = list(self.visits)[-1 - place % len(self.visits)]
        own = self.modelled(name)["shopper"] or "ann"
        other = "bob" if own == "ann" else "ann"
        whose = f"{other}'s phone" if device == "stranger" else f"{own}'s {device}"
        getattr(self, act)(self.handsets[whose], name, chance)

    # --- documents ---------------------------------------------------------------------------

    def changes_and_sends(self, hand: Handset, name: str, chance: Chance) -> None:
        answers, returned = chance.answers, self.modelled(name)["returned"]
        if returned and not chance.is_rare:  # the phone changes only what was sent back
            answers = {key: answers[key] for key in answers if self.questions[key] in returned}
        hand.change(hand.draft(name, self.visits[name]), answers, chance.photo, at=chance.ago)
        self._send(hand, name)

    def builds_upon_an_older_revision(self, hand: Handset, name: str, chance: Chance) -> None:
        if revisions := self.modelled(name)["revisions"]:
            older = revisions[-1 - chance.ago % len(revisions)]
            hand.learn(name, older["number"], older["document"])
        hand.change(hand.draft(name, self.visits[name]), chance.answers, "none", at=0)
        self._send(hand, name, "upon an older one")

    def sends_an_earlier_document_again(self, hand: Handset, name: str, chance: Chance) -> None:
        if sent := hand.sent.get(name):
            document, base = sent[-1 - chance.ago % len(sent)]
            skew_ms = chance.hours * 3_600_000
            repeat = {**document, "skew_ms": skew_ms, "client": "a newer client"}
            self._put(hand, name, repeat, base, "repeat")

    def sends_other_content_under_an_old_number(
        self, hand: Handset, name: str, chance: Chance
    ) -> None:
        if sent := hand.sent.get(name):
            document, base = sent[-1 - chance.ago % len(sent)]
            ended_at = f"2026-11-21T16:{chance.hours % 60:02}:00+01:00"
            self._put(hand, name, {**document, "ended_at": ended_at}, base, "other content")

    def sends_what_cannot_be_taken(self, hand: Handset, name: str, chance: Chance) -> None:
        document = hand.next(hand.draft(name, self.visits[name]))
        if chance.is_rare:
            document["checklist_version"] = str(self.other_checklist.pk)
        else:
            hand.change(document, {"belts": "perhaps"}, "none", at=0)
        what = "wrong checklist" if chance.is_rare else "wrong value"
        self._put(hand, name, document, hand.base(name), what)

    def _put(self, hand: Handset, name: str, document: dict, base: int | None, what: str) -> Any:
        expected = self.model.put(name, by=hand.user, document=document, base=base)
        answer = hand.phone.put(self.visits[name], document, base=base)
        return answer.status_code, self.compare(what, answer, expected)

    def _send(self, hand: Handset, name: str, what: str = "document") -> bool:
        """Send the draft as the next document, and say whether it stands."""
        document, base = hand.next(hand.draft(name, self.visits[name])), hand.base(name)
        hand.sent.setdefault(name, []).append((document, base))
        status, body = self._put(hand, name, document, base, what)
        if status in (200, 201):
            hand.known[name] = (body["rev"], document)
            return True
        if status == 412:
            hand.merge(name, body["rev"], body["document"])
            return what != "merged" and self._send(hand, name, "merged")
        if status == 422:  # what may not be changed is put back as it stands
            there = standing(self.modelled(name))
            hand.learn(name, there and there["number"], there and there["document"])
        return False

    # --- photographs -------------------------------------------------------------------------

    def sends_a_photo(self, hand: Handset, name: str, chance: Chance) -> None:
        draft = hand.draft(name, self.visits[name])
        if not hand.pictures:
            hand.change(draft, {}, "take", at=chance.ago)
        taken = [photo["id"] for photo in draft["photos"] if photo["id"] in hand.pictures]
        if chance.is_rare or not taken:  # it may be listed nowhere, or belong to another visit
            taken = list(hand.pictures)
        self._send_photo(hand, name, taken[-1 - chance.ago % len(taken)], chance.arrives)

    def sends_every_photo(self, hand: Handset, name: str, chance: Chance) -> None:
        self._send_photos(hand, name)

    def _send_photo(self, hand: Handset, name: str, photo: str, arrives: str) -> None:
        body = hand.pictures[photo]
        if arrives == "other bytes":
            body = PICTURES[PICTURES.index(body) - 1]
        expected = self.model.put_photo(
            name,
            by=hand.user,
            photo=photo,
            sha256=digest(b"other" if arrives == "other digest" else body),
            is_whole=arrives in {"whole", "other bytes"},
        )
        answer = hand.put_photo(self.visits[name], photo, body, arrives)
        self.compare(f"photo, {arrives}", answer, expected)

    def _send_photos(self, hand: Handset, name: str) -> None:
        for listed in hand.draft(name, self.visits[name])["photos"]:
            if listed["id"] in hand.pictures and not listed["missing"]:
                self._send_photo(hand, name, listed["id"], "whole")

    # --- the end of a visit ------------------------------------------------------------------

    def submits(self, hand: Handset, name: str, chance: Chance) -> None:
        self._submit(hand, name, hand.base(name) or 0, "submit")

    def delivers_everything(self, hand: Handset, name: str, chance: Chance) -> None:
        complete = {"clean": "yes", "belts": "yes", "thanks": "yes"}
        answers = {} if self.modelled(name)["receipts"] else complete
        hand.change(hand.draft(name, self.visits[name]), answers, chance.photo, at=chance.ago)
        if self._send(hand, name):
            self._send_photos(hand, name)
            self._submit(hand, name, hand.base(name), "submit")

    def submits_again(self, hand: Handset, name: str, chance: Chance) -> None:
        if receipts := list(self.modelled(name)["receipts"]):
            base = receipts[-1 - chance.ago % len(receipts)]
            self._submit(hand, name, base, "submit again")

    def _submit(self, hand: Handset, name: str, base: int, what: str) -> None:
        expected = self.model.submit(name, by=hand.user, base=base)
        answer = hand.phone.submit(self.visits[name], base)
        body = self.compare(what, answer, expected)
        if answer.status_code == 200:
            self.model.received(name, base, body["receipt"])
            listed = {photo["id"]: photo["sha256"] for photo in body["receipt"]["photos"]}
            assert listed.items() <= self.modelled(name)["photos"].items()

    def gives_the_visit_back(self, hand: Handset, name: str, chance: Chance) -> None:
        expected = self.model.decline(name, by=hand.user)
        path = f"visits/{self.visits[name].pk}/decline"
        answer = hand.phone.send("POST", path, b'{"reason": "I am ill."}')
        self.compare("decline", answer, expected)

    # --- what stands -------------------------------------------------------------------------

    def asks_for_the_assignments(self, hand: Handset, name: str, chance: Chance) -> None:
        given = hand.phone.get("assignments").json()["visits"]
        names = {str(visit.pk): name for name, visit in self.visits.items()}
        shown = OPEN_TO_THE_SHOPPER | HANDED_IN
        assert {names[item["id"]] for item in given} == {
            name
            for name, visit in self.model.visits.items()
            if visit["shopper"] == hand.user and visit["status"] in shown
        }
        for item in given:
            name = names[item["id"]]
            self.require_same(name, item)
            returned = {note["question"] for note in item["returned"]}
            assert returned == self.modelled(name)["returned"]
            hand.learn(name, item["rev"], item["document"])

    def asks_what_stands(self, hand: Handset, name: str, chance: Chance) -> None:
        answer = hand.phone.status(self.visits[name])
        if self.modelled(name)["shopper"] != hand.user:
            assert answer.status_code == 404
        else:
            self.require_same(name, answer.json())

    def loses_the_account_for_a_while(self, hand: Handset, name: str, chance: Chance) -> None:
        self.model.closed.add(hand.user)
        person = User.objects.filter(pk=self.people[hand.user].pk)
        person.update(is_active=False)
        self._send(hand, name, "while the account is closed")
        self._send_photos(hand, name)
        self._submit(hand, name, hand.base(name) or 0, "submit")
        assert hand.phone.get("assignments").status_code == 401
        self.model.closed.clear()
        person.update(is_active=True)

    # --- the office --------------------------------------------------------------------------

    def office_judges(self, hand: Handset, name: str, chance: Chance) -> None:
        waiting = [name for name in self.visits if self.modelled(name)["status"] == "submitted"]
        if waiting:
            name = waiting[-1]
            prepare.call(str(self.visits[name].pk))
        if chance.is_rare:
            if self._decide("approve", name, {"submitted"}, decisions.approve):
                self.model.approve(name)
                self.schedule()
            return
        asked = {self.questions[question] for question in chance.questions}
        notes = dict.fromkeys(asked, "Look again.")
        if self._decide("send back", name, {"submitted"}, decisions.return_to_shopper, notes=notes):
            self.model.send_back(name, asked)

    def office_cancels(self, hand: Handset, name: str, chance: Chance) -> None:
        if self._decide("cancel", name, set(OPEN_TO_THE_SHOPPER), lifecycle.cancel):
            self.model.cancel(name)
            self.schedule()

    def office_assigns(self, hand: Handset, name: str, chance: Chance) -> None:
        to = "bob" if chance.is_rare else "ann"
        before = {"scheduled", "accepted"}
        if self._decide("assign", name, before, lifecycle.assign, shopper=self.people[to]):
            self.model.reassign(name, to)

    def _decide(self, what: str, name: str, legal: set[str], decide: Any, **facts: Any) -> bool:
        """Let the operator decide where that is legal; elsewhere they must be told it is not."""
        visit = Visit.objects.get(pk=self.visits[name].pk)
        is_legal = self.modelled(name)["status"] in legal
        try:
            decide(visit, by=self.operator, **facts)
        except WrongState:
            assert not is_legal, (what, self.modelled(name)["status"])
        else:
            assert is_legal, (what, self.modelled(name)["status"])
        self.met[f"{what}: {'done' if is_legal else 'refused'}"] += 1
        return is_legal

    def clock_moves(self, hand: Handset, name: str, chance: Chance) -> None:
        self.clock.ahead = timedelta(hours=chance.hours)
