"""The rules of a visit become the next version: these alone differ, and what cannot be kept is refused."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from shopper.checklists import languages, ruling, versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.errors import Invalid, WrongState
from tests import factories
from tests.samples.enclosed import QUIZ, picture

pytestmark = pytest.mark.django_db

GERMAN = {
    "briefing": "Kaufen Sie Kuchen.",
    "quiz.0.text": "Dürfen Sie mitschreiben?",
    "quiz.0.option.0": "Ja",
    "quiz.0.option.1": "Nein, nie",
    "picture.0": "Das Schild",
}
WEEK = {"opens_after_hours": 168, "open_for_hours": 72}


@pytest.fixture
def operator():
    return factories.make_operator()


@pytest.fixture
def checklist():
    first, *others = factories.SMALL_CHECKLIST["touchpoints"]
    told = factories.question("told", "What was said?", kind="text", role="note")
    spent = {
        **factories.question("spent", "What did it cost?", kind="number", role="note"),
        "expense": {"amount": "25.00", "currency": "EUR"},
        "photo": {"rule": "required", "min": 1, "max": 1},
    }
    data = {
        **factories.SMALL_CHECKLIST,
        "briefing": "Buy a cake.",
        "quiz": QUIZ,
        "pictures": [picture("The sign")],
        "touchpoints": [{**first, "questions": [*first["questions"], told, spent]}, *others],
        "translations": {"de": {"checklist": GERMAN}},
    }
    return factories.make_checklist(data)


@pytest.fixture
def document(checklist):
    return document_of(checklist)


@pytest.fixture
def stated(document):
    return ruling.rules_of(document)


def the_one(document, words):
    """The moment or question of these words."""
    moments = document["touchpoints"]
    every = [*moments, *(question for moment in moments for question in moment["questions"])]
    return next(one for one in every if words in (one.get("name"), one.get("text")))


class TestRuled:
    """The document under other rules."""

    def test_under_its_own_rules_a_document_stays_as_it_is(self, document, stated):
        assert ruling.ruled(document, stated) == document

    def test_each_rule_is_where_it_belongs_and_nothing_else_changes(self, document, stated):
        farewell, said, cost, clean = (
            the_one(document, words)["id"]
            for words in (
                "Farewell",
                "What was said?",
                "What did it cost?",
                "Is the inside spotlessly clean?",
            )
        )
        rules = replace(
            stated,
            staff_names="forbidden",
            windows={farewell: WEEK},
            least_characters={said: 80},
            limits={cost: {"amount": "30", "currency": "CHF"}},
            examples={clean: picture("So clean")},
        )

        changed = ruling.ruled(document, rules)

        assert changed["staff_names"] == "forbidden"
        assert the_one(changed, "Farewell")["follow_through"] == WEEK
        assert the_one(changed, "What was said?")["text_min"] == 80
        assert the_one(changed, "What did it cost?")["expense"]["amount"] == "30"
        assert the_one(changed, "Is the inside spotlessly clean?")["example"]["alt"] == "So clean"
        assert ruling.ruled(changed, stated) == document

    def test_what_the_rules_do_not_name_stays(self, document, stated):
        rules = ruling.Rules(stated.briefing, stated.staff_names, stated.quiz, stated.pictures)

        assert ruling.ruled(document, rules) == document

    def test_a_translation_of_a_text_that_is_no_more_goes(self, document, stated):
        changed = ruling.ruled(document, replace(stated, briefing="Buy tea.", pictures=[]))

        kept = changed["translations"]["de"]["checklist"]
        assert set(GERMAN) - set(kept) == {"briefing", "picture.0"}
        assert languages.faults(changed, changed["translations"]) == {}


def test_an_example_can_be_where_a_photograph_must_be_taken_or_one_is_already():
    asks = {"photo": {"rule": "required"}, "example": None}
    when_bad = {"photo": {"rule": "required_when_bad"}}
    may = {"photo": {"rule": "optional"}, "example": None}

    assert [ruling.has_an_example(one) for one in (asks, when_bad, may)] == [True, True, False]
    assert ruling.has_an_example({**may, "example": picture()})


class TestFaults:
    """What keeps rules from being published, by part or identity."""

    def test_rules_that_stand_have_none(self, document, stated):
        assert ruling.faults(document, stated) == {}

    @pytest.mark.parametrize(
        ("change", "part"),
        [
            ({"quiz": [{**QUIZ[0], "right": 7}]}, "quiz"),
            ({"pictures": [picture("")]}, "pictures"),
            ({"pictures": [picture(str(n)) for n in range(7)]}, "pictures"),
        ],
        ids=["nothing right", "not described", "too many"],
    )
    def test_what_is_wrong_with_the_whole_is_named_by_its_part(
        self, document, stated, change, part
    ):
        assert set(ruling.faults(document, replace(stated, **change))) == {part}

    def test_all_moments_after_the_visit_are_too_many(self, document, stated):
        rules = replace(stated, windows=dict.fromkeys(stated.windows, WEEK))

        assert "touchpoints" in ruling.faults(document, rules)

    def test_what_is_wrong_with_a_question_is_named_by_its_identity(self, document, stated):
        cost = the_one(document, "What did it cost?")["id"]
        for change in (
            {"limits": {cost: {"amount": "-1", "currency": "EUR"}}},
            {"examples": {cost: {"src": "https://example.org", "alt": "Elsewhere"}}},
        ):
            assert set(ruling.faults(document, replace(stated, **change))) == {cost}


class TestUntranslated:
    """Languages that miss more than they did."""

    def test_a_changed_text_is_missing_in_each_language(self, document, stated):
        before = languages.completeness(document)[0].missing

        [german] = ruling.untranslated(document, replace(stated, briefing="Buy tea."))

        assert (german.language, german.missing) == ("de", before + 1)

    def test_a_new_gap_is_told_though_another_one_went(self, document, stated):
        two = replace(stated, pictures=[*stated.pictures, picture("Not translated")])
        document = ruling.ruled(document, two)

        [german] = ruling.untranslated(document, replace(stated, briefing="Buy tea."))

        assert german.missing == languages.completeness(document)[0].missing

    def test_what_was_missing_before_counts_for_nothing(self, document, stated):
        assert languages.completeness(document)[0].missing
        assert ruling.untranslated(document, replace(stated, staff_names="forbidden")) == []

    def test_taking_away_what_was_translated_makes_no_gap(self, document, stated):
        assert ruling.untranslated(document, replace(stated, quiz=[], pictures=[])) == []


class TestCarried:
    """Translations go with the texts they are of."""

    def test_a_text_is_known_by_its_words_where_it_moved(self, document, stated):
        moved = replace(stated, pictures=[picture("New"), *stated.pictures])

        german = ruling.ruled(document, moved)["translations"]["de"]["checklist"]

        assert german["picture.1"] == "Das Schild"
        assert "picture.0" not in german

    def test_the_same_words_in_their_place_keep_their_own_translation(self, document):
        twice = {**document, "pictures": [picture("Here"), picture("Here")]}
        twice["translations"] = {"de": {"checklist": {"picture.0": "Da", "picture.1": "Dort"}}}

        assert languages.carried(twice, twice) == twice["translations"]

    def test_the_words_of_one_part_are_not_those_of_another(self, document):
        farewell = the_one(document, "Farewell")["id"]
        document = {**document, "translations": {"de": {farewell: {"name": "Abschied"}}}}
        changed = {**document, "briefing": "Farewell"}

        assert languages.carried(document, changed) == document["translations"]

    def test_a_language_of_which_nothing_is_left_is_still_a_language(self, document):
        changed = {**document, "briefing": "", "quiz": [], "pictures": []}

        assert languages.carried(document, changed) == {"de": {}}


class TestRule:
    """Publishing them."""

    def test_the_next_version_stands_and_visits_keep_theirs(self, checklist, stated, operator):
        visit = factories.make_visit(checklist=checklist)

        newer = ruling.rule(checklist, replace(stated, briefing="Buy tea."), by=operator)

        checklist.refresh_from_db()
        visit.refresh_from_db()
        assert (newer.version, newer.status, checklist.status) == (2, "published", "retired")
        assert newer.published_by == operator
        assert document_of(newer)["briefing"] == "Buy tea."
        assert visit.checklist == checklist

    def test_questions_and_their_translations_are_the_same_but_for_their_identities(
        self, checklist, stated, operator
    ):
        newer = ruling.rule(checklist, replace(stated, staff_names="forbidden"), by=operator)

        assert document_of(newer)["translations"] == {"de": {"checklist": GERMAN}}
        for version in (checklist, newer):
            moments = document_of(version)["touchpoints"]
            assert [len(moment["questions"]) for moment in moments] == [6, 2]

    def test_a_draft_has_no_rules_to_change(self, stated, operator):
        with pytest.raises(WrongState):
            ruling.rule(factories.make_checklist(published=False), stated, by=operator)

    def test_a_version_that_stands_no_longer_is_not_followed(self, checklist, stated, operator):
        ruling.rule(checklist, replace(stated, briefing="Buy tea."), by=operator)

        with pytest.raises(WrongState):
            ruling.rule(checklist, replace(stated, briefing="Buy milk."), by=operator)

        assert Checklist.objects.filter(family=checklist.family).count() == 2

    def test_a_draft_that_waits_is_not_passed_by(self, checklist, stated, operator):
        draft = versions.revise(checklist)

        with pytest.raises(WrongState):
            ruling.rule(checklist, stated, by=operator)

        draft.refresh_from_db()
        checklist.refresh_from_db()
        assert (draft.status, checklist.status) == ("draft", "published")

    def test_what_cannot_be_kept_is_refused_by_part_and_nothing_is_published(
        self, checklist, stated, operator
    ):
        with pytest.raises(Invalid) as refused:
            ruling.rule(checklist, replace(stated, pictures=[picture("")]), by=operator)

        assert set(refused.value.errors) == {"pictures"}
        assert Checklist.objects.filter(family=checklist.family).count() == 1


class TestSupersede:
    """The next version differs by the change alone, or there is none."""

    def test_a_document_that_cannot_be_published_leaves_no_draft_behind(self, checklist, operator):
        wrong = {"quiz": [{**QUIZ[0], "right": 7}]}

        with pytest.raises(Invalid) as refused:
            versions.supersede(checklist, lambda content: {**content, **wrong}, by=operator)

        assert set(refused.value.errors) == {"quiz"}
        assert Checklist.objects.filter(family=checklist.family).count() == 1

    def test_the_change_is_made_to_what_stands_and_not_to_what_was_read(self, checklist, operator):
        checklist.content = {"touchpoints": []}  # a copy that somebody spoiled

        newer = versions.supersede(checklist, lambda content: content, by=operator)

        assert document_of(newer)["briefing"] == "Buy a cake."

    def test_of_two_at_the_same_moment_the_second_is_told(self, checklist, operator, monkeypatch):
        def taken(*_args, **_kwargs):
            raise IntegrityError("this version has its number already")

        monkeypatch.setattr(versions, "next_draft", taken)

        with pytest.raises(WrongState, match="meanwhile"):
            versions.supersede(checklist, lambda content: content, by=operator)

        checklist.refresh_from_db()
        assert checklist.status == "published"
