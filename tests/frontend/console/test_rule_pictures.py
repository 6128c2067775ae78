"""Pictures of the briefing and examples of questions: added, described, put in order and taken away at the desk."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from shopper.checklists import enclosures, ruling, versions
from shopper.checklists.document import document_of
from tests import factories
from tests.frontend.conftest import DESKTOP, PHONE
from tests.frontend.console.rules_page import SURE, newest, page_of, sent, typed
from tests.samples import photographs
from tests.samples.enclosed import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agency_operator")]

SIGN, SEAT, DOOR = (picture(alt, photographs.jpeg(64, 48, seed=n)) for n, alt in enumerate("ABC"))
EXAMPLE = (
    "example-question-1-1"  # of the first question, which asks for a photograph when it is bad
)
# In both of a picture's fields at the desk: as heavy as a picture may be.
HEAVY = "data:image/jpeg;base64," + "/9j/" * (enclosures.PICTURE_BYTES // 3)


@pytest.fixture
def checklist():
    data = {
        **factories.SMALL_CHECKLIST,
        "pictures": [SIGN, SEAT, DOOR],
        "translations": {"de": {"checklist": {"picture.0": "Eins", "picture.1": "Zwei"}}},
    }
    return factories.make_checklist(data)


def file(content=None, name="roof.jpg"):
    content = photographs.turned(6) if content is None else content
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def shown(checklist):
    return [one["alt"] for one in document_of(newest(checklist))["pictures"]]


def example_of(checklist):
    return document_of(newest(checklist))["touchpoints"][0]["questions"][0]["example"]


def publish(client, checklist, changes):
    return client.post(page_of(checklist), {**typed(client, checklist), **changes, **SURE})


def test_pictures_are_shown_as_they_stand_and_travel_by_a_short_name(client, checklist):
    page = client.get(page_of(checklist)).content.decode()

    assert page.count(SIGN["src"]) == 1
    assert 'value="A"' in page


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_a_file_becomes_a_small_jpeg_of_the_next_version(client, checklist, kind):
    content = getattr(photographs, kind)()
    new = {"picture-3-upload": file(content), "picture-3-alt": "The door"}

    answer = publish(client, checklist, new)

    assert answer.status_code == 302
    added = document_of(newest(checklist))["pictures"][3]
    assert added["alt"] == "The door"
    assert added["src"].startswith("data:image/jpeg;base64,")
    assert enclosures.picture_faults(added) == []


def test_a_question_gets_an_example_and_loses_it(client, checklist):
    publish(client, checklist, {f"{EXAMPLE}-upload": file(), f"{EXAMPLE}-alt": "So dirty"})
    assert example_of(checklist)["alt"] == "So dirty"

    publish(client, newest(checklist), {f"{EXAMPLE}-remove": "on"})
    assert example_of(checklist) is None


def test_pictures_are_described_put_in_order_and_taken_away_and_translations_go_with_them(
    client, checklist
):
    publish(client, checklist, {"picture-2-place": "1", "picture-1-remove": "on"})

    assert shown(checklist) == ["C", "A"]
    german = document_of(newest(checklist))["translations"]["de"]["checklist"]
    assert german == {"picture.1": "Eins"}

    publish(client, newest(checklist), {"picture-0-alt": "The door"})
    assert shown(checklist) == ["The door", "A"]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({"picture-0-place": "3"}, "BCA"),
        ({"picture-0-place": "2"}, "BAC"),
        ({"picture-2-place": "2"}, "ACB"),
        ({"picture-0-place": "2", "picture-1-place": "1"}, "BAC"),
        ({"picture-0-place": "6"}, "BCA"),
    ],
    ids=str,
)
def test_what_is_said_to_be_in_a_place_is_there(client, checklist, places, order):
    publish(client, checklist, places)

    assert shown(checklist) == [*order]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"picture-3-upload": b""}, "This file is empty."),
        ({"picture-3-upload": b"GIF89a nothing"}, "This is not a photograph that can be opened."),
        ({"picture-3-upload": photographs.jpeg()[:400]}, "not a photograph that can be opened"),
        ({"picture-3-upload": photographs.jpeg(), "picture-3-alt": ""}, "Say what the picture"),
        ({"picture-3-upload": photographs.jpeg(), "picture-3-alt": "x" * 201}, "most 200"),
        ({"picture-0-alt": " "}, "Say what the picture shows."),
        ({"picture-0-place": "7"}, "Select a valid choice."),
        ({"picture-3-kept": "", "picture-3-alt": "Nothing"}, "Choose a picture."),
        ({"picture-3-kept": "https://example.org/a.jpg"}, "JPEG, PNG or WebP"),
        ({"picture-3-kept": "data:image/jpeg;base64,AAAA"}, "are not of its kind"),
        ({"picture-3-kept": HEAVY + "/9j/" * 100}, "at most 80 kB"),
        ({f"{EXAMPLE}-upload": b"no", f"{EXAMPLE}-alt": "So"}, "not a photograph"),
    ],
    ids=lambda of: of if isinstance(of, str) else "-",
)
def test_what_is_no_picture_is_told_and_the_others_stay(client, checklist, wrong, said):
    given = {
        "picture-4-upload": file(),
        "picture-4-alt": "The fifth",
        "picture-3-alt": "The fourth",
        **{name: file(it) if isinstance(it, bytes) else it for name, it in wrong.items()},
    }

    answer = publish(client, checklist, given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert newest(checklist) == checklist
    fifth = answer.context["sheet"].pictures[4]
    assert fifth.shown.startswith("data:image/jpeg;base64,")


def test_what_is_far_too_large_is_told(client, checklist, settings):
    settings.PHOTO_MAX_BYTES = 1024**2
    large = {"picture-3-upload": file(bytes(1024**2 + 1)), "picture-3-alt": "Large"}

    answer = publish(client, checklist, large)

    assert answer.status_code == 422
    assert "A photograph has at most 1 MB." in answer.content.decode()


def test_more_pixels_than_are_ever_decoded_are_told(client, checklist, monkeypatch):
    monkeypatch.setattr("shopper.visits.imaging.MAX_PIXELS", 1000)

    answer = publish(client, checklist, {"picture-3-upload": file(), "picture-3-alt": "Wide"})

    assert "too many pixels" in answer.content.decode()


def test_what_was_uploaded_is_published_once_another_field_is_right(client, checklist):
    wrong = {"picture-3-upload": file(), "picture-3-alt": "The door", "picture-0-alt": ""}

    answer = publish(client, checklist, wrong)
    again = {**sent(answer.context["sheet"]), "picture-0-alt": "A", **SURE}
    client.post(page_of(checklist), again)

    assert shown(checklist) == ["A", "B", "C", "The door"]


def test_as_many_new_pictures_as_a_form_can_carry_come_back_and_one_more_is_told(client):
    asked = [
        factories.question(
            f"q{n}", f"Is {n} clean?", photo={"rule": "required", "min": 1, "max": 1}
        )
        for n in range(20)
    ]
    checklist = factories.make_checklist(
        {"name": "Many", "touchpoints": [{"name": "All", "questions": asked}]}
    )
    names = [f"picture-{n}" for n in range(6)]
    names += [f"example-question-1-{n}" for n in range(1, 19)]
    new = {f"{name}-kept": HEAVY for name in names} | {f"{name}-alt": name for name in names}
    one_more = {"example-question-1-20-upload": file(), "example-question-1-20-alt": "More"}

    full = publish(client, checklist, {**new, **one_more})
    fits = publish(client, checklist, new)

    assert full.status_code == 422
    assert "At most 24 new pictures at once" in full.content.decode()
    assert fits.status_code == 302
    assert len(shown(checklist)) == 6


def test_a_picture_that_was_added_while_a_colleague_published_is_kept_and_theirs_too(
    client, checklist
):
    given = typed(client, checklist)
    rules = ruling.rules_of(document_of(checklist))
    theirs = replace(rules, pictures=[*rules.pictures, picture("D", photographs.jpeg(seed=9))])
    ruling.rule(checklist, theirs, by=factories.make_operator(name="Carla Colleague"))
    mine = {"picture-4-upload": file(), "picture-4-alt": "E", "picture-0-alt": "The sign"}

    answer = client.post(page_of(checklist), {**given, **mine, **SURE})
    assert answer.status_code == 409
    client.post(page_of(newest(checklist)), {**sent(answer.context["sheet"]), **SURE})

    assert shown(checklist) == ["The sign", "B", "C", "D", "E"]


def test_a_picture_stays_with_what_was_typed_about_it_where_a_colleague_took_it_away(
    client, checklist
):
    given = typed(client, checklist, picture__0__alt="The sign")
    rules = replace(ruling.rules_of(document_of(checklist)), pictures=[])
    ruling.rule(checklist, rules, by=factories.make_operator(name="Carla Colleague"))

    answer = client.post(page_of(checklist), {**given, **SURE})
    client.post(page_of(newest(checklist)), {**sent(answer.context["sheet"]), **SURE})

    assert document_of(newest(checklist))["pictures"] == [{**SIGN, "alt": "The sign"}]


def test_a_draft_that_waits_loses_no_picture(client, checklist):
    versions.revise(checklist)

    answer = publish(client, checklist, {"picture-3-upload": file(), "picture-3-alt": "The door"})

    assert answer.status_code == 409
    assert answer.context["sheet"].pictures[3].shown


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_picture_is_added_on_the_page_and_is_on_the_next_versions_page(
    make_desk, checklist, agency_operator, size
):
    desk = make_desk(size)
    page = desk.sign_in(agency_operator)
    page.goto(page_of(checklist))
    page.get_by_text("Picture 4").click()
    fourth = page.locator("details.one-of").nth(3)
    upload = {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": photographs.jpeg(900, 600)}
    fourth.get_by_label("Picture", exact=True).set_input_files(upload)
    page.get_by_role("button", name="Look at what changes").click()

    page.get_by_role("link", name="Say what the picture shows.").click()
    fourth.get_by_label("What the picture shows").fill("The door")
    expect(fourth.locator("img")).to_be_visible()
    assert desk.accessibility_faults() == []
    assert not desk.is_too_wide()
    fourth.get_by_label("Place in the order").select_option("1")
    page.get_by_role("button", name="Look at what changes").click()
    page.get_by_label("Publish this as version 2").check()
    page.get_by_role("button", name="Publish version 2").click()

    expect(page.locator("figure.enclosed figcaption").first).to_have_text("The door")
