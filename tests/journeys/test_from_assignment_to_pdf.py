"""Wally's ride, told whole: assigned, visited without a signal, sent by itself, judged, and read."""

import json
import re
from datetime import UTC, datetime

import pypdfium2
import pytest
from playwright.sync_api import expect

from reports.demo import pictures
from tests.journeys import desk, stage
from tests.journeys.walking import Walk

DELIVERY_MS = 60_000
REPORT_SECONDS = 120


@pytest.fixture
def checklist(server):
    printed = server.manage("shell", "-c", "from tests.journeys import stage; stage.set_up()")
    return json.loads(printed.strip().splitlines()[-1])


@pytest.fixture
def large_photo(tmp_path):
    taken_at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return next(pictures.write_originals(tmp_path, taken_at=taken_at))


@pytest.mark.timeout(600)
def test_wallys_ride_from_assignment_to_pdf(
    server, phone, make_phone, browser, checklist, large_photo, tmp_path
):
    moments = checklist["touchpoints"]
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    desk.assign(operator, location="Cab 12", shopper="Sami Shopper")

    # At home, the visit and its briefing come onto the phone.
    phone.sign_in(stage.SHOPPER)
    phone.page.get_by_role("link", name="Read and start").tap()
    visit_id = re.search(r"/field/visit/([0-9a-f-]{36})/", phone.page.url)[1]
    phone.until_offline_ready()

    # At the kerb the signal is gone, and the app opens all the same.
    phone.close_and_open_again()
    phone.lose_signal()
    phone.page.goto(f"/field/visit/{visit_id}/")
    phone.page.get_by_role("button", name="Start the visit").tap()
    expect(phone.page.get_by_role("button", name="Start the visit")).to_be_hidden()
    bad = next(
        q
        for t in moments
        for q in t["questions"]
        if q["kind"] == "yes_no"
        and q["role"] == "standard"
        and not q["knock_out"]
        and q["photo"]["rule"] == "optional"
        and q["note"]["rule"] == "optional"
    )
    walk = Walk(phone.page, visit_id, large_photo, bad=(bad["text"],))
    half = len(moments) // 2
    for moment in moments[:half]:
        walk.answer_moment(moment)

    # The battery dies in the middle of the ride; nothing that was saved is gone.
    phone.battery_dies()
    phone.switch_on()
    phone.lose_signal()
    walk.page = phone.page
    walk.open_moment(moments[0])
    assert phone.page.locator("section.question input:checked").count() > 0
    for moment in moments[half:]:
        walk.answer_moment(moment)

    # In the arrivals hall, still without a signal, the visit is ended.
    end_the_visit(phone.page, visit_id)
    phone.page.goto("/field/outbox/")
    expect(phone.page.get_by_text("On this phone").first).to_be_visible()

    # In the evening it is delivered without a finger on the phone.
    phone.find_signal()
    expect(phone.page.get_by_text(re.compile("Receipt"))).to_be_visible(timeout=DELIVERY_MS)

    # The operator misses something, asks for that one question, and gets it.
    desk.send_back(operator, visit_id, bad["id"], "Please say what was wrong.")
    phone.page.goto("/field/")
    phone.page.reload()
    expect(phone.page.get_by_text("Needs you")).to_be_visible(timeout=DELIVERY_MS)
    touchpoint = next(t for t in moments if bad in t["questions"])
    walk.open_moment(touchpoint)
    section = walk.section(bad)
    expect(section.get_by_text("Please say what was wrong.")).to_be_visible()
    walk.note(section, "There were scratches along the door, and mud on it.")
    walk.wait_until_saved()
    end_the_visit(phone.page, visit_id)
    phone.page.goto("/field/outbox/")
    expect(phone.page.get_by_text(re.compile("Receipt"))).to_be_visible(timeout=DELIVERY_MS)

    # It is approved and published.
    desk.open_review(operator, visit_id)
    expect(operator.get_by_text("scratches along the door")).to_be_attached()
    desk.approve_and_publish(operator, visit_id)

    # The owner opens the portal and downloads the PDF; a stranger is told there is none.
    owner = desk.sit_down(browser, server.address, stage.OWNER)
    link = wait_for_report(owner)
    with owner.expect_download() as download:
        owner.evaluate("href => { location.href = href }", link)
    pdf_path = tmp_path / "report.pdf"
    download.value.save_as(pdf_path)
    read_the_report(pdf_path, moments)
    stranger = desk.sit_down(browser, server.address, stage.STRANGER)
    assert stranger.request.get(link).status == 404
    assert "Cab 12" not in stranger.goto("/portal/").text()


def end_the_visit(page, visit_id):
    page.goto(f"/field/visit/{visit_id}/end/")
    page.get_by_role("button", name="End the visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End the visit").tap()
    expect(page.get_by_text("Thank you, that is all")).to_be_visible(timeout=10_000)


def wait_for_report(owner) -> str:
    """Return the address of the owner's only PDF, once the background worker has made it."""
    row, download = owner.locator("a.report-row"), owner.locator("a[href$='/download/']").first
    for _ in range(REPORT_SECONDS):
        owner.goto("/portal/reports/")
        if row.count():
            row.first.click()
            owner.wait_for_load_state()
        if download.count():
            return download.get_attribute("href")
        owner.wait_for_timeout(1000)
    raise AssertionError("no report was made")


def text_of(path) -> str:
    """Return what a PDF says, with every line joined to the next by a space."""
    pdf = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"\s+", " ", text)


def read_the_report(path, moments):
    pdf, flat = pypdfium2.PdfDocument(path), text_of(path)
    pictures = [
        obj for page in pdf for obj in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    assert 4 <= len(pdf) <= 16
    assert "Cab 12" in flat
    for moment in moments:
        assert moment["name"] in flat, moment["name"]
    assert "scratches along the door" in flat
    assert pictures
    for secret in ("Sami", stage.SHOPPER):
        assert secret not in flat
        assert secret.encode() not in path.read_bytes()
