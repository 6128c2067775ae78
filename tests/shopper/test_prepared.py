"""A prepared statement says what Django's own would say, whatever values come."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from shopper import prepared
from shopper.identity import new_id
from shopper.visits.models import Photo, Visit, VisitEvent
from shopper.visits.states import Status
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return factories.make_visit()


def test_the_same_words_serve_every_value(visit):
    other = factories.make_visit()
    query = prepared.Query(lambda pk: Visit.objects.filter(pk=pk), UUID)

    for each in (visit, other):
        found = query.first(each.pk)
        as_django_has_it = Visit.objects.get(pk=each.pk)
        assert found == each
        assert vars(found).keys() == vars(as_django_has_it).keys()
        assert model_to_dict(found) == model_to_dict(as_django_has_it)
        assert found.opens_at == as_django_has_it.opens_at
    assert query.first(uuid4()) is None


def test_the_words_are_made_once(visit, django_assert_num_queries):
    times = []

    def word(pk):
        times.append(pk)
        return Visit.objects.filter(pk=pk)

    query = prepared.Query(word, UUID)
    with django_assert_num_queries(3):
        for _ in range(3):
            query.first(visit.pk)

    assert len(times) == 1


def test_order_limit_and_columns_are_kept(visit):
    now = timezone.now()
    for number in range(3):
        VisitEvent.objects.create(visit=visit, to_status=Status.SCHEDULED, note=str(number))
    query = prepared.Query(
        lambda pk: VisitEvent.objects.filter(visit_id=pk).only("note").order_by("-note")[:2], UUID
    )

    found = query.all(visit.pk)

    assert [event.note for event in found] == ["2", "1"]
    assert found[0].get_deferred_fields() >= {"to_status", "at"}
    assert found[0].at >= now


def test_columns_alone_come_as_the_fields_have_them(visit):
    query = prepared.Query(lambda pk: Visit.objects.filter(pk=pk).only("opens_at", "status"), UUID)

    assert query.columns(visit.pk) == (visit.pk, visit.status, visit.opens_at)
    assert query.columns(uuid4()) is None


def test_what_a_value_holds_is_never_read_as_words(visit):
    query = prepared.Query(lambda note: VisitEvent.objects.filter(note=note), str)

    assert query.all("' OR 1=1 --") == []
    assert query.all("%s") == []


def test_values_of_every_kind_reach_the_database_as_django_sends_them(visit):
    query = prepared.Query(
        lambda at: Visit.objects.filter(opens_at__lte=at, closes_at__gt=at), type(visit.opens_at)
    )

    assert query.all(visit.opens_at) == [visit]
    assert query.all(visit.opens_at - timedelta(seconds=1)) == []


def test_a_row_is_inserted_as_django_saves_it(visit):
    event = VisitEvent(visit=visit, to_status=Status.ACCEPTED, by=visit.shopper, note="Grüße %s")

    prepared.insert(event)

    kept = VisitEvent.objects.get(pk=event.pk)
    assert model_to_dict(kept) == model_to_dict(event)
    assert kept.at == event.at
    event.refresh_from_db()  # it knows that it is in the database


def test_an_inserted_row_obeys_the_databases_rules(visit):
    photo = Photo(
        id=new_id(),
        visit=visit,
        sha256="0" * 64,
        size_bytes=10,
        media_type="image/jpeg",
        path="photos/a.jpg",
        width_px=1,
        height_px=1,
    )
    prepared.insert(photo)

    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.insert(photo)


def test_only_the_rows_that_are_meant_change(visit):
    other = factories.make_visit()

    changed = prepared.update(
        Visit,
        where={"id": visit.pk, "status": visit.status},
        changes={"status": Status.CANCELLED, "shopper": None},
    )

    visit.refresh_from_db()
    other.refresh_from_db()
    assert changed == 1
    assert (visit.status, visit.shopper) == (Status.CANCELLED, None)
    assert other.status != Status.CANCELLED
    assert prepared.update(Visit, where={"id": uuid4()}, changes={"status": "cancelled"}) == 0


def test_the_database_is_asked_by_its_own_placeholders(visit):
    query = prepared.Query(lambda pk: Visit.objects.filter(pk=pk, lens="100%"), UUID)

    assert query.all(visit.pk) == []
    assert connection.vendor in query._worded
