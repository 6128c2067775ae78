"""Reports: which are drawn, which failed, who has them."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from frontend.shared.doors import SignedRequest, operators_only


@require_safe
@operators_only
def report_list(request: SignedRequest) -> HttpResponseBase:
    raise Http404


report = download = retry = reissue = report_list
