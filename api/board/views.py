"""The board of open visits: what a shopper could take on, and taking it on."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.board import examples as shown
from api.board.serializers import BoardOutput, ClaimedOutput
from api.door import Door, person
from api.permissions import IsShopper
from shopper.sync import open_visits
from shopper.visits import board


class Board(Door):
    """What is on offer at the places the shopper may be sent to."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Visits anybody may claim",
        responses={200: BoardOutput, **examples.refusals(401, 403)},
        examples=shown.BOARD,
    )
    def get(self, request: Request) -> Response:
        return Response(open_visits.take(person(request), at=timezone.now()))


class ClaimVisit(Door):
    """Take on a visit from the board; said again by who has it, it is answered the same."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Claim a visit",
        request=None,
        parameters=[examples.VISIT],
        responses={200: ClaimedOutput, **examples.refusals(401, 403, 404, 409)},
        examples=shown.CLAIMED,
    )
    def post(self, request: Request, visit_id: UUID) -> Response:
        board.claim(visit_id, by=person(request), at=timezone.now())
        return Response({"status": "claimed"})
