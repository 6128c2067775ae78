"""PUT visit: the document, its revisions, its repeats and its refusals."""

import json

import pytest

from shopper.checklists.models import Checklist
from shopper.errors import WrongState
from shopper.identity import new_id
from shopper.review import decisions
from shopper.sync.models import Quarantined, Revision
from shopper.visits import lifecycle
from shopper.visits.models import Answer, Flag, Visit
from tests import factories
from tests.phone import Phone, make_listing

CLEAN, BELTS, SMELL = (
    "Is the inside spotlessly clean?",
    "Are seat belts at hand?",
    "How does it smell?",
)


def test_the_first_document_starts_the_visit_and_names_the_photos_that_are_missing(phone, visit):
    listing, _body = make_listing()

    answer = phone.put(visit, phone.document(visit, photos=[listing]))

    assert answer.status_code == 201
    assert answer.json() == {"rev": 1, "missing_photos": [listing["id"]]}
    assert answer["ETag"] == '"1"'
    visit.refresh_from_db()
    assert visit.status == "in_progress"
    assert [event.to_status for event in visit.events.all()] == [
        "scheduled",
        "accepted",
        "in_progress",
    ]


def test_what_was_sent_is_kept_word_for_word(phone, visit):
    sent = phone.document(visit, photos=[make_listing()[0]])

    phone.put(visit, sent)

    assert Revision.objects.get(visit=visit).document == sent


def test_the_hot_path_writes_no_answer_rows(phone, visit):
    phone.put(visit, phone.document(visit))

    assert not Answer.objects.exists()


def test_each_document_becomes_the_next_revision_and_none_is_overwritten(phone, visit):
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))

    answer = phone.put(visit, phone.document(visit, {CLEAN: "no"}), base=1)

    assert answer.status_code == 200
    assert answer.json()["rev"] == 2
    assert visit.revisions.count() == 2


def test_the_same_document_again_gets_the_same_answer(phone, visit):
    listing, body = make_listing()
    sent = phone.document(visit, photos=[listing])
    first = phone.put(visit, sent)
    phone.put_photo(visit, listing["id"], body)
    phone.put(visit, phone.document(visit, {CLEAN: "no"}), base=1)

    again = phone.put(visit, sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert visit.revisions.count() == 2


def test_a_repeat_is_recognised_after_the_visit_was_handed_in(phone, visit):
    sent = phone.document(visit)
    first = phone.put(visit, sent)
    assert phone.submit(visit, 1).status_code == 200

    again = phone.put(visit, sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())


def test_another_document_under_the_same_number_is_a_conflict_and_is_kept(phone, visit):
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))

    answer = phone.put(visit, phone.document(visit, {CLEAN: "no"}, seq=1), base=1)

    assert answer.status_code == 409
    assert answer.json()["code"] == "conflict"
    assert answer.json()["highest_seq"] == 1
    assert Quarantined.objects.get().reason == "repeated"


def test_a_document_on_an_older_revision_is_given_the_one_that_stands(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))
    standing = other.document(visit, {CLEAN: "no"})
    other.put(visit, standing, base=1)

    answer = phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}), base=1)

    assert answer.status_code == 412
    assert answer.json()["code"] == "outdated"
    assert answer.json()["rev"] == 2
    assert answer.json()["document"] == standing


def test_a_first_document_where_one_stands_already_is_outdated(phone, visit):
    phone.put(visit, phone.document(visit))

    answer = phone.put(visit, phone.document(visit))

    assert answer.status_code == 412
    assert answer.json()["rev"] == 1


def test_a_server_that_forgot_the_visit_says_that_nothing_stands(phone, visit):
    answer = phone.put(visit, phone.document(visit), base=4)

    assert answer.status_code == 412
    assert answer.json()["rev"] is None
    assert answer.json()["document"] is None


def test_two_phones_that_answer_one_question_differently_flag_it(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}))

    other.put(visit, other.document(visit, {CLEAN: "no", BELTS: "yes"}), base=1)

    flag = Flag.objects.get()
    assert flag.code == "conflict"
    assert str(flag.question_id) == factories.question_ids(visit)[CLEAN]


def test_what_one_phone_changes_of_its_own_answers_is_no_conflict(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}))
    other.put(visit, other.document(visit, {CLEAN: "yes", BELTS: "yes", SMELL: 3}), base=1)

    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "no", SMELL: 3}), base=2)

    assert not Flag.objects.exists()


def test_two_phones_that_answer_different_questions_flag_nothing(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))
    other.put(visit, other.document(visit, {CLEAN: "yes", BELTS: "yes"}), base=1)

    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes", SMELL: 3}), base=2)

    assert not Flag.objects.exists()


