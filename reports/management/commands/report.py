"""Draw a report by hand: `manage.py report visit ID --output FILE`, or of a location's period."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from reports import drawing, jobs, location_content
from reports.audience import Audience
from reports.models import Report
from reports.shapes import Version
from shopper.errors import Invalid
from shopper.organizations.models import Location


class Command(BaseCommand):
    help = "Draw one report into a file, for any audience. Publishes nothing and sends nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        visit = kinds.add_parser("visit", help="the report of a published visit")
        location = kinds.add_parser("location", help="a location over a period")
        location.add_argument("--from", dest="first_on", type=date.fromisoformat, required=True)
        location.add_argument("--to", dest="last_on", type=date.fromisoformat, required=True)
        for kind in (visit, location):
            kind.add_argument("id", type=UUID)
            kind.add_argument("--output", type=Path, required=True, metavar="FILE")
            kind.add_argument("--audience", choices=list(Audience), default=Audience.FULL)

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._visit(options) if options["kind"] == "visit" else self._location(options)
        job = drawing.job_for(report, audience=Audience(options["audience"]))
        try:
            pages = jobs.draw(job)
        except jobs.Unrenderable as trouble:
            raise CommandError(str(trouble)) from trouble
        drawing.write_whole(options["output"].absolute(), pages.pdf)
        self.stdout.write(f"{options['output']}: {pages.page_count} pages, {len(pages.pdf)} bytes")

    def _visit(self, options: dict[str, Any]) -> Report:
        standing = Report.objects.standing().filter(visit=options["id"]).first()
        if standing is None:
            raise CommandError("No published visit has this identity.")
        return standing

    def _location(self, options: dict[str, Any]) -> Report:
        location = Location.objects.filter(pk=options["id"]).first()
        if location is None:
            raise CommandError("No location has this identity.")
        today = timezone.now().astimezone(location.zone).date()
        language = location.organization.language
        version = Version(report=str(uuid4()), number=1, published_on=today, language=language)
        try:
            with translation.override(language):
                content = location_content.freeze(
                    location,
                    first_on=options["first_on"],
                    last_on=options["last_on"],
                    version=version,
                )
        except Invalid as refusal:
            raise CommandError(str(refusal.errors)) from refusal
        return Report(kind=Report.Kind.LOCATION, location=location, content=content.as_json())
