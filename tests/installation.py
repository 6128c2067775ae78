"""An installation of its own, in processes of its own: filled, written to without end, and read.

python -m tests.installation fill 5     visits with photographs, documents, receipts and reports
python -m tests.installation write      the same without end; a line for each visit acknowledged
python -m tests.installation rows       a digest of every table, as JSON
"""

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

from django.db import connection, transaction
from django.utils import timezone

from reports import publishing
from reports.drawing import write_whole
from reports.models import Report
from shopper.organizations.models import Organization
from shopper.review import decisions
from shopper.sync import documents, ingest, receipts, tasks
from shopper.sync.models import Installation
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.uploads import Declared
from tests import factories
from tests.phone import make_document, make_listing

CLEAN = "Is the inside spotlessly clean?"


def hand_in(organization: Organization, **fields) -> Visit:
    """A visit with one photograph, sent as a phone sends it, and prepared for the reviewer."""
    visit = factories.make_visit(location=factories.make_location(organization), **fields)
    listing, body = make_listing(question=factories.question_ids(visit)[CLEAN])
    document = documents.read(json.dumps(make_document(visit, photos=[listing])).encode())
    now = timezone.now()
    sent = ingest.Sent(visit_id=visit.pk, document=document, by=visit.shopper, base=None, at=now)
    revision = ingest.take_in(sent)
    said = Declared(len(body), hashlib.sha256(body).hexdigest())
    uploads.take_in(visit, listing["id"], body=io.BytesIO(body), said=said)
    receipts.submit(visit.pk, by=visit.shopper, base=revision.number, at=now)
    tasks.prepare.func(str(visit.pk))
    visit.refresh_from_db()
    return visit


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


def fill(count: int) -> None:
    organization = factories.make_organization()
    checklist, shopper = factories.make_checklist(), factories.make_shopper(organization)
    for _ in range(count):
        publish(hand_in(organization, checklist=checklist, shopper=shopper))


def write() -> None:
    """Never come to an end; each line names a visit that was acknowledged before it was printed."""
    organization = factories.make_organization()
    checklist, shopper = factories.make_checklist(), factories.make_shopper(organization)
    while True:
        visit = hand_in(organization, checklist=checklist, shopper=shopper)
        print(visit.pk, flush=True)  # noqa: T201


def rows() -> Iterator[tuple[str, str]]:
    """Yield the digest of each table; what a restore changes, the epoch, is left out."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != Installation._meta.db_table:
                cursor.execute(f'SELECT * FROM "{table}"')
                lines = "\n".join(sorted(map(repr, cursor.fetchall())))
                yield table, hashlib.sha256(lines.encode()).hexdigest()


def main(what: str, *arguments: str) -> None:
    if what == "rows":
        print(json.dumps(dict(rows())))  # noqa: T201
    else:
        {"fill": fill, "write": write}[what](*map(int, arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
