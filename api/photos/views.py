"""Photographs, as raw bytes in both directions."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request

from api import examples
from api.authentication import ClosedAccountsToo
from api.door import Door, person, said
from api.photos.serializers import StoredOutput
from shopper.sync import refused_photos
from shopper.visits import uploads
from shopper.visits.models import Photo

ACCEPTED = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
# A photograph is shown by its own address to nobody but its maker, and runs nothing.
LOCKED = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


class VisitPhoto(Door):
    """Keep one photograph of a visit, or give its maker the bytes back."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Let closed accounts hand over photographs; they are given none back."""
        # The schema is drawn of a view that nobody has asked for anything.
        is_handed_over = getattr(self.request, "method", "") == "PUT"
        return [ClosedAccountsToo()] if is_handed_over else super().get_authenticators()

    @extend_schema(
        summary="Send a photograph",
        request=examples.BYTES,
        parameters=[examples.VISIT, examples.PHOTO, examples.REPR_DIGEST],
        responses={
            200: StoredOutput,
            201: StoredOutput,
            **examples.refusals(400, 401, 403, 404, 409, 410, 413, 415, 422, 507),
        },
        examples=examples.STORED,
        auth=examples.SAME_COOKIE,
    )
    def put(self, request: Request, visit_id: UUID, photo_id: UUID) -> HttpResponse:
        if request.content_type.partition(";")[0].strip().lower() not in ACCEPTED:
            raise UnsupportedMediaType(request.content_type)
        body = request._request
        announced = uploads.declared(
            length=body.headers.get("Content-Length"),
            repr_digest=body.headers.get("Repr-Digest"),
        )
        sender = person(request)
        if not sender.is_active or not uploads.is_sent_on(visit_id, shopper=sender):
            raise refused_photos.refuse(
                visit_id, photo_id, sent_by=sender, body=body, said=announced, at=timezone.now()
            )
        photo, is_new = uploads.take_in(visit_id, photo_id, body=body, said=announced)
        return said({"id": str(photo.pk), "sha256": photo.sha256}, status=201 if is_new else 200)

    @extend_schema(
        summary="The photograph's own bytes",
        parameters=[examples.VISIT, examples.PHOTO],
        responses={200: examples.BYTES_OUT, **examples.refusals(401, 404)},
    )
    def get(self, request: Request, visit_id: UUID, photo_id: UUID) -> FileResponse:
        maker = person(request)
        photos = Photo.objects.visible_to(maker).filter(visit__shopper=maker)
        photo = get_object_or_404(photos, pk=photo_id, visit_id=visit_id)
        if not uploads.is_whole(photo):
            raise Http404
        file = uploads.photo_file(photo).open("rb")
        return FileResponse(file, content_type=photo.media_type, headers=LOCKED)