def test_a_withdrawn_visit_is_gone_and_its_document_is_kept_once(phone, visit, operator):
    lifecycle.cancel(visit, by=operator)
    sent = phone.document(visit)

    answers = [phone.put(visit, sent), phone.put(visit, sent)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert answers[0].json()["code"] == "withdrawn"
    kept = Quarantined.objects.get()
    assert (kept.reason, kept.document) == ("withdrawn", sent)


def test_a_visit_given_to_somebody_else_is_gone_for_who_had_begun_it(
    phone, visit, stranger, operator
):
    lifecycle.accept(visit, by=phone.user)
    lifecycle.decline(visit, by=phone.user, reason="My car broke down.")
    lifecycle.assign(visit, shopper=stranger.user, by=operator)

    answer = phone.put(visit, phone.document(visit))

    assert answer.status_code == 410
    assert Quarantined.objects.get().reason == "not_theirs"


@pytest.mark.parametrize("whose", ["another shopper's", "nobody's"])
def test_a_visit_that_is_not_theirs_is_not_found_and_nothing_is_dropped(stranger, visit, whose):
    sent = stranger.document(visit)
    identity = visit.pk if whose == "another shopper's" else new_id()

    answer = stranger.put_raw(identity, json.dumps(sent).encode(), If_None_Match="*")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert Quarantined.objects.get().document == sent
    assert not Revision.objects.exists()


def test_an_answer_to_a_visit_that_is_not_theirs_tells_nothing_of_it(stranger, visit):
    sent = json.dumps(stranger.document(visit)).encode()

    theirs = stranger.put_raw(visit.pk, sent, If_None_Match="*")
    nobodys = stranger.put_raw(new_id(), sent, If_None_Match="*")

    assert theirs.json() == nobodys.json()


def test_whose_account_was_closed_is_told_so_and_the_work_is_kept(phone, visit):
    sent = phone.document(visit)
    phone.user.is_active = False
    phone.user.save()

    answer = phone.put(visit, sent)

    assert answer.status_code == 410
    assert (Quarantined.objects.get().reason, Quarantined.objects.get().document) == (
        "revoked",
        sent,
    )
    assert phone.get("assignments").status_code == 401


def test_a_closed_account_whose_password_was_changed_hands_over_nothing(phone, visit):
    phone.user.is_active = False
    phone.user.set_password("another long enough password")
    phone.user.save()

    assert phone.put(visit, phone.document(visit)).status_code == 401
    assert not Quarantined.objects.exists()


def test_a_closed_account_needs_its_token_as_everybody_does(phone, visit):
    phone.user.is_active = False
    phone.user.save()
    phone.csrf = "x" * 64

    answer = phone.put(visit, phone.document(visit))

    assert answer.status_code == 403
    assert not Quarantined.objects.exists()


def test_who_left_the_organization_with_a_visit_still_theirs_hands_it_in(phone, visit):
    phone.user.memberships.all().delete()

    assert phone.put(visit, phone.document(visit)).status_code == 201


def test_a_visit_that_was_handed_in_is_read_only_and_what_comes_is_kept(phone, visit):
    phone.put(visit, phone.document(visit))
    phone.submit(visit, 1)

    answer = phone.put(visit, phone.document(visit), base=1)

    assert answer.status_code == 409
    assert answer.json()["code"] == "wrong_state"
    assert Quarantined.objects.get().reason == "handed_in"


def test_a_document_for_another_checklist_is_refused_by_name_and_kept(phone, visit):
    other = factories.make_checklist()

    answer = phone.put(visit, phone.document(visit, {}, checklist_version=str(other.pk)))

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["checklist_version"]
    assert Quarantined.objects.get().reason == "checklist"


def test_a_late_document_is_still_taken_in(phone, visit):
    Visit.objects.filter(pk=visit.pk).update(
        opens_at=factories.NOW.replace(year=2020), closes_at=factories.NOW.replace(year=2021)
    )

    assert phone.put(visit, phone.document(visit)).status_code == 201


def test_a_value_of_the_wrong_kind_is_named_by_question_and_nothing_is_kept(phone, visit):
    identities = factories.question_ids(visit)

    answer = phone.put(visit, phone.document(visit, {CLEAN: "perhaps", SMELL: 9, BELTS: "yes"}))

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert set(answer.json()["errors"]) == {identities[CLEAN], identities[SMELL]}
    assert not Revision.objects.exists()
    visit.refresh_from_db()
    assert visit.status == "scheduled"


class TestASentBackVisit:
    @pytest.fixture
    def returned(self, phone, visit, operator):
        phone.put(visit, phone.document(visit))
        assert phone.submit(visit, 1).status_code == 200
        Visit.objects.filter(pk=visit.pk).update(prepared_at=factories.NOW)
        visit.refresh_from_db()
        asked = {factories.question_ids(visit)[CLEAN]: "The picture shows another cab."}
        decisions.return_to_shopper(visit, by=operator, notes=asked)
        visit.refresh_from_db()
        return visit

    def test_the_returned_question_may_change_and_the_visit_goes_on(self, phone, returned):
        again = {**factories.GOOD_ANSWERS, CLEAN: "no"}

        answer = phone.put(returned, phone.document(returned, again), base=1)

        assert answer.status_code == 200
        returned.refresh_from_db()
        assert returned.status == "in_progress"

    def test_another_question_may_not_change(self, phone, returned):
        again = {**factories.GOOD_ANSWERS, BELTS: "no"}

        answer = phone.put(returned, phone.document(returned, again), base=1)

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {factories.question_ids(returned)[BELTS]}

    def test_nor_may_it_change_with_the_second_document(self, phone, returned):
        phone.put(
            returned, phone.document(returned, {**factories.GOOD_ANSWERS, CLEAN: "no"}), base=1
        )
        again = {**factories.GOOD_ANSWERS, BELTS: "no"}

        answer = phone.put(returned, phone.document(returned, again), base=2)

        assert answer.status_code == 422

    def test_photos_of_other_questions_may_not_come_either(self, phone, returned):
        belts = factories.question_ids(returned)[BELTS]
        listing, _body = make_listing(question=belts)

        answer = phone.put(returned, phone.document(returned, photos=[listing]), base=1)

        assert answer.status_code == 422
        assert set(answer.json()["errors"]) == {belts}

    def test_handing_it_in_again_settles_what_was_sent_back(self, phone, returned):
        listing, body = make_listing(question=factories.question_ids(returned)[CLEAN])
        again = phone.document(returned, {**factories.GOOD_ANSWERS, CLEAN: "no"}, photos=[listing])
        phone.put(returned, again, base=1)
        phone.put_photo(returned, listing["id"], body)

        answer = phone.submit(returned, 2)

        assert answer.status_code == 200
        assert answer.json()["receipt"]["rev"] == 2
        assert not returned.redos.filter(redone_at=None).exists()


def test_a_question_opened_by_what_was_sent_back_may_be_answered(phone, organization, operator):
    conditional = {
        "name": "Card",
        "touchpoints": [
            {
                "name": "Door",
                "questions": [
                    factories.question("card", "Was there a card?"),
                    factories.question(
                        "words",
                        "What did it say?",
                        kind="text",
                        role="note",
                        condition={"question": "card", "op": "is", "value": "yes"},
                    ),
                ],
            }
        ],
    }
    visit = factories.make_visit(
        location=factories.make_location(organization),
        shopper=phone.user,
        checklist=factories.make_checklist(conditional),
    )
    phone.put(visit, phone.document(visit, {"Was there a card?": "no"}))
    phone.submit(visit, 1)
    Visit.objects.filter(pk=visit.pk).update(prepared_at=factories.NOW)
    visit.refresh_from_db()
    card = factories.question_ids(visit)["Was there a card?"]
    decisions.return_to_shopper(visit, by=operator, notes={card: "Look again."})
    phone.put(visit, phone.document(visit, {"Was there a card?": "yes"}), base=1)

    answer = phone.put(
        visit,
        phone.document(visit, {"Was there a card?": "yes", "What did it say?": "Quickest."}),
        base=2,
    )

    assert answer.status_code == 200


def test_the_document_is_taken_in_with_few_queries(phone, visit, django_assert_max_num_queries):
    phone.put(visit, phone.document(visit))
    body = json.dumps(phone.document(visit)).encode()

    with django_assert_max_num_queries(10):
        answer = phone.put_raw(visit.pk, body, If_Match='"1"')

    assert answer.status_code == 200


def test_a_checklist_is_parsed_once_and_its_draft_is_never_a_form(phone, visit):
    draft = factories.make_checklist(published=False)
    assert Checklist.objects.get(pk=draft.pk).content is None

    answer = phone.put(visit, phone.document(visit, {}, checklist_version=str(draft.pk)))

    assert answer.status_code == 422


def test_two_moves_at_once_cannot_both_win(visit):
    stale = Visit.objects.get(pk=visit.pk)
    lifecycle.accept(visit, by=visit.shopper)

    with pytest.raises(WrongState):
        lifecycle.accept(stale, by=visit.shopper)
