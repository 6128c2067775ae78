"""What phones sent in vain is read at the desk, and taken over or discarded there."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect

from frontend.console.reading import told_by
from shopper.sync import refused_photos
from shopper.sync.models import Quarantined, QuarantinedPhoto, Revision
from shopper.visits import lifecycle, uploads
from shopper.visits.states import Status
from shopper.visits.uploads import Declared
from tests import factories
from tests.factories import GOOD_ANSWERS
from tests.frontend.conftest import DESKTOP, PHONE
from tests.phone import make_document, make_listing

pytestmark = pytest.mark.django_db
CLEAN, THANKS = "Is the inside spotlessly clean?", "Did the driver say thank you?"


@pytest.fixture
def desk(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def photo():
    return make_listing()


@pytest.fixture
def visit(organization, shopper, operator):
    location = factories.make_location(organization, name="Cab 12")
    visit = factories.make_visit(location=location, shopper=shopper)
    Revision.objects.create(
        visit=visit,
        number=1,
        device=shopper.pk,
        seq=1,
        digest="0" * 64,
        document=make_document(visit),
        sent_by=shopper,
        received_at=timezone.now(),
    )
    lifecycle.begin(visit, by=shopper, started_at=timezone.now())
    lifecycle.cancel(visit, by=operator, reason="Closed")
    return visit


@pytest.fixture
def refused(visit, shopper, photo):
    clean = {"state": "answered", "value": "yes", "note": "Shiny"}
    listing, _body = photo
    answers = {**GOOD_ANSWERS, CLEAN: clean, THANKS: "no"}
    return Quarantined.objects.create(
        visit_identity=visit.pk,
        sent_by=shopper,
        reason=Quarantined.Reason.WITHDRAWN,
        digest="0" * 64,
        document=make_document(visit, answers, photos=[listing], ended_at=None),
        received_at=timezone.now(),
    )


@pytest.fixture
def beside(refused, photo):
    """The photograph that came with the refused document."""
    listing, body = photo
    factories.Visit.objects.filter(pk=refused.visit_identity).update(shopper=None)
    refused_photos.refuse(
        refused.visit_identity,
        listing["id"],
        sent_by=refused.sent_by,
        body=io.BytesIO(body),
        said=Declared(len(body), listing["sha256"]),
        at=timezone.now(),
    )
    return QuarantinedPhoto.objects.get()


def page_of(refused, name="quarantine-read", *more):
    return reverse(f"console:{name}", args=[refused.pk, *more])


def test_a_refused_document_is_read_in_the_words_of_its_checklist(desk, refused):
    Quarantined.objects.filter(pk=refused.pk).update(
        received_at=datetime(2026, 3, 1, 22, tzinfo=UTC)
    )
    factories.Location.objects.update(time_zone="Asia/Tokyo")

    page = desk.get(page_of(refused)).content.decode()

    assert "Mon 2 Mar 2026, 07:00" in page
    assert CLEAN in page
    assert "Shiny" in page
    assert "Cab 12" in page


def test_it_is_read_in_the_language_of_the_desk_where_the_checklist_has_it(refused, visit):
    question = visit.checklist.touchpoints.get(position=0).questions.get(text=CLEAN)
    texts = {str(question.pk): {"text": "Ist es innen sauber?"}}
    visit.checklist.content["translations"] = {"de": texts}

    with translation.override("de"):
        german = [told.question for told in told_by(refused.document, visit.checklist)]
    with translation.override("en"):
        english = [told.question for told in told_by(refused.document, visit.checklist)]

    assert "Ist es innen sauber?" in german
    assert CLEAN not in german
    assert CLEAN in english


def test_a_document_for_no_known_visit_is_read_in_words_by_the_whole_agency_alone(desk, refused):
    Quarantined.objects.filter(pk=refused.pk).update(visit_identity=refused.pk)
    assert desk.get(page_of(refused)).status_code == 404

    desk.force_login(factories.make_operator())
    page = desk.get(page_of(refused)).content.decode()

    assert "There is no visit here that it could belong to." in page
    assert CLEAN in page


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        ({"q": "cab 12"}, True),
        ({"q": "bakery"}, False),
        ({"state": "open"}, True),
        ({"state": "discarded"}, False),
        ({"reason": "withdrawn"}, True),
        ({"reason": "repeated"}, False),
        ({"reason": "no such reason"}, True),
    ],
)
def test_documents_are_found_by_words_by_state_and_by_reason(desk, refused, sought, is_found):
    page = desk.get(reverse("console:quarantine-list"), sought).content.decode()

    assert (page_of(refused) in page) == is_found
    assert ("No document fits" in page) != is_found


def test_what_was_dealt_with_last_is_the_first_of_the_settled(desk, refused, operator):
    now = timezone.now()
    older = Quarantined.objects.get(pk=refused.pk)
    for digest, days in (("1", 2), ("2", 1)):
        older.pk, older._state.adding, older.digest = None, True, digest * 64
        older.settled_at = now - timedelta(days=days)
        older.settled_by, older.outcome = operator, "discarded"
        older.save()

    shown = desk.get(reverse("console:quarantine-list")).context["page"]

    assert [document.digest[0] for document in shown] == ["0", "2", "1"]


def test_only_the_questions_that_would_change_are_compared(desk, refused):
    changes = desk.get(page_of(refused)).context["changes"]

    found = {change.question: change for change in changes}
    assert set(found) == {CLEAN, THANKS, ""}
    assert (found[THANKS].before.words, found[THANKS].after.words) == ("Yes", "No")
    assert (found[CLEAN].before.note, found[CLEAN].after.note) == ("", "Shiny")
    assert (found[""].photos_before, found[""].photos_after) == (0, 1)


def test_it_is_taken_over_and_the_log_of_the_visit_says_so(desk, refused, visit, operator):
    page = desk.post(page_of(refused, "quarantine-take-over"), {"base": 1}, follow=True)

    visit.refresh_from_db()
    refused.refresh_from_db()
    assert "Taken over" in page.content.decode()
    assert "Taken over from quarantine, as revision 2" in page.content.decode()
    assert visit.status == Status.IN_PROGRESS
    assert Revision.objects.standing(visit.pk).sent_by == refused.sent_by
    assert (refused.outcome, refused.settled_by) == ("taken_over", operator)


@pytest.mark.parametrize("base", ["", "2", "one"])
def test_who_has_not_seen_what_stands_is_shown_it_first(desk, refused, visit, base):
    page = desk.post(page_of(refused, "quarantine-take-over"), {"base": base}, follow=True)

    assert "Look again what would change" in page.content.decode()
    assert Revision.objects.filter(visit=visit).count() == 1


def test_the_second_of_two_to_decide_is_told_so(desk, refused):
    desk.post(page_of(refused, "quarantine-discard"), {"because": "A test."})

    page = desk.post(page_of(refused, "quarantine-take-over"), {"base": 1}, follow=True)

    assert "Somebody has decided about this document already" in page.content.decode()
    assert Revision.objects.count() == 1


def test_what_cannot_be_taken_over_says_why_and_has_no_button(desk, refused, visit):
    Quarantined.objects.update(document={"answers": {}})

    page = desk.get(page_of(refused)).content.decode()

    assert "It was made for another checklist" in page
    assert page_of(refused, "quarantine-take-over") not in page


def test_without_a_reason_nothing_is_discarded(desk, refused):
    answer = desk.post(page_of(refused, "quarantine-discard"), {"because": " "})

    assert answer.status_code == 422
    assert "Say why, in a few words." in answer.content.decode()
    assert Quarantined.objects.unsettled().exists()


def test_what_was_discarded_is_kept_with_its_reason(desk, refused, operator):
    desk.post(page_of(refused, "quarantine-discard"), {"because": "Sent by mistake."})

    page = desk.get(page_of(refused)).content.decode()
    assert "Discarded" in page
    assert operator.name in page
    assert "Sent by mistake." in page
    assert "Shiny" in page


def test_photos_lie_beside_the_document_and_go_with_it(desk, refused, beside, visit, photo):
    listing, body = photo
    address = page_of(refused, "quarantine-photo", beside.pk)
    page = desk.get(page_of(refused)).content.decode()

    answer = desk.get(address)
    desk.post(page_of(refused, "quarantine-take-over"), {"base": 1})

    assert address in page
    assert b"".join(answer.streaming_content) == body
    assert "sandbox" in answer["Content-Security-Policy"]
    assert uploads.kept(visit.pk) == {listing["id"]: listing["sha256"]}


def test_a_photo_that_the_visit_itself_has_is_shown_with_the_document_that_names_it(
    desk, refused, visit, photo
):
    listing, body = photo
    other, its_body = make_listing()
    for one, content in ((listing, body), (other, its_body)):
        said = Declared(len(content), one["sha256"])
        uploads.take_in(visit.pk, UUID(one["id"]), body=io.BytesIO(content), said=said)
    address = page_of(refused, "quarantine-photo", listing["id"])

    assert address in desk.get(page_of(refused)).content.decode()
    assert b"".join(desk.get(address).streaming_content) == body
    assert desk.get(page_of(refused, "quarantine-photo", other["id"])).status_code == 404


def test_a_photo_is_shown_beside_its_own_sender_and_visit_alone(desk, refused, beside, operator):
    foreign = Quarantined.objects.create(
        visit_identity=refused.visit_identity,
        sent_by=operator,
        reason=Quarantined.Reason.NOT_THEIRS,
        digest="1" * 64,
        document={},
        received_at=timezone.now(),
    )

    assert desk.get(page_of(foreign, "quarantine-photo", beside.pk)).status_code == 404


@pytest.mark.parametrize(
    ("page", "method"),
    [
        ("quarantine-read", "get"),
        ("quarantine-take-over", "post"),
        ("quarantine-discard", "post"),
    ],
)
def test_what_was_refused_for_another_client_does_not_exist_here(client, refused, page, method):
    client.force_login(factories.make_operator(factories.make_organization()))

    assert getattr(client, method)(page_of(refused, page)).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_page_is_for_everybody_on_every_screen(
    make_desk, refused, beside, operator, size, scheme
):
    desk = make_desk(size, color_scheme=scheme)
    page = desk.sign_in(operator)

    page.goto(page_of(refused))

    expect(page.locator(".thumb img")).to_have_js_property("naturalWidth", 64)
    assert desk.accessibility_faults() == []
    assert not desk.is_too_wide()


@pytest.mark.django_db(transaction=True)
def test_taking_it_over_is_two_taps_from_the_list(make_desk, refused, operator):
    page = make_desk(PHONE).sign_in(operator)
    page.goto(reverse("console:quarantine-list"))

    page.get_by_role("link", name="The visit was withdrawn").click()
    page.get_by_role("button", name="Take it over").click()

    expect(page.get_by_role("status")).to_contain_text("Taken over")
    expect(page.get_by_text("as revision 2")).to_be_visible()
