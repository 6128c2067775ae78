"""A phone's day: what to do, what was found, and the proof that it arrived."""

import hashlib
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import parse_etags
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request

from api import examples
from api.authentication import ClosedAccountsToo
from api.door import Door, base_revision, person, said
from api.permissions import IsShopper
from api.sync.serializers import (
    AssignmentsOutput,
    DocumentInput,
    StatusOutput,
    SubmittedOutput,
    TakenOutput,
)
from shopper.sync import documents, ingest, receipts, snapshot
from shopper.sync.ingest import Sent


@method_decorator(gzip_page, name="dispatch")
class Assignments(Door):
    """Everything the shopper needs to work offline; compressed, for it is the longest answer of all."""

    permission_classes = (IsShopper,)

    @extend_schema(
        summary="Everything needed to work offline",
        parameters=[examples.IF_NONE_MATCH_ETAG],
        responses={
            200: AssignmentsOutput,
            304: examples.UNCHANGED,
            **examples.refusals(401, 403),
        },
        examples=examples.ASSIGNMENTS,
    )
    def get(self, request: Request) -> HttpResponseBase:
        now = timezone.now()
        content = snapshot.take(person(request), at=now)
        etag = f'"{hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in {tag.removeprefix("W/") for tag in known}:  # weak once it was compressed
            return HttpResponseNotModified(headers=headers)
        return said({**content, "now": now.isoformat()}, headers=headers)


class PutVisit(Door):
    """Take in the visit's document as the next revision; a repeat is answered as before."""

    authentication_classes = (ClosedAccountsToo,)

    @extend_schema(
        summary="Send what was found so far",
        request=DocumentInput,
        parameters=[examples.VISIT, examples.IF_MATCH, examples.IF_NONE_MATCH],
        responses={
            200: TakenOutput,
            201: TakenOutput,
            **examples.refusals(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 428),
        },
        examples=[*examples.DOCUMENT, *examples.TAKEN],
        auth=examples.SAME_COOKIE,
    )
    def put(self, request: Request, visit_id: UUID) -> HttpResponse:
        if request.content_type.partition(";")[0].strip().lower() != "application/json":
            raise UnsupportedMediaType(request.content_type)
        sent = Sent(
            visit_id=visit_id,
            document=documents.read(request._request.body),
            by=person(request),
            base=base_revision(request),
            at=timezone.now(),
        )
        revision = ingest.take_in(sent)
        return said(
            {"rev": revision.number, "missing_photos": revision.missing_photos},
            status=201 if revision.number == 1 else 200,
            headers={"ETag": f'"{revision.number}"'},
        )


class SubmitVisit(Door):
    """Accept a visit as whole, or say what is missing."""

    @extend_schema(
        summary="Hand the visit in",
        request=None,
        parameters=[examples.VISIT, examples.IF_MATCH],
        responses={
            200: SubmittedOutput,
            **examples.refusals(400, 401, 403, 404, 409, 410, 412, 428),
        },
        examples=[*examples.SUBMITTED, *examples.INCOMPLETE],
    )
    def post(self, request: Request, visit_id: UUID) -> HttpResponse:
        base = base_revision(request) or 0  # If-None-Match: * stands for no revision at all
        receipt = receipts.submit(visit_id, by=person(request), base=base, at=timezone.now())
        return said({"receipt": receipts.as_json(receipt)})


class VisitStatus(Door):
    """Say what stands here, so that a phone in doubt can compare."""

    @extend_schema(
        summary="What stands of one visit",
        parameters=[examples.VISIT],
        responses={200: StatusOutput, **examples.refusals(401, 404)},
        examples=examples.STATUS,
    )
    def get(self, request: Request, visit_id: UUID) -> HttpResponse:
        return said(snapshot.status(visit_id, by=person(request)))
