"""Before the visit: what the shopper says to it."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.door import Door, person
from api.offers import examples as shown
from api.offers.serializers import (
    AcceptedOutput,
    AnotherDateInput,
    AskedOutput,
    DeclinedOutput,
    DeclineInput,
    given,
)
from shopper.sync import offers
from shopper.sync.offers import AnotherDate


class AcceptVisit(Door):
    """Take on a visit; said again, or after the visit has begun, it is answered the same."""

    @extend_schema(
        summary="Accept a visit",
        request=None,
        parameters=[examples.VISIT],
        responses={200: AcceptedOutput, **examples.refusals(401, 403, 404, 409)},
        examples=shown.ACCEPTED,
    )
    def post(self, request: Request, visit_id: UUID) -> Response:
        offers.accept(visit_id, by=person(request))
        return Response({"status": "accepted"})


class DeclineVisit(Door):
    """Give a visit that has not begun back to the operator."""

    @extend_schema(
        summary="Decline a visit",
        request=DeclineInput,
        parameters=[examples.VISIT],
        responses={
            200: DeclinedOutput,
            **examples.refusals(400, 401, 403, 404, 409, 415, 422),
        },
        examples=shown.DECLINE,
    )
    def post(self, request: Request, visit_id: UUID) -> Response:
        why = given(DeclineInput, request.data)
        offers.decline(
            visit_id,
            by=person(request),
            code=why["code"],
            reason=why["reason"],
            identity=why.get("id"),
        )
        return Response({"status": "declined"})


class AskForAnotherDate(Door):
    """Ask the office to move the window of a visit that has not begun."""

    @extend_schema(
        summary="Ask for another date",
        request=AnotherDateInput,
        parameters=[examples.VISIT],
        responses={
            200: AskedOutput,
            **examples.refusals(400, 401, 403, 404, 409, 415, 422),
        },
        examples=shown.ANOTHER_DATE,
    )
    def post(self, request: Request, visit_id: UUID) -> Response:
        wanted = given(AnotherDateInput, request.data)
        asked = AnotherDate(wanted["id"], wanted["opens"], wanted["closes"], wanted["note"])
        offers.ask_for_another_date(visit_id, by=person(request), asked=asked, at=timezone.now())
        return Response({"status": "asked"})
