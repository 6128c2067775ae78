"""Visits handed in as phones hand them in, up to their report; also by processes, without end.

`python -m tests.handing_in 4` starts four. Each prints a line for each visit that was acknowledged:
its own number, and the visit's identity.
"""

import hashlib
import io
import itertools
import json
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

from django.utils import timezone

from reports import publishing
from reports.drawing import write_whole
from reports.models import Report
from shopper.organizations.models import Organization
from shopper.review import decisions
from shopper.sync import documents, ingest, receipts, tasks
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.uploads import Declared
from tests import factories
from tests.phone import make_document, make_listing

NONE: Mapping[str, bytes] = MappingProxyType({})
CLEAN = "Is the inside spotlessly clean?"


def hand_in(organization: Organization, **fields) -> Visit:
    """A visit with one photograph, sent as a phone sends it, and prepared for the reviewer."""
    visit = factories.make_visit(location=factories.make_location(organization), **fields)
    listing, body = make_listing(question=factories.question_ids(visit)[CLEAN])
    return deliver(visit, make_document(visit, photos=[listing]), {listing["id"]: body})


def deliver(
    visit: Visit,
    content: dict[str, Any],
    photographs: Mapping[str, bytes] = NONE,
    *,
    base: int | None = None,
) -> Visit:
    """The visit with this document and the bytes of its photographs, up to the reviewer."""
    document, now = documents.read(json.dumps(content).encode()), timezone.now()
    sent = ingest.Sent(visit_id=visit.pk, document=document, by=visit.shopper, base=base, at=now)
    revision = ingest.take_in(sent)
    for identity, body in photographs.items():
        said = Declared(len(body), hashlib.sha256(body).hexdigest())
        uploads.take_in(visit.pk, identity, body=io.BytesIO(body), said=said)
    receipts.submit(visit.pk, by=visit.shopper, base=revision.number, at=now)
    tasks.prepare.func(str(visit.pk))
    return Visit.objects.get(pk=visit.pk)


def publish(visit: Visit) -> Report:
    """The visit's report, with a file in the place of its PDF."""
    operator = factories.make_operator()
    decisions.approve(visit, by=operator)
    report = publishing.publish(visit, by=operator)
    body = b"%PDF-1.7 " + report.pk.bytes
    write_whole(report.file, body)
    Report.objects.filter(pk=report.pk).update(
        status=Report.Status.READY,
        pdf=f"reports/{report.pk}.pdf",
        pdf_sha256=hashlib.sha256(body).hexdigest(),
        size_bytes=len(body),
    )
    report.refresh_from_db()
    return report


def without_end() -> None:
    factories._numbers = itertools.count(os.getpid() * 1_000_000)  # other processes name people too
    organization = factories.make_organization()
    same_each_time = {
        "by": factories.make_operator(organization),
        "shopper": factories.make_shopper(organization),
        "checklist": factories.make_checklist(),
    }
    while True:
        visit = hand_in(organization, **same_each_time)
        print(f"{os.getpid()} {visit.pk}", flush=True)


def main(count: int) -> None:
    for _ in range(count):
        if os.fork() == 0:
            without_end()
    os.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]))
