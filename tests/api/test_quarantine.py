"""PUT visit: what is refused for good is told so, and kept."""

import json

import pytest

from shopper.checklists.models import Checklist
from shopper.identity import new_id
from shopper.sync.models import Quarantined, Revision
from shopper.visits import lifecycle
from tests import factories

CLEAN, BELTS, SMELL = (
    "Is the inside spotlessly clean?",
    "Are seat belts at hand?",
    "How does it smell?",
)


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


def test_who_lost_the_visit_and_then_the_account_loses_no_work(phone, visit, stranger, operator):
    lifecycle.assign(visit, shopper=stranger.user, by=operator)
    sent = phone.document(visit)
    phone.user.is_active = False
    phone.user.save()

    answer = phone.put(visit, sent)

    assert answer.status_code == 404
    kept = Quarantined.objects.get()
    assert (kept.reason, kept.document) == ("not_theirs", sent)


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


def test_a_checklist_is_parsed_once_and_its_draft_is_never_a_form(phone, visit):
    draft = factories.make_checklist(published=False)
    assert Checklist.objects.get(pk=draft.pk).content is None

    answer = phone.put(visit, phone.document(visit, {}, checklist_version=str(draft.pk)))

    assert answer.status_code == 422
