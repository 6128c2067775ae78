"""Photographs: the intent before the camera, what was refused, what was lost, what is removed."""

from playwright.sync_api import expect

from tests.faults.waiting import wait_until

PICTURE = {"name": "inside.jpg", "mimeType": "image/jpeg", "buffer": b"not looked at here"}
BROKEN = {"name": "broken.txt", "mimeType": "image/jpeg", "buffer": b"no picture"}


def take(page, name, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=name, exact=True).first.click()
    chooser.value.set_files(list(files))


def test_the_intent_is_noted_before_the_camera_opens(screen):
    page = screen.open("yes-no")

    take(page, "Take photo", PICTURE)

    expect(page.get_by_role("button", name="Photo 2 of 2")).to_be_visible()
    calls = [call[0] for call in page.evaluate("gallery.asked")]
    assert calls.index("intend") < calls.index("addPhotos")
    assert screen.asked("intend") == [["id-cab", "id-clean"]]


def test_several_pictures_are_chosen_and_a_refused_one_is_named(screen):
    page = screen.open("yes-no")

    take(page, "Choose", PICTURE, BROKEN)

    expect(page.get_by_text("broken.txt is not a picture.")).to_be_visible()
    expect(page.locator(".thumb")).to_have_count(2)


def test_a_camera_put_away_leaves_no_intent(screen):
    page = screen.open("yes-no")
    take(page, "Take photo", PICTURE)

    page.locator("section input[capture]").dispatch_event("cancel")

    assert screen.asked("intend")[-1] == [None]


def test_after_the_camera_ended_the_app_the_same_question_asks_again(screen):
    page = screen.open("camera-closed")

    expect(page.get_by_text("The camera closed the app")).to_be_visible()


def test_an_intent_found_at_the_start_leads_to_its_question(screen):
    page = screen.open("yes-no")
    page.get_by_role("link", name="To the line of moments").click()
    page.get_by_role("link", name="To the visits").click()

    page.evaluate(
        """() => { gallery.state.phase.value = "starting"; setTimeout(() => {
          gallery.state.intent.value = {visit: "id-cab", question: "id-clean"};
          gallery.state.phase.value = "ready"; }); }"""
    )
    page.clock.run_for(100)

    expect(page.get_by_text("The camera closed the app")).to_be_visible()
    assert screen.path() == "/field/visit/id-cab/moment/id-inside/3/"


def test_no_more_photos_than_the_question_takes(screen):
    page = screen.open("twelve-photos")

    expect(page.get_by_text("12 photos are the most here.")).to_be_visible()
    expect(page.get_by_role("button", name="Take photo")).to_have_count(0)


def test_a_photo_is_removed_only_after_a_second_word(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()

    page.get_by_role("button", name="Remove", exact=True).click()
    assert screen.asked("removePhoto") == []
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert screen.asked("removePhoto") == [["id-cab", "photo-clean-2"]]


def test_a_lost_photo_is_taken_again(screen):
    page = screen.open("lost-photo")

    take(page, "Take it again", PICTURE)

    expect(page.get_by_text("cannot be read any more")).to_have_count(0)
    [[visit, photo, _size]] = screen.asked("replacePhoto")
    assert (visit, photo) == ("id-cab", "photo-clean-1")


def test_a_lost_photo_is_declared_missing_with_a_reason(screen):
    page = screen.open("lost-photo")
    page.get_by_role("button", name="Send without it").click()
    expect(page.get_by_role("button", name="Send without it")).to_be_disabled()

    page.get_by_label("Why is it missing?").fill("The cab had left.")
    page.get_by_label("Why is it missing?").blur()
    page.get_by_role("button", name="Send without it").click()

    expect(page.get_by_text("cannot be read any more")).to_have_count(0)
    assert screen.asked("declareMissing") == [["id-cab", "photo-clean-1", "The cab had left."]]


def test_a_signature_is_drawn_wiped_and_kept(screen):
    page = screen.open("signature")
    box = page.locator("canvas").bounding_box()

    def draw():
        page.mouse.move(box["x"] + 40, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + 200, box["y"] + 90, steps=5)
        page.mouse.up()

    draw()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("button", name="Use this signature")).to_have_count(0)
    draw()
    page.get_by_role("button", name="Use this signature").click()

    expect(page.get_by_role("button", name="Photo 1 of 1")).to_be_visible()
    [[_, question, size]] = screen.asked("addSignature")
    assert question == "id-signed"
    assert size > 500


