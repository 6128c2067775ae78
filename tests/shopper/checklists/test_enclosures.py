"""What is enclosed with a checklist: a quiz that can be passed, and pictures that every phone can carry."""

import pytest

from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.errors import Invalid
from tests.factories import SMALL_CHECKLIST, make_user
from tests.samples.enclosed import QUIZ, picture

pytestmark = pytest.mark.django_db


def published(**enclosed):
    example = enclosed.pop("example", None)
    [first, *others] = SMALL_CHECKLIST["touchpoints"]
    asked = [{**first["questions"][0], "example": example}, *first["questions"][1:]]
    data = {
        **SMALL_CHECKLIST,
        **enclosed,
        "touchpoints": [{**first, "questions": asked}, *others],
    }
    return versions.publish(versions.draft_from(data, organization=None), by=make_user())


def test_quiz_and_pictures_are_in_the_document_that_is_frozen_and_in_the_next_draft():
    shown = [picture()]
    checklist = published(quiz=QUIZ, pictures=shown, example=picture(alt="From a corner"))

    document = document_of(Checklist.objects.get(pk=checklist.pk))
    again = versions.assemble(versions.revise(checklist))

    for one in (document, again):
        assert (one["quiz"], one["pictures"]) == (QUIZ, shown)
        assert one["touchpoints"][0]["questions"][0]["example"]["alt"] == "From a corner"


def test_a_checklist_without_them_encloses_nothing():
    document = document_of(published())

    assert (document["quiz"], document["pictures"]) == ([], [])
    assert document["touchpoints"][0]["questions"][0]["example"] is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("Is it late?", "This is no quiz"),
        ([{**QUIZ[0], "right": 2}], "has no right answer"),
        ([{**QUIZ[0], "right": -1}], "This is no quiz"),
        ([{**QUIZ[0], "options": ["Yes", "Yes"]}], "has the same answer twice"),
        ([{**QUIZ[0], "options": ["Yes"], "right": 0}], "This is no quiz"),
        (QUIZ * 6, "at most 5 questions"),
    ],
    ids=["no list", "nothing right", "before the first", "twice", "one option", "too many"],
)
def test_a_quiz_that_nobody_can_pass_is_not_published(wrong, words):
    with pytest.raises(Invalid) as refusal:
        published(quiz=wrong)

    assert words in refusal.value.errors["quiz"][0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"src": "https://example.org/cab.jpg", "alt": "A cab"}, "enclosed as JPEG"),
        (picture(alt=""), "no picture with a description"),
        (picture(content=b"GIF89a"), "not of its kind"),
        (picture(content=b"\xff\xd8\xff" + bytes(80_000)), "at most 80 kB"),
        ({"src": "data:image/jpeg;base64,%%%", "alt": "A cab"}, "not of its kind"),
    ],
    ids=["elsewhere", "not described", "another kind", "too heavy", "no bytes"],
)
def test_a_picture_that_a_phone_could_not_show_or_carry_is_not_published(wrong, words):
    with pytest.raises(Invalid) as briefing:
        published(pictures=[wrong])
    with pytest.raises(Invalid) as example:
        published(example=wrong)

    assert words in briefing.value.errors["pictures"][0]
    assert words in next(iter(example.value.errors.values()))[0]


def test_a_briefing_shows_a_handful_of_pictures_and_no_more():
    with pytest.raises(Invalid) as refusal:
        published(pictures=[picture()] * 7)

    assert "at most 6 pictures" in refusal.value.errors["pictures"][0]
