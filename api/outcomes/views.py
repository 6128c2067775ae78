"""What became of a shopper's visits: their state, grade, fee, and when it is paid."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.door import Door, person
from api.outcomes import examples as shown
from api.outcomes.serializers import OutcomesInput, OutcomesOutput
from api.permissions import IsShopper
from shopper.earnings import outcomes


class Outcomes(Door):
    """The shopper's own visits that were handed in or cancelled, the latest first."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="What became of my visits",
        parameters=[OutcomesInput],
        responses={200: OutcomesOutput, **examples.refusals(401, 403, 422)},
        examples=shown.OUTCOMES,
    )
    def get(self, request: Request) -> Response:
        asked = OutcomesInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = asked.validated_data["page"]
        visits, has_more = outcomes.take(person(request), page=page)
        output = {"visits": visits, "page": page, "has_more": has_more, "now": timezone.now()}
        return Response(OutcomesOutput(output).data)