def test_pictures_off_the_screen_are_given_back(screen):
    page = screen.open("visits")
    page.evaluate(
        """() => { const make = URL.createObjectURL, end = URL.revokeObjectURL; window.open_ = 0;
          URL.createObjectURL = (blob) => { open_ += 1; return make.call(URL, blob); };
          URL.revokeObjectURL = (url) => { open_ -= 1; end.call(URL, url); }; }"""
    )
    page.get_by_role("link", name="Harbour Cabs, cab 7").click()
    page.get_by_role("link", name="Inside of the cab").click()
    expect(page.locator(".thumb img")).to_have_count(3)

    page.get_by_role("link", name="To the line of moments").click()
    page.wait_for_function("() => open_ === 0")


def test_a_photo_lost_after_the_end_is_settled_where_the_visit_is_opened(screen):
    page = screen.open("outbox-lost")

    page.get_by_text("Needs you").click()
    expect(page.get_by_role("heading")).to_have_text("Needs you")
    expect(page.get_by_text("Is the inside of the cab spotlessly clean?")).to_be_visible()
    expect(page.get_by_role("button", name="Take it again")).to_be_visible()
    page.get_by_role("button", name="Send without it").click()
    page.get_by_label("Why is it missing?").fill("The cab had left.")
    page.get_by_role("button", name="Send without it").click()

    assert screen.asked("declareMissing") == [["id-cab", "photo-clean-1", "The cab had left."]]
    expect(page.get_by_role("button", name="Take it again")).to_have_count(0)


def test_a_photo_gets_its_line_and_its_place(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()

    page.get_by_label("What it shows, if you like").fill("Crumbs on the back seat")
    page.get_by_label("What it shows, if you like").blur()
    page.get_by_role("button", name="Later").click()

    expect(page.get_by_role("heading", name="Photo 3 of 12")).to_be_visible()
    assert screen.asked("describePhoto") == [["id-cab", "photo-clean-2", "Crumbs on the back seat"]]
    assert screen.asked("movePhoto") == [["id-cab", "photo-clean-2", 1]]


def test_a_face_is_covered_with_a_finger_and_the_picture_turned(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()
    page.get_by_role("button", name="Turn or cover").click()
    use = page.get_by_role("button", name="Use this picture")
    expect(use).to_be_disabled()
    page.wait_for_selector("canvas[aria-busy=false]")
    box = page.locator("canvas").bounding_box()

    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.up()

    assert wait_until(lambda: page.evaluate(PIXEL, [0.45, 0.45]) == [17, 17, 17], 5)
    assert page.evaluate(PIXEL, [0.9, 0.9]) != [17, 17, 17]
    page.get_by_role("button", name="Turn", exact=True).click()
    assert wait_until(lambda: page.evaluate("document.querySelector('canvas').height") == 320, 5)
    use.click()
    expect(page.get_by_role("button", name="Turn or cover")).to_be_visible()
    [[visit, photo, size]] = screen.asked("replacePhoto")
    assert (visit, photo) == ("id-cab", "photo-clean-2")
    assert size > 1000


def test_covering_is_undone_before_it_is_used_and_left_without_a_trace(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()
    page.get_by_role("button", name="Turn or cover").click()
    page.wait_for_selector("canvas[aria-busy=false]")
    before = page.evaluate(PIXEL, [0.5, 0.5])

    page.locator("canvas").click()
    assert wait_until(lambda: page.evaluate(PIXEL, [0.5, 0.5]) == [17, 17, 17], 5)
    page.get_by_role("button", name="Undo").click()
    assert wait_until(lambda: page.evaluate(PIXEL, [0.5, 0.5]) == before, 5)
    page.get_by_role("button", name="Leave as it was").click()

    expect(page.get_by_role("button", name="Turn or cover")).to_be_visible()
    assert screen.asked("replacePhoto") == []


def test_a_face_is_covered_with_keys_alone(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()
    page.get_by_role("button", name="Turn or cover").click()

    page.locator("canvas").focus()
    for key in ("ArrowLeft", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Use this picture").focus()

    assert page.evaluate(PIXEL, [0.45, 0.45]) == [17, 17, 17]
    assert page.evaluate(PIXEL, [0.6, 0.6]) != [17, 17, 17]


def test_what_cannot_be_changed_says_so_and_keeps_what_was_painted(screen):
    page = screen.open("twelve-photos")
    page.get_by_role("button", name="Photo 2 of 12").click()
    page.get_by_role("button", name="Turn or cover").click()
    page.locator("canvas").click()
    screen.refuse("The phone is full.")

    page.get_by_role("button", name="Use this picture").click()

    expect(page.get_by_text("The phone is full.")).to_be_visible()
    assert page.evaluate(PIXEL, [0.5, 0.5]) == [17, 17, 17]


PIXEL = """([x, y]) => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(x * canvas.width, y * canvas.height, 1, 1);
  return [...data.slice(0, 3)];
}"""
