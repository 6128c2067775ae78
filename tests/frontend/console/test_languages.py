"""The languages of a checklist at the desk: beside the original, published as the next version."""

import pytest
from django.urls import reverse

from shopper.checklists import translating, versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from tests import factories

pytestmark = pytest.mark.django_db

GERMAN = {"checklist": {"name": "Kleine Fahrt"}}
SURE = {"sure": "on"}


@pytest.fixture
def checklist():
    return factories.make_checklist({**factories.SMALL_CHECKLIST, "translations": {"de": GERMAN}})


@pytest.fixture
def operator(client):
    user = factories.make_operator(name="Olga Operator")
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _signed_in(operator):
    """Whoever runs the agency is at the desk."""


def page_of(checklist, code="de", name="checklist-language"):
    return reverse(f"console:{name}", args=[checklist.pk, code])


def newest(checklist):
    return Checklist.objects.filter(family=checklist.family).first()


def test_original_and_translation_stand_side_by_side_in_the_order_of_the_journey(client, checklist):
    page = client.get(page_of(checklist)).content.decode()

    assert page.index("Small ride") < page.index("Kleine Fahrt") < page.index("Farewell")
    assert 'lang="de"' in page
    assert "texts are missing" in page
    assert "Visits that are planned keep version 1." in page


def test_a_translation_is_published_as_the_next_version_and_planned_visits_keep_theirs(
    client, checklist
):
    visit = factories.make_visit(checklist=checklist)

    answer = client.post(page_of(checklist), {"2.name": "Abschied\r\n", **SURE})

    newer = newest(checklist)
    assert answer.url == reverse("console:checklist", args=[newer.pk])
    document = document_of(newer)
    farewell = document["touchpoints"][1]["id"]
    assert document["translations"]["de"] == {**GERMAN, farewell: {"name": "Abschied"}}
    assert newer.version == 2
    visit.refresh_from_db()
    assert visit.checklist == checklist


def test_nothing_is_published_before_that_was_agreed_to_and_what_was_typed_stays(client, checklist):
    answer = client.post(page_of(checklist), {"2.name": "Abschied"})

    assert answer.status_code == 422
    assert "Abschied" in answer.content.decode()
    assert "Please agree below" in answer.content.decode()
    assert newest(checklist) == checklist


def test_what_is_wrong_is_told_at_its_text_and_nothing_typed_is_lost(client, checklist):
    typed = {"1.name": "x" * 151, "2.name": "Abschied", **SURE}

    answer = client.post(page_of(checklist), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "At most 150 characters; there are 151." in page
    assert "Abschied" in page
    assert 'id="1.name-error"' in page
    assert newest(checklist) == checklist


def test_the_second_of_two_operators_is_told_and_loses_nothing_typed(client, checklist):
    colleague = factories.make_operator(name="Carla Colleague")
    translating.translate(checklist, "ar", {"checklist": {"name": "رحلة"}}, by=colleague)

    answer = client.post(page_of(checklist), {"2.name": "Abschied", **SURE})

    page = answer.content.decode()
    standing = newest(checklist)
    assert answer.status_code == 409
    assert "Carla Colleague published version 2 meanwhile" in page
    assert "Abschied" in page
    assert page_of(standing) in page
    assert standing.version == 2

    client.post(page_of(standing), {"2.name": "Abschied", **SURE})
    assert set(document_of(newest(checklist))["translations"]) == {"de", "ar"}


def test_what_the_newer_version_has_no_place_for_is_still_there_to_be_read(client, checklist):
    draft = versions.revise(checklist)
    draft.touchpoints.filter(name="Farewell").update(name="Goodbye")
    versions.publish(draft, by=factories.make_operator())

    answer = client.post(page_of(checklist), {"2.name": "Abschied", **SURE})

    assert answer.status_code == 409
    assert answer.context["sheet"].strays == ["Abschied"]


def test_a_draft_that_waits_is_told_and_nothing_is_published(client, checklist):
    versions.revise(checklist)

    answer = client.post(page_of(checklist), {"2.name": "Abschied", **SURE})

    assert answer.status_code == 409
    assert "There is a draft" in answer.content.decode()
    assert "Abschied" in answer.content.decode()


def test_a_language_is_taken_away_after_asking(client, checklist):
    where = page_of(checklist, name="checklist-language-remove")

    assert "Take Deutsch away?" in client.get(where).content.decode()
    client.post(where)

    assert document_of(newest(checklist))["translations"] == {}
    assert newest(checklist).version == 2


def test_an_older_version_leads_to_the_one_that_stands(client, checklist, operator):
    newer = translating.translate(checklist, "de", GERMAN, by=operator)

    assert client.get(page_of(checklist)).url == page_of(newer)
    taken = client.post(page_of(checklist, name="checklist-language-remove"))
    assert taken.status_code == 409


@pytest.mark.parametrize("code", ["en", "fr", "x" * 50])
def test_a_language_that_no_phone_speaks_or_that_is_its_own_has_no_page(client, checklist, code):
    assert client.get(page_of(checklist, code)).status_code == 404
    assert client.post(page_of(checklist, code), SURE).status_code == 404


def test_who_runs_one_client_reads_the_agencys_checklist_and_does_not_change_it(client, checklist):
    client.force_login(factories.make_operator(factories.make_organization()))

    page = client.get(reverse("console:checklist", args=[checklist.pk])).content.decode()

    assert page_of(checklist) not in page
    assert client.get(page_of(checklist)).status_code == 404
    assert client.post(page_of(checklist), SURE).status_code == 404


def test_a_checklist_says_how_complete_each_language_is_and_shows_the_one_that_is_asked_for(
    client, checklist
):
    where = reverse("console:checklist", args=[checklist.pk])

    english = client.get(where).content.decode()
    german = client.get(where, {"language": "de"}).content.decode()
    document = document_of(checklist)
    total = client.get(where).context["completeness"][0].total

    assert f"{total - 1} of {total} texts are missing" in english
    assert 'href="?language=de"' in english
    assert 'aria-current="true">Deutsch' in german.replace("\n", "")
    assert client.get(where, {"language": "xx"}).context["document"] == document


def test_an_operator_reads_checklists_in_their_own_language_where_they_have_it(client, checklist):
    client.cookies["django_language"] = "de"

    shown = client.get(reverse("console:checklist-preview", args=[checklist.pk]))

    assert shown.context["document"]["name"] == "Kleine Fahrt"
