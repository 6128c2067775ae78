"""An address that does not exist is told in the same shape as every other refusal."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny

from api.door import Door


@extend_schema(exclude=True)
class Nowhere(Door):
    """Says 404, whatever is asked and by whom."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        raise Http404
