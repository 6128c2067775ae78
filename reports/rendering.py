"""Frozen content ─► PDF bytes: the only user of WeasyPrint. Looks nothing up: no row, no network."""

import gc
import io
import logging
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils import translation
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports import enclosures, location_pages, photo_store, visit_pages
from reports.audience import Audience, Edition
from reports.enclosures import Enclosure
from reports.jobs import Job, Pages, Size, Unrenderable
from reports.location_content import LocationContent
from reports.visit_content import VisitContent

PHOTO_URL = re.compile(r"photo:([0-9a-f]{64})")
ASSETS = {
    f"asset:fonts/{name}.woff2": "font/woff2"
    for name in (
        *("inter-regular", "inter-semibold", "noto-sans-arabic-regular"),
        *("noto-sans-arabic-semibold", "noto-sans-hebrew-regular", "noto-sans-hebrew-semibold"),
    )
}
FOR_EVERYBODY, FOR_DECADES = "pdf/ua-1", "pdf/a-3a"
# No vendored font draws these: what an emoji shows is said in a word instead.
EMOJI = re.compile("[\U0001f000-\U0001fbff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]")
SILENT = re.compile("[\ufe00-\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]")


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serve kept photographs by digest and the product's own fonts by name; refuse all else."""

    def __init__(self, photo_folder: Path) -> None:
        super().__init__(
            allowed_protocols={"photo", "asset"}, allow_redirects=False, fail_on_errors=True
        )
        self.photo_folder = photo_folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url in ASSETS:
            path, media_type = _asset(url.removeprefix("asset:")), ASSETS[url]
        elif photo := PHOTO_URL.fullmatch(url):
            path, media_type = photo_store.path_of(photo[1], within=self.photo_folder), "image/jpeg"
        else:
            raise FatalURLFetchingError(f"a report may not fetch {url[:200]}")
        try:
            body = path.read_bytes()
        except OSError as trouble:
            raise FatalURLFetchingError(f"{url} is not there") from trouble
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


class _Remarks(logging.Handler):
    """Collect what WeasyPrint logs while one document is drawn."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> "_Remarks":
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_trouble: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)


def draw(job: Job) -> Pages:
    """Draw a job's pages.

    Raises:
        Unrenderable: something was asked for that a report may not show, or WeasyPrint erred.
    """
    is_archive = job.audience == Audience.ARCHIVE
    with translation.override(_content(job).version.language):
        return draw_markup(
            markup(job),
            photo_folder=Path(job.photo_folder),
            paper=job.paper,
            variant=FOR_DECADES if is_archive else FOR_EVERYBODY,
            inside=enclosures.enclosed(_content(job)) if is_archive else (),
        )


def markup(job: Job) -> str:
    """Return the pages as HTML, from the frozen content."""
    edition = Edition(job.audience, job.told_by_magic, job.told_by_misery)
    content = _content(job)
    with translation.override(content.version.language):
        if isinstance(content, VisitContent):
            return visit_pages.html(content, edition)
        return location_pages.html(content, edition)


def _content(job: Job) -> VisitContent | LocationContent:
    shape = VisitContent if job.kind == "visit" else LocationContent
    return shape.from_json(job.content)


def draw_markup(
    html: str,
    *,
    photo_folder: Path,
    paper: str,
    variant: str = FOR_EVERYBODY,
    inside: Sequence[Enclosure] = (),
) -> Pages:
    """Draw HTML, after emoji were put into words. Nothing outside the whitelist is fetched."""
    fetcher = Fetcher(photo_folder)
    fonts, sheet, sheet_of_paper = _style(Size(paper))
    with _Remarks() as remarks:
        try:
            page = HTML(string=in_words(html), base_url="asset:", url_fetcher=fetcher)
            document = page.render(
                font_config=fonts, stylesheets=[sheet, sheet_of_paper], pdf_variant=variant
            )
            document.metadata.attachments += [_attachment(one) for one in inside]
            pdf = document.write_pdf(pdf_variant=variant)
        except FatalURLFetchingError as trouble:
            raise Unrenderable(str(trouble)) from trouble
    said = tuple(record.getMessage() for record in remarks.records)
    if any(record.levelno >= logging.ERROR for record in remarks.records):
        raise Unrenderable("; ".join(said))
    return Pages(pdf, len(document.pages), said)


def _attachment(enclosure: Enclosure) -> Attachment:
    return Attachment(
        file_obj=io.BytesIO(enclosure.body),
        name=enclosure.name,
        description=enclosure.description,
        created=enclosure.dated,
        modified=enclosure.dated,
        relationship="Data",
    )


@cache
def _style(size: Size) -> tuple[FontConfiguration, CSS, CSS]:
    """Read fonts and style sheet once a process: each reading costs time, and memory for good."""
    fonts = FontConfiguration()
    fetcher = Fetcher(Path())
    sheet = CSS(
        string=_asset("report.css").read_text(),
        font_config=fonts,
        url_fetcher=fetcher,
        base_url="asset:",
    )
    paper = CSS(string=f"@page {{ size: {size} }}", font_config=fonts, url_fetcher=fetcher)
    # What is read by now stays; without it, each collection while a document is drawn is a short one.
    gc.collect()
    gc.freeze()
    return fonts, sheet, paper


def _asset(name: str) -> Path:
    found = finders.find(f"reports/{name}")
    if found is None:
        raise Unrenderable(f"the product's own file {name} is missing")
    return Path(found)


def in_words(text: str) -> str:
    """Say each emoji by its Unicode name, as in “[thumbs up sign]”, and drop what only modifies it."""
    return EMOJI.sub(_named, SILENT.sub("", text))


def _named(found: re.Match[str]) -> str:
    return f"[{unicodedata.name(found[0], 'emoji').lower()}]"
