"""The phone's engine in a real browser before a real server, both of which may die at any moment."""

import hashlib
import io
import sqlite3
import time

import piexif
import pytest
from PIL import Image, ImageOps

from tests.frontend.phone.browser import OTHER, SHOPPER, status_of
from tests.samples import photographs

pytestmark = pytest.mark.slow


def kept_on_the_server(server, visit):
    """Return digest by photo of what the server holds, read from its own disk."""
    found = sorted((server.folder / "media" / "photos" / visit).glob("*"))
    return {path.name[:36]: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_without_a_network_the_app_opens_and_knows_its_visits(phone, visit, clean):
    phone.until_offline_ready()
    phone.lose_signal()

    phone.page.reload()
    phone.answer(visit, clean)

    assert phone.app("return app.state.phase.value") == "ready"
    assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"
    assert phone.record(visit)["delivery"]["state"] == "on_phone"


def test_what_was_called_saved_survives_a_dead_battery(phone, visit, clean):
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    phone.battery_dies()

    phone.switch_on()
    phone.open()

    record = phone.record(visit)
    assert record["document"]["answers"][clean]["value"] == "yes"
    assert [one["id"] for one in record["document"]["photos"]] == [photo["id"]]
    assert phone.app("return app.actions.photoUrl(given[0])", photo["id"]).startswith("blob:")


def test_a_deleted_database_comes_back_from_the_journal(phone, visit, clean, server):
    phone.until_offline_ready()
    phone.lose_signal()
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    session = phone.context.new_cdp_session(phone.page)
    where = {"origin": server.address, "storageTypes": "indexeddb"}
    session.send("Storage.clearDataForOrigin", where)

    phone.page.reload()
    phone.app("return app.state.phase.value")

    assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"
    phone.find_signal()
    phone.app(
        "await app.actions.endVisit(given[0]).catch(() => {}); await app.actions.sendNow()", visit
    )
    assert kept_on_the_server(server, visit) == {photo["id"]: photo["sha256"]}


def test_what_is_done_after_the_browser_deleted_the_database_is_told_and_the_next_start_has_all(
    phone, visit, clean, server
):
    phone.answer(visit, clean)
    session = phone.context.new_cdp_session(phone.page)
    where = {"origin": server.address, "storageTypes": "indexeddb"}
    session.send("Storage.clearDataForOrigin", where)

    outcome = phone.app(
        "return app.actions.answer(given[0], given[1], null).then(() => 'saved', ({code}) => code)",
        visit,
        clean,
    )

    assert outcome == "lost"
    phone.page.reload()
    assert phone.app("return app.state.phase.value") == "ready"
    answers = "return app.state.visits.value.find(({id}) => id === given[0]).document.answers"
    assert clean in phone.app(answers, visit)


def test_a_page_killed_behind_the_camera_returns_to_its_question(phone, visit, clean):
    phone.until_offline_ready()
    phone.app("await app.actions.intend(given[0], given[1])", visit, clean)

    phone.page_crashes()
    phone.open()

    assert phone.app("return app.state.intent.value") == {"visit": visit, "question": clean}


def test_a_whole_visit_arrives_with_its_receipt(phone, visit, server):
    for question in server.questions[:2] + server.questions[4:5]:
        phone.answer(visit, question)
    photo = phone.add_photo(visit, server.questions[0], photographs.jpeg())["photo"]

    phone.app("await app.actions.endVisit(given[0]); await app.actions.sendNow()", visit)

    assert status_of(server, visit) == "submitted"
    assert phone.record(visit)["delivery"]["state"] == "delivered"
    assert kept_on_the_server(server, visit) == {photo["id"]: photo["sha256"]}


def test_two_tabs_keep_both_answers_and_send_them_once(phone, visit, server):
    other = phone.context.new_page()
    other.goto("/field/")
    first, second = server.questions[:2]

    phone.answer(visit, first)
    phone.answer(visit, second, page=other)
    phone.app("await app.actions.sendNow()")
    phone.app("await app.actions.sendNow()", page=other)

    answers = phone.record(visit, page=other)["document"]["answers"]
    assert set(answers) == {first, second}
    with sqlite3.connect(server.folder / "moments.sqlite3") as database:
        numbers = database.execute(
            "SELECT seq, count(*) FROM sync_revision WHERE visit_id IN (?, ?) GROUP BY device, seq",
            (visit.replace("-", ""), visit),
        ).fetchall()
    assert all(count == 1 for _seq, count in numbers)


def test_twelve_megapixels_become_an_upright_photo_that_fits(phone, visit, clean, server):
    noted = {
        "0th": {piexif.ImageIFD.Orientation: 6, piexif.ImageIFD.Model: b"Pixel 7"},
        "Exif": {piexif.ExifIFD.DateTimeOriginal: b"2026:11:22 10:11:12"},
    }
    big = photographs.jpeg(4000, 3000, exif=piexif.dump(noted))

    photo = phone.add_photo(visit, clean, big)["photo"]
    phone.app("await app.actions.sendNow()")

    assert (photo["width"], photo["height"]) == (1200, 1600)
    assert photo["bytes"] < 600_000
    (file,) = (server.folder / "media" / "photos" / visit).glob("*")
    exif = piexif.load(file.read_bytes())
    assert exif["0th"][piexif.ImageIFD.Orientation] == 1
    assert exif["Exif"][piexif.ExifIFD.DateTimeOriginal] == b"2026:11:22 10:11:12"
    arrived = Image.open(file)
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(big))).resize(arrived.size)
    for x, y in ((100, 100), (1100, 100), (100, 1500), (1100, 1500)):
        pairs = zip(arrived.getpixel((x, y)), expected.getpixel((x, y)), strict=True)
        assert all(abs(one - other) < 40 for one, other in pairs)


