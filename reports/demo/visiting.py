"""A shopper's visit through the operations that a phone calls: photographs, document, submit."""

import hashlib
import io
import json
import os
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from reports.demo import clock, pictures
from reports.demo.answers import Found
from reports.demo.photographs import Taken, with_exif
from shopper.accounts.models import User
from shopper.checklists.document import document_of
from shopper.identity import new_id
from shopper.sync import documents, ingest, receipts
from shopper.sync.models import Revision
from shopper.sync.tasks import prepare
from shopper.visits import copies, imaging, uploads
from shopper.visits.models import Photo, Visit

CLIENT = "demo"


def hand_in(visit: Visit, found: Found, *, started_at: datetime, dice: random.Random) -> None:
    """Send what was found in the evening of the visit, as a phone does, and make it ready."""
    ended_at = started_at + timedelta(minutes=dice.randint(14, 48))
    sent_at = ended_at + timedelta(minutes=dice.randint(3, 300))
    revision = send(visit, found, started_at=started_at, ended_at=ended_at, sent_at=sent_at)
    _submit(visit, revision, at=sent_at)


def hand_in_again(visit: Visit, found: Found, *, started_at: datetime, dice: random.Random) -> None:
    """Send what was found of the questions that came back, on top of what was handed in."""
    ended_at = started_at + timedelta(minutes=dice.randint(6, 12))
    sent_at = ended_at + timedelta(minutes=dice.randint(1, 20))
    handed_in = Revision.objects.standing(visit.pk)
    if handed_in is None:
        raise ValueError("what was never handed in cannot be handed in again")
    before = handed_in.document
    with clock.set_to(sent_at):
        content = {
            **before,
            "seq": before["seq"] + 1,
            "ended_at": ended_at.isoformat(),
            "answers": before["answers"] | found.answers,
            "feelings": before["feelings"] | found.feelings,
            "photos": [*before["photos"], *_send_photos(visit, found, since=started_at)],
        }
        revision = _put(visit, content, base=handed_in.number, at=sent_at)
    _submit(visit, revision, at=sent_at)


def _submit(visit: Visit, revision: Revision, *, at: datetime) -> None:
    with clock.set_to(at):
        receipts.submit(visit.pk, by=_shopper_of(visit), base=revision.number, at=at)
        prepare.func(str(visit.pk))
    look_again(visit)


def send(
    visit: Visit,
    found: Found,
    *,
    started_at: datetime,
    ended_at: datetime | None,
    sent_at: datetime,
) -> Revision:
    """Send photographs and document; the visit is in progress afterwards."""
    with clock.set_to(sent_at):
        content = {
            "checklist_version": str(visit.checklist_id),
            "seq": 1,
            "device": str(uuid5(_shopper_of(visit).pk, CLIENT)),
            "client": CLIENT,
            "started_at": started_at.isoformat(),
            "ended_at": ended_at.isoformat() if ended_at else None,
            "skew_ms": 0,
            "answers": found.answers,
            "feelings": found.feelings,
            "photos": _send_photos(visit, found, since=started_at),
            "passed_over": found.passed_over,
            **_quiz(visit, started_at),
        }
        revision = _put(visit, content, base=None, at=sent_at)
    look_again(visit)
    return revision


def look_again(visit: Visit) -> None:
    """Read what has become of the visit; its place, shopper and checklist, at hand, stay the same."""
    own = [field.attname for field in Visit._meta.concrete_fields if not field.is_relation]
    visit.refresh_from_db(fields=own)


def _put(visit: Visit, content: dict[str, Any], *, base: int | None, at: datetime) -> Revision:
    document = documents.read(json.dumps(content).encode())
    by = _shopper_of(visit)
    return ingest.take_in(ingest.Sent(visit.pk, document, by=by, base=base, at=at))


def _quiz(visit: Visit, started_at: datetime) -> dict[str, Any]:
    """Say of a checklist with a quiz that it was passed on the evening before."""
    if not document_of(visit.checklist)["quiz"]:
        return {}
    passed_at = started_at - timedelta(hours=14)
    return {"quiz": {"passed_at": passed_at.isoformat(), "tries": 1 + started_at.minute % 2}}


def _shopper_of(visit: Visit) -> User:
    if visit.shopper is None:
        raise ValueError("nobody is sent on this visit")
    return visit.shopper


def _send_photos(visit: Visit, found: Found, *, since: datetime) -> list[dict[str, Any]]:
    return [
        _send_photo(visit, question, name, since + timedelta(minutes=2 * number + 1))
        for number, (question, name) in enumerate(found.pictures)
    ]


def _send_photo(visit: Visit, question: str, name: str, taken_at: datetime) -> dict[str, Any]:
    """Upload one picture with time and place of the visit, and return its line in the document."""
    place = visit.location
    at = taken_at.astimezone(place.zone)
    where = (
        (float(place.latitude), float(place.longitude))
        if place.latitude and place.longitude
        else (None, None)
    )
    body = with_exif(pictures.as_sent(name), Taken(at, *where))
    said = uploads.Declared(size_bytes=len(body), sha256=hashlib.sha256(body).hexdigest())
    photo, _ = uploads.take_in(visit.pk, new_id(), body=io.BytesIO(body), said=said)
    _copy_derivatives(photo, name)
    wide, high = pictures.size_px(name)
    return {
        "id": str(photo.pk),
        "question": question,
        "sha256": photo.sha256,
        "bytes": len(body),
        "type": "image/jpeg",
        "width": wide,
        "height": high,
        "taken_at": at.isoformat(),
        "caption": pictures.CAPTIONS[name],
        "missing": "",
    }


def _copy_derivatives(photo: Photo, name: str) -> None:
    """Give the photo the small copies of its picture: each distinct picture is shrunk once."""
    for longest_px, shrunk in _derivatives(name, str(settings.MEDIA_ROOT)).items():
        copy = copies.derivative_path(photo, longest_px)
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(shrunk, copy)
        except OSError:  # a file system without links
            shutil.copyfile(shrunk, copy)
    Photo.objects.filter(pk=photo.pk).update(derived_at=photo.stored_at)


_ahead: dict[str, Future[dict[int, Path]]] = {}


@contextmanager
def pictures_ahead() -> Iterator[None]:
    """Draw every picture, and shrink it, beside what the caller does meanwhile."""
    with pictures.drawn_ahead() as darkroom:
        root = str(settings.MEDIA_ROOT)
        _ahead.update({name: darkroom.submit(_shrink, name, root) for name in pictures.PICTURES})
        try:
            yield
        finally:
            _ahead.clear()


@cache
def _derivatives(name: str, media_root: str) -> dict[int, Path]:
    begun = _ahead.get(name)
    # What the darkroom has not begun is not waited for.
    return _shrink(name, media_root) if begun is None or begun.cancel() else begun.result()


def _shrink(name: str, media_root: str) -> dict[int, Path]:
    """Shrink a picture by the product's own means, for a photograph that belongs to no visit."""
    original = Path(media_root) / "incoming" / f"{name}.jpg"
    original.parent.mkdir(parents=True, exist_ok=True)
    original.write_bytes(pictures.as_sent(name))
    nobodys = UUID(int=0)
    photo = Photo(id=uuid5(nobodys, name), visit_id=nobodys)
    imaging.derive(photo, original)
    original.unlink()
    return {
        longest_px: copies.derivative_path(photo, longest_px) for longest_px in copies.DERIVATIVES
    }


def forget_pool() -> None:
    """Remove the pool's own files; the visits' copies of them stay."""
    _derivatives.cache_clear()
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "derived" / str(UUID(int=0)), ignore_errors=True)
