"""A shopper's own phones, and the loss of one."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.devices.serializers import KnownDeviceOutput, KnownDevicesOutput
from api.door import Door, device_of, person
from api.permissions import IsShopper
from shopper.sync import devices
from shopper.sync.models import Device


class Devices(Door):
    """The phones this shopper has signed in on, the one seen last first."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="One's own phones",
        parameters=[examples.DEVICE],
        responses={200: KnownDevicesOutput, **examples.refusals(400, 401, 403)},
        examples=examples.DEVICES,
    )
    def get(self, request: Request) -> Response:
        return Response({"devices": [_told(device, request) for device in _own(request)]})


class RevokeDevice(Door):
    """Have a lost phone emptied at its next contact, after its unsent work was taken in."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Say that a phone is lost",
        request=None,
        parameters=[examples.DEVICE],
        responses={200: KnownDeviceOutput, **examples.refusals(400, 401, 403, 404)},
        examples=examples.REVOKED,
    )
    def post(self, request: Request, device_id: UUID) -> Response:
        device = get_object_or_404(_own(request), pk=device_id)
        devices.revoke(device, at=timezone.now())
        return Response(_told(device, request))


def _own(request: Request) -> QuerySet[Device]:
    """Return the shopper's own, also where an agency's operator may see everybody's."""
    user = person(request)
    return Device.objects.visible_to(user).filter(user=user)


def _told(device: Device, request: Request) -> dict[str, Any]:
    return {
        "id": str(device.pk),
        "name": device.name,
        "first_seen_at": device.first_seen_at.isoformat(),
        "seen_at": device.seen_at.isoformat(),
        "revoked_at": device.revoked_at.isoformat() if device.revoked_at else None,
        "is_this": device.identity == device_of(request),
    }
