"""`python -m tests.screenshots [--keep]`: every screen as a picture, under build/screenshots.

With --keep the best of them replace those that the README shows.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from reports.demo import pictures
from tests.journeys.phone import CHROMIUM
from tests.journeys.server import ROOT, Server
from tests.screenshots import papers, screens
from tests.screenshots.camera import Camera
from tests.screenshots.screens import OPERATOR, OWNER, PHONE, SHOPPER, Ids

TARGET = ROOT / "build" / "screenshots"
COMMITTED = ROOT / "frontend" / "shared" / "pictures"


def main(*, keep: bool) -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix="moments-screenshots-") as folder,
        Server(Path(folder), workers=2, with_worker=False) as server,
        sync_playwright() as driver,
    ):
        print(server.manage("demo"))
        server.start_worker()
        ids = Ids(server.folder / "moments.sqlite3")
        camera = Camera(driver.chromium.launch(executable_path=CHROMIUM), server.address, TARGET)
        _field(camera, ids, server.folder)
        for part, email, of in (
            ("console", OPERATOR, screens.of_console),
            ("portal", OWNER, screens.of_portal),
        ):
            print(f"{part}: {camera.take_all(part, email, list(of(ids)))} pictures")
        covers = _papers(server)
        if keep:
            _keep(camera, ids, covers)
    for complaint in dict.fromkeys(camera.complaints):
        print(f"complaint: {complaint}")


def _field(camera: Camera, ids: Ids, folder: Path) -> None:
    """Take the field app before a visit has begun, and in the middle of it."""
    count = camera.take_all("field", SHOPPER, list(screens.before_the_visit(ids)))
    visit = screens.today(ids)
    moments = [f"/field/visit/{visit}/moment/{ids.touchpoint(visit, n)}/" for n in range(12)]
    photos = [folder / f"{name}.jpg" for name in ("cab-polished", "cab-night")]
    for photo in photos:
        photo.write_bytes(pictures.as_sent(photo.stem))
    camera.begin_the_visit(SHOPPER, visit, moments, photos)
    count += camera.take_all("field", SHOPPER, list(screens.on_the_visit(ids)))
    print(f"field: {count} pictures")


def _papers(server: Server) -> dict[str, Path]:
    """Draw one PDF of each kind and return their covers."""
    covers = {}
    for kind, name in (("visit", "%"), ("location", "Cab 7")):
        pdf = papers.wait_for(kind, name, server.folder)
        pages = papers.draw(pdf, TARGET / "papers" / kind)
        print(f"{kind} report: {len(pages)} pages")
        covers[kind] = pages[0]
    return covers


def _keep(camera: Camera, ids: Ids, covers: dict[str, Path]) -> None:
    visit = screens.today(ids)
    question = f"/field/visit/{visit}/moment/{ids.touchpoint(visit, 5)}/2/"
    journey = f"/field/visit/{visit}/"
    of_phone = {"size": PHONE, "scale": 2}
    best = {
        "phone-visits": camera.one(SHOPPER, "field", "/field/", "phone-visits", **of_phone),
        "phone-question": camera.one(SHOPPER, "field", question, "phone-question", **of_phone),
        "phone-journey": camera.one(
            SHOPPER, "field", journey, "phone-journey", theme="dark", **of_phone
        ),
        "desk-review": camera.one(
            OPERATOR, "console", screens.review_of_inside(ids), "desk-review"
        ),
        "portal-map": camera.one(OWNER, "portal", "/portal/", "portal-map"),
        "report-cover": covers["location"],
    }
    for name, picture in best.items():
        size = papers.commit(picture, COMMITTED / f"{name}.png")
        print(f"kept: {name}, {size // 1000} kB")


if __name__ == "__main__":
    main(keep="--keep" in sys.argv[1:])
