"""A phone that has not been opened for a season is understood: its work is taken in whole."""

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from api.session.views import MIN_CLIENT
from tests.factories import document_of
from tests.samples import photographs

DOCUMENTS = sorted((Path(__file__).parents[1] / "cases" / "documents").glob("*.json"))
UNDERSTOOD = timedelta(days=90)
NEEDED = {
    *("checklist_version", "seq", "device", "started_at", "answers", "photos"),
    *("state", "value", "reason", "id", "sha256", "bytes", "type", "question"),
}


def as_sent_for(visit, path, body: bytes) -> dict:
    """The document in the file, of this visit and with this photograph."""
    checklist = document_of(visit.checklist)
    text = path.read_text().replace("SHA256", hashlib.sha256(body).hexdigest())
    text = text.replace("CHECKLIST", str(visit.checklist_id))
    for place, touchpoint in enumerate(checklist["touchpoints"]):
        text = text.replace(f"TOUCHPOINT {place}", touchpoint["id"])
    questions = [one for touchpoint in checklist["touchpoints"] for one in touchpoint["questions"]]
    for place, question in enumerate(questions):
        text = text.replace(f"QUESTION {place}", question["id"])
    document = json.loads(text)
    document["photos"][0]["bytes"] = len(body)
    return document


def without_what_came_later(value):
    """The same with only the members that the first client sent; the keys of questions stay."""
    if isinstance(value, list):
        return [without_what_came_later(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key for key in value if key in NEEDED or "-" in key}
    return {key: without_what_came_later(value[key]) for key in kept}


def delivered(phone, visit, document, body: bytes) -> dict:
    """Send it as a phone would, to the end, and return the receipt."""
    taken = phone.put(visit, document)
    assert taken.status_code == 201, taken.json()
    assert phone.put_photo(visit, document["photos"][0]["id"], body).status_code == 201
    answer = phone.submit(visit, taken.json()["rev"])
    assert answer.status_code == 200, answer.json()
    return answer.json()["receipt"]


def test_no_phone_of_the_last_ninety_days_is_too_old():
    oldest = date.fromisoformat(MIN_CLIENT) if MIN_CLIENT else date.min

    assert oldest <= timezone.now().date() - UNDERSTOOD


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_of_an_old_client_is_taken_in_and_handed_in(phone, visit, path):
    body = photographs.jpeg()
    document = as_sent_for(visit, path, body)

    receipt = delivered(phone, visit, document, body)

    assert [one["id"] for one in receipt["photos"]] == [document["photos"][0]["id"]]
    assert visit.revisions.get().document == document


def test_a_document_without_what_later_clients_added_is_taken_in_and_handed_in(phone, visit):
    body = photographs.jpeg()
    document = without_what_came_later(as_sent_for(visit, DOCUMENTS[0], body))
    del document["photos"][1]

    receipt = delivered(phone, visit, document, body)

    assert len(receipt["photos"]) == 1


def test_what_a_newer_client_adds_is_left_out_and_the_rest_taken_in(phone, visit):
    body = photographs.jpeg()
    document = as_sent_for(visit, DOCUMENTS[-1], body) | {"mood": "sunny"}

    assert phone.put(visit, document).status_code == 201
    assert "mood" not in visit.revisions.get().document
