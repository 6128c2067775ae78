"""What was painted over on the phone is gone from what the office gets: pixels, thumbnail, place."""

import io

from PIL import Image
from playwright.sync_api import expect

from tests.samples import photographs

INK = (17, 17, 17)


def test_a_face_covered_before_sending_never_leaves_the_phone(phone, visit, clean, server):
    phone.lose_signal()
    phone.page.goto(f"/field/visit/{visit}/")
    phone.app("await app.actions.startVisit(given[0])", visit)
    phone.add_photo(visit, clean, photographs.turned(6))
    [taken] = phone.record(visit)["document"]["photos"]
    moment = phone.page.locator("a", has_text="Inside of the cab")
    moment.first.click()

    phone.page.get_by_role("button", name="Photo 1 of 1").first.click()
    phone.page.get_by_role("button", name="Turn or cover").click()
    phone.page.locator("canvas").click()
    phone.page.get_by_role("button", name="Use this picture").click()
    expect(phone.page.get_by_role("button", name="Turn or cover")).to_be_visible()
    phone.find_signal()
    phone.app("await app.actions.sendNow()")

    [sent] = phone.record(visit)["document"]["photos"]
    assert sent["id"] != taken["id"]
    assert sent["taken_at"] == taken["taken_at"]
    [kept] = (server.folder / "media" / "photos").rglob(f"*{sent['id']}*")
    assert not list((server.folder / "media" / "photos").rglob(f"*{taken['id']}*"))
    with Image.open(io.BytesIO(kept.read_bytes())) as picture:
        middle = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
        assert all(abs(a - b) < 12 for a, b in zip(middle, INK, strict=True))
        assert not picture.getexif()
