"""A real camera's file is looked at by a real worker, after it was called saved."""

import io

import numpy
import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import expect

from tests.frontend.phone.browser import FieldPhone

BLURRED, DARK = "This photo looks blurred.", "This photo is very dark."
TWICE = "This photo shows the same as an earlier one of this visit."
PATIENCE_MS = 60_000


def squares(seed: int) -> Image.Image:
    """Return a sharp picture of squares in shades of grey, as large as a phone keeps it."""
    shades = numpy.random.default_rng(seed).integers(20, 230, (15, 20)).astype(numpy.uint8)
    return Image.fromarray(shades).convert("RGB").resize((1600, 1200), Image.Resampling.NEAREST)


def jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def look_at(phone: FieldPhone, visit: str, question: str) -> None:
    """Open the question on the screen."""
    path = """
        const {checklist} = app.state.visits.value.find(({id}) => id === given[0]);
        const touchpoint = checklist.touchpoints.find(
            ({questions}) => questions.some(({id}) => id === given[1]));
        const place = touchpoint.questions.findIndex(({id}) => id === given[1]) + 1;
        return `/field/visit/${given[0]}/moment/${touchpoint.id}/${place}/`;
    """
    phone.page.goto(phone.app(path, visit, question))


@pytest.mark.timeout(600)
def test_a_blurred_a_dark_and_a_double_picture_are_noticed_and_what_is_kept_stays_quiet(
    phone, visit, clean, server
):
    phone.until_offline_ready()
    phone.lose_signal()
    sharp, other = squares(1), squares(2)
    pictures = [
        sharp,
        other.filter(ImageFilter.GaussianBlur(14)),
        squares(3).point(lambda light: light // 9),
        sharp,
    ]
    phone.app("await app.actions.startVisit(given[0])", visit)
    for picture in pictures:
        phone.add_photo(visit, clean, jpeg(picture))

    look_at(phone, visit, clean)

    notices = phone.page.locator(".evidence .notice")
    expect(notices).to_have_count(3, timeout=PATIENCE_MS)
    for notice, words in zip(notices.all(), (BLURRED, DARK, TWICE), strict=True):
        expect(notice).to_contain_text(words)
    notices.first.get_by_role("button", name="Keep it").tap()
    expect(notices).to_have_count(2)

    phone.battery_dies()
    phone.switch_on()
    phone.lose_signal()
    look_at(phone.open(), visit, clean)

    expect(notices_of(phone)).to_have_count(2, timeout=PATIENCE_MS)
    expect(phone.page.get_by_text(BLURRED)).to_have_count(0)
    phone.find_signal()
    phone.app("await app.actions.sendNow()")
    assert len(phone.record(visit)["document"]["photos"]) == len(pictures)


def notices_of(phone: FieldPhone):
    return phone.page.locator(".evidence .notice")
