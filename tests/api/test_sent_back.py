"""A visit that was sent back: only what was returned may change, and what that opens."""

import pytest

from shopper.review import decisions
from shopper.sync.tasks import prepare
from shopper.visits.models import Visit
from tests import factories
from tests.phone import make_listing

CLEAN, BELTS, SMELL = (
    "Is the inside spotlessly clean?",
    "Are seat belts at hand?",
    "How does it smell?",
)


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

    def test_a_photo_that_was_withdrawn_and_is_listed_again_is_known_to_every_phone(
        self, phone, visit, operator
    ):
        clean = factories.question_ids(visit)[CLEAN]
        listing, body = make_listing(question=clean)
        phone.put(visit, phone.document(visit, photos=[listing]))
        phone.put_photo(visit, listing["id"], body)
        phone.put(visit, phone.document(visit), base=1)
        phone.submit(visit, 2)
        prepare.call(str(visit.pk))
        visit.refresh_from_db()
        decisions.return_to_shopper(visit, by=operator, notes={clean: "Was it not dirty?"})

        answer = phone.put(visit, phone.document(visit, photos=[listing]), base=2)

        assert answer.json()["missing_photos"] == []
        [item] = phone.get("assignments").json()["visits"]
        assert [photo["id"] for photo in item["photos"]] == [listing["id"]]


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
