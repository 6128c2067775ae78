"""Who may read what the phones sent."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shopper.identity import new_id
from shopper.sync import devices, installation
from shopper.sync.models import Device, Installation, Receipt, Revision
from tests import factories


@pytest.fixture
def visit(organization, shopper):
    return factories.make_visit(location=factories.make_location(organization), shopper=shopper)


@pytest.fixture
def revision(visit):
    return Revision.objects.create(
        visit=visit,
        number=1,
        device=new_id(),
        seq=1,
        digest="0" * 64,
        document={},
        sent_by=visit.shopper,
        received_at=timezone.now(),
    )


def test_revisions_and_receipts_are_for_their_shopper_and_operator(revision, operator, owner):
    Receipt.objects.create(revision=revision, epoch=new_id(), issued_at=timezone.now())
    stranger = factories.make_shopper()
    foreign = factories.make_operator(factories.make_organization())

    for rows in (Revision.objects, Receipt.objects):
        assert rows.visible_to(revision.sent_by).count() == 1
        assert rows.visible_to(operator).count() == 1
        for nobody in (owner, stranger, foreign):
            assert not rows.visible_to(nobody).exists()


def test_devices_are_for_their_person_and_the_whole_agency(shopper, operator):
    devices.greet(shopper, identity=new_id(), agent="Chrome", at=timezone.now())

    assert Device.objects.visible_to(shopper).count() == 1
    assert Device.objects.visible_to(factories.make_operator()).count() == 1
    assert not Device.objects.visible_to(operator).exists()
    assert not Device.objects.visible_to(factories.make_shopper()).exists()


def test_revoking_a_phone_twice_keeps_the_first_time(shopper):
    device = devices.greet(shopper, identity=new_id(), agent="Chrome", at=timezone.now())
    first = timezone.now()

    devices.revoke(device, at=first)
    devices.revoke(device, at=timezone.now())

    assert device.revoked_at == first


@pytest.mark.parametrize("same", ["number", "device and seq"])
def test_the_database_itself_refuses_a_revision_twice(revision, same):
    again = Revision.objects.get()
    again.pk = new_id()
    if same == "number":
        again.seq = 2
    else:
        again.number = 2

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.django_db
def test_there_is_one_installation_with_one_epoch():
    assert installation.epoch() == Installation.objects.get().epoch

    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(pk=2)