def test_every_way_a_camera_can_be_held_ends_upright(phone, visit, clean, server):
    for orientation in photographs.TURNED:
        phone.add_photo(visit, clean, photographs.turned(orientation))

    phone.app("await app.actions.sendNow()")

    files = list((server.folder / "media" / "photos" / visit).glob("*"))
    assert len(files) == len(photographs.TURNED)
    for file in files:
        picture = ImageOps.exif_transpose(Image.open(file))
        assert picture.size == (64, 48)
        red, green = picture.getpixel((8, 8)), picture.getpixel((56, 8))
        assert red[0] > 120 > red[1]
        assert green[1] > 100 > green[0]


def test_what_this_browser_cannot_decode_is_kept_as_it_is(phone, visit, clean, server):
    body = photographs.heic()

    photo = phone.add_photo(visit, clean, body, "photo.heic")["photo"]
    phone.app("await app.actions.sendNow()")

    assert photo["type"] == "image/heic"
    assert kept_on_the_server(server, visit) == {photo["id"]: hashlib.sha256(body).hexdigest()}


def test_a_signature_stays_the_png_it_was_drawn_as(phone, visit, clean, server):
    body = photographs.signature()

    photo = phone.add_photo(visit, clean, body, "signature.png")["photo"]
    phone.app("await app.actions.sendNow()")

    assert (photo["type"], photo["width"], photo["height"]) == ("image/png", 60, 20)
    assert kept_on_the_server(server, visit) == {photo["id"]: hashlib.sha256(body).hexdigest()}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not an image at all, but long enough to be looked at",
        photographs.jpeg()[:200],
        photographs.truncated(),
    ],
    ids=["empty", "a text", "a few first bytes", "the first half"],
)
def test_what_is_no_photograph_is_told_at_once_in_words(phone, visit, clean, body):
    outcome = phone.add_photo(visit, clean, body)

    assert "refused" in outcome
    assert not (phone.record(visit)["document"] or {"photos": []})["photos"]


def test_a_full_phone_refuses_the_photo_and_keeps_the_answers(phone, visit, clean, server):
    phone.answer(visit, clean)
    session = phone.context.new_cdp_session(phone.page)
    session.send(
        "Storage.overrideQuotaForOrigin", {"origin": server.address, "quotaSize": 6_000_000}
    )
    noise = photographs.jpeg(1500, 1500)

    script = """
        const {files} = document.querySelector("#camera");
        return app.actions.addPhotos(given[0], given[1], [...files]).then(
            ([outcome]) => outcome.photo ? "kept" : "refused", ({code}) => code);
    """
    phone.add_photo(visit, clean, noise)
    outcomes = [phone.app(script, visit, clean) for _ in range(12)]

    assert "full" in outcomes
    kept = phone.record(visit)["document"]
    assert kept["answers"][clean]["value"] == "yes"
    assert len(kept["photos"]) == 1 + outcomes.count("kept")
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.address})


def test_a_server_that_died_gets_everything_by_itself_once_it_is_back(phone, visit, clean, server):
    phone.app("await app.actions.sendNow()")
    server.kill_web()
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    time.sleep(8)
    assert phone.app("return app.state.sync.value.state") in {"waiting", "sending"}

    server.start()

    give_up_at = time.monotonic() + 60
    while kept_on_the_server(server, visit) != {photo["id"]: photo["sha256"]}:
        assert time.monotonic() < give_up_at, "nothing was sent"
        time.sleep(0.5)


def test_the_worker_sends_what_waits_when_no_page_is_open(phone, visit, clean, server):
    phone.until_offline_ready()
    phone.lose_signal()
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    phone.page.goto("about:blank")

    phone.find_signal()

    give_up_at = time.monotonic() + 60
    while kept_on_the_server(server, visit) != {photo["id"]: photo["sha256"]}:
        assert time.monotonic() < give_up_at, "nothing was sent"
        time.sleep(0.5)


def test_somebody_else_on_this_phone_sees_and_sends_nothing(phone, visit, clean, server):
    phone.until_offline_ready()
    phone.lose_signal()
    phone.answer(visit, clean)
    phone.app("await app.actions.signOut({how: 'keep'})")
    phone.find_signal()

    phone.sign_in(OTHER)

    assert phone.app("return app.state.visits.value.length") == 0
    assert status_of(server, visit) == "scheduled"
    phone.app("await app.actions.signOut({how: 'after_sending'})")
    phone.sign_in(SHOPPER)
    assert status_of(server, visit) == "in_progress"


def test_a_new_phone_shows_the_photos_the_old_one_sent(make_phone, visit, clean):
    old = make_phone("old").sign_in()
    photo = old.add_photo(visit, clean, photographs.jpeg())["photo"]
    old.app("await app.actions.sendNow()")

    fresh = make_phone("new").sign_in()

    assert fresh.record(visit)["photos"][photo["id"]]["state"] == "sent"
    width = """
        const image = new Image();
        image.src = await app.actions.photoUrl(given[0]);
        await image.decode();
        return image.naturalWidth;
    """
    assert fresh.app(width, photo["id"]) == 64


def test_a_page_that_the_phone_has_frozen_goes_on_where_it_was(phone, visit, clean, server):
    phone.lose_signal()
    phone.answer(visit, clean)
    lifecycle = phone.context.new_cdp_session(phone.page)
    lifecycle.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(1)

    lifecycle.send("Page.setWebLifecycleState", {"state": "active"})
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    phone.find_signal()

    phone.app("await app.actions.sendNow()")
    assert kept_on_the_server(server, visit) == {photo["id"]: photo["sha256"]}
    assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"
