"""Which reminders a shopper gets by e-mail, switched on and off."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.door import Door, person
from api.permissions import IsShopper
from api.reminders import examples as shown
from api.reminders.serializers import WishesOutput
from shopper.accounts.models import User
from shopper.reminders import wishes


class Reminders(Door):
    """The kinds of reminders, and whether they are wanted."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Which reminders come by e-mail",
        responses={200: WishesOutput, **examples.refusals(401, 403)},
        examples=shown.WISHES,
    )
    def get(self, request: Request) -> Response:
        return Response(_told(person(request)))


class SwitchReminder(Door):
    """Switch one kind on or off; said again, it is answered the same."""

    permission_classes = (IsShopper,)
    on: bool = True

    @extend_schema(
        summary="Switch a reminder on or off",
        request=None,
        responses={200: WishesOutput, **examples.refusals(401, 403, 422)},
        examples=shown.WISHES,
    )
    def post(self, request: Request, kind: str) -> Response:
        wishes.switch(person(request), kind, on=self.on, at=timezone.now())
        return Response(_told(person(request)))


def _told(shopper: User) -> dict[str, Any]:
    return {"reminders": [{"kind": kind, "on": on} for kind, on in wishes.of(shopper).items()]}
