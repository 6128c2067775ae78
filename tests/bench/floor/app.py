"""The same requests as a phone's, answered with nothing but bytes made durable."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

application = get_wsgi_application()

from tests.bench.floor.models import Photo, Visit  # noqa: E402


class PutDocument(APIView):
    def put(self, request, visit_id):
        Visit.objects.create(id=visit_id, document=request.data)
        return Response({"rev": 1}, status=201)


class PutPhoto(APIView):
    def put(self, request, visit_id, photo_id):
        digest, remaining = hashlib.sha256(), int(request.headers["Content-Length"])
        with (Path(settings.MEDIA_ROOT) / f"{photo_id}.jpg").open("wb") as file:
            while piece := request._request.read(min(64 * 1024, remaining)):
                digest.update(piece)
                file.write(piece)
                remaining -= len(piece)
            file.flush()
            os.fsync(file.fileno())
        Photo.objects.create(id=photo_id, visit_id=visit_id, sha256=digest.hexdigest())
        return Response({"sha256": digest.hexdigest()}, status=201)


class Submit(APIView):
    def post(self, request, visit_id):
        Visit.objects.filter(pk=visit_id).update(is_submitted=True)
        photos = Photo.objects.filter(visit_id=visit_id).values("id", "sha256")
        return Response({"photos": list(photos)})


urlpatterns = [
    path("api/v1/visits/<uuid:visit_id>", PutDocument.as_view()),
    path("api/v1/visits/<uuid:visit_id>/photos/<uuid:photo_id>", PutPhoto.as_view()),
    path("api/v1/visits/<uuid:visit_id>/submit", Submit.as_view()),
]
