"""A moment asked after the visit: which windows can be published, and on what its questions may hang."""

import copy

import pytest

from shopper.checklists import versions, windows
from shopper.checklists.document import document_of
from shopper.errors import Invalid
from tests import factories

pytestmark = pytest.mark.django_db
A_WEEK, NINETY_DAYS = 168, 90 * 24


def publish(data):
    draft = versions.draft_from(data, organization=None)
    return versions.publish(draft, by=factories.make_user())


def faults(data):
    """What keeps it from being published, by the names of the moments and the texts of the questions."""
    document = document_of(versions.draft_from(data, organization=None))
    names = {
        part["id"]: part.get("name") or part.get("text")
        for touchpoint in document["touchpoints"]
        for part in (touchpoint, *touchpoint["questions"])
    }
    return {names.get(member, member) for member in windows.faults(document)}


def with_window(after, length):
    data = factories.with_follow_through()
    data["touchpoints"][-1]["follow_through"] = {
        "opens_after_hours": after,
        "open_for_hours": length,
    }
    return data


def later(data):
    """The moment that is asked after the visit."""
    [touchpoint] = [one for one in data["touchpoints"] if one.get("follow_through")]
    return touchpoint


@pytest.mark.parametrize(
    ("after", "length"), [(0, 1), (A_WEEK, 72), (NINETY_DAYS, 1), (0, NINETY_DAYS)]
)
def test_a_window_of_whole_hours_within_ninety_days_is_published_and_kept(after, length):
    published = publish(with_window(after, length))

    assert later(document_of(published))["follow_through"] == {
        "opens_after_hours": after,
        "open_for_hours": length,
    }
    assert (
        later(document_of(versions.revise(published)))["follow_through"]["open_for_hours"] == length
    )


@pytest.mark.parametrize(
    ("after", "length"),
    [(NINETY_DAYS + 1, 24), (24, NINETY_DAYS + 1), (24, 0), (24, None), (None, 24)],
)
def test_a_window_that_never_opens_or_closes_is_refused_at_its_moment(after, length):
    data = with_window(after, length)

    with pytest.raises(Invalid) as refusal:
        publish(data)

    assert faults(data) == {later(data)["name"]}
    assert len(refusal.value.errors) == 1


def test_a_checklist_asks_something_during_the_visit():
    data = factories.with_follow_through()
    data["touchpoints"] = [later(data)]

    assert faults(data) == {"touchpoints"}


def asking(text, condition):
    """The follow-through first, and after it a moment of the visit with a question under a condition."""
    data = copy.deepcopy(factories.with_follow_through())
    during = data["touchpoints"][0]
    during["questions"].append(factories.question("more", text, condition=condition))
    data["touchpoints"] = [later(data), during]
    return data


CALLED = {"question": "called", "op": "is", "value": "yes"}
CLEAN = {"question": "clean", "op": "is", "value": "yes"}
PROMISED = "Did he promise to call?"


@pytest.mark.parametrize(
    "condition",
    [CALLED, {"not": CALLED}, {"all": [CLEAN, CALLED]}, {"any": [CLEAN, {"not": CALLED}]}],
    ids=str,
)
def test_what_is_asked_during_the_visit_does_not_hang_on_what_is_known_after_it(condition):
    assert faults(asking(PROMISED, condition)) == {PROMISED}


def test_what_is_asked_during_the_visit_may_hang_on_the_visit():
    assert faults(asking(PROMISED, {"all": [CLEAN, {"not": CLEAN}]})) == set()
