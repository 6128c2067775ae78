"""Which reminders a shopper gets, and whether this phone is told of them too."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.door import Door, device_of, greeted, person
from api.permissions import IsShopper
from api.reminders import examples as shown
from api.reminders.serializers import SubscriptionInput, WishesOutput
from shopper.errors import Invalid
from shopper.reminders import phones, wishes
from shopper.sync.models import Device


class Reminders(Door):
    """The kinds of reminders, and whether they are wanted."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Which reminders are sent",
        parameters=[examples.DEVICE],
        responses={200: WishesOutput, **examples.refusals(400, 401, 403)},
        examples=shown.WISHES,
    )
    def get(self, request: Request) -> Response:
        return Response(_told(request))


class SwitchReminder(Door):
    """Switch one kind on or off; said again, it is answered the same."""

    permission_classes = (IsShopper,)
    on: bool = True

    @extend_schema(
        summary="Switch a reminder on or off",
        request=None,
        parameters=[examples.DEVICE],
        responses={200: WishesOutput, **examples.refusals(400, 401, 403, 422)},
        examples=shown.WISHES,
    )
    def post(self, request: Request, kind: str) -> Response:
        wishes.switch(person(request), kind, on=self.on, at=timezone.now())
        return Response(_told(request))


class Notifications(Door):
    """Have this phone told of reminders, or no longer; said again, it is answered the same."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Have this phone told",
        request=SubscriptionInput,
        parameters=[examples.DEVICE],
        responses={200: WishesOutput, **examples.refusals(400, 401, 403, 409, 415, 422)},
        examples=[*shown.SUBSCRIPTION, *shown.TOLD],
    )
    def put(self, request: Request) -> Response:
        given = SubscriptionInput(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        phones.subscribe(
            _phone(request), endpoint=wanted["endpoint"], **wanted["keys"], at=timezone.now()
        )
        return Response(_told(request))

    @extend_schema(
        summary="Have this phone told no longer",
        request=None,
        parameters=[examples.DEVICE],
        responses={200: WishesOutput, **examples.refusals(400, 401, 403)},
        examples=shown.WISHES,
    )
    def delete(self, request: Request) -> Response:
        phones.forget(person(request), device_of(request))
        return Response(_told(request))


def _phone(request: Request) -> Device:
    """Return the phone that asks, known from now on.

    Raises:
        Invalid: it does not say which one it is.
    """
    if phone := greeted(request, person(request)):
        return phone
    raise Invalid(errors={"X-Device": [_("A phone says which one it is.")]})


def _told(request: Request) -> dict[str, Any]:
    shopper, identity = person(request), device_of(request)
    is_told = identity is not None and phones.is_told(shopper, identity)
    return {
        "reminders": [{"kind": kind, "on": on} for kind, on in wishes.of(shopper).items()],
        "phone": {"key": phones.public_key(), "on": is_told},
    }
