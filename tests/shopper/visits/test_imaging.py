"""Pictures for people to look at: upright, bare of metadata, small, or honestly unreadable."""

import base64
import io

import piexif
import pytest
from PIL import Image

from shopper.errors import Invalid
from shopper.visits import copies, imaging, uploads
from shopper.visits.imaging import BadPhoto
from tests import factories
from tests.samples import photographs


@pytest.fixture
def visit(db):
    return factories.make_visit()


def derived(visit, body):
    photo = factories.make_photo(visit, body=body)
    size = imaging.derive(photo, uploads.photo_file(photo))
    return size, [copies.derivative_path(photo, px).read_bytes() for px in (1200, 480)]


def opened(body):
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("orientation", photographs.TURNED)
def test_every_turn_a_phone_can_note_comes_out_upright(visit, orientation):
    size, (large, _small) = derived(visit, photographs.turned(orientation))

    image = opened(large).convert("RGB")
    assert size == image.size == (64, 48)
    red, green = image.getpixel((8, 8)), image.getpixel((56, 8))
    blue, white = image.getpixel((8, 40)), image.getpixel((56, 40))
    assert red[0] > 150 > red[1]
    assert green[1] > 120 > green[0]
    assert blue[2] > 150 > blue[0]
    assert min(white) > 200


def test_nothing_of_who_took_it_or_where_is_left(visit):
    body = photographs.turned(6)
    assert piexif.load(body)["GPS"]

    _size, copies = derived(visit, body)

    for copy in copies:
        image = opened(copy)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Sami" not in copy


def test_no_side_is_longer_than_asked_and_nothing_is_blown_up(visit):
    size, (large, small) = derived(visit, photographs.jpeg(1600, 1000))
    _size, (same, _same_too) = derived(visit, photographs.jpeg(300, 200))

    assert size == (1600, 1000)
    assert opened(large).size == (1200, 750)
    assert opened(small).size == (480, 300)
    assert opened(same).size == (300, 200)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_whatever_came_in_a_plain_jpeg_comes_out(visit, kind):
    _size, copies = derived(visit, getattr(photographs, kind)())

    for copy in copies:
        image = opened(copy)
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert "progressive" not in image.info


def test_a_signature_on_transparent_paper_is_black_on_white(visit):
    _size, (large, _small) = derived(visit, photographs.signature())

    image = opened(large)
    assert min(image.getpixel((2, 2))) > 240
    assert max(image.getpixel((30, 10))) < 100


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_way_to_write_colour_can_be_shown(visit, mode):
    file = io.BytesIO()
    image = Image.new("L", (20, 10), 128) if mode == "I;16" else Image.new(mode, (20, 10))
    image.convert("I;16" if mode == "I;16" else mode).save(
        file, "JPEG" if mode == "CMYK" else "PNG"
    )

    _size, copies = derived(visit, file.getvalue())

    assert opened(copies[0]).size == (20, 10)


def test_a_truncated_photograph_is_told_apart_from_a_broken_disk(visit):
    photo = factories.make_photo(visit, body=photographs.truncated())
    file = uploads.photo_file(photo)

    with pytest.raises(BadPhoto):
        imaging.derive(photo, file)
    file.unlink()
    with pytest.raises(FileNotFoundError):
        imaging.derive(photo, file)


def test_too_many_pixels_are_never_decoded(tmp_path):
    file = tmp_path / "bomb.png"
    file.write_bytes(photographs.bomb())

    with pytest.raises(Invalid):
        imaging.identify(file)


def test_a_copy_is_whole_or_not_there(visit, monkeypatch):
    photo = factories.make_photo(visit, body=photographs.jpeg())

    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(OSError, match="No space"):
        imaging.derive(photo, uploads.photo_file(photo))

    assert not copies.derivative_path(photo, 480).exists()
    assert not copies.derivative_path(photo, 1200).exists()


def test_only_the_sizes_that_are_made_have_a_place(visit):
    with pytest.raises(ValueError, match="640"):
        copies.derivative_path(factories.make_photo(visit), 640)


class TestWhatADocumentEncloses:
    """A photograph as the `data:` address that every phone carries."""

    def enclosed(self, body, most_bytes=80_000):
        head, _comma, encoded = imaging.enclosed(io.BytesIO(body), most_bytes=most_bytes).partition(
            ","
        )
        assert head == "data:image/jpeg;base64"
        return base64.b64decode(encoded)

    @pytest.mark.parametrize("orientation", photographs.TURNED)
    def test_it_is_upright_and_says_nothing_of_who_took_it_or_where(self, orientation):
        content = self.enclosed(photographs.turned(orientation))

        image = opened(content)
        red, blue = image.getpixel((8, 8)), image.getpixel((8, 40))
        assert image.size == (64, 48)
        assert red[0] > 150 > red[1]
        assert blue[2] > 150 > blue[0]
        assert not image.getexif()
        assert b"Sami" not in content

    def test_what_somebody_wrote_into_the_file_does_not_stay(self):
        body = io.BytesIO()
        opened(photographs.jpeg()).save(body, "JPEG", comment=b"Sami was here")

        assert b"Sami" not in self.enclosed(body.getvalue())

    @pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "signature"])
    def test_it_is_made_of_whatever_a_phone_takes(self, kind):
        assert opened(self.enclosed(getattr(photographs, kind)())).format == "JPEG"

    def test_it_becomes_smaller_until_it_fits(self):
        body = photographs.jpeg(2000, 1500)

        light = self.enclosed(body, most_bytes=8_000)

        assert len(light) <= 8_000 < len(self.enclosed(body)) <= 80_000
        assert max(opened(light).size) < 1200

    def test_what_cannot_be_as_small_as_that_is_refused(self):
        with pytest.raises(BadPhoto):
            self.enclosed(photographs.jpeg(2000, 1500), most_bytes=100)

    @pytest.mark.parametrize(
        "body", [b"", b"GIF89a", photographs.jpeg()[:400]], ids=["empty", "a GIF", "half"]
    )
    def test_what_cannot_be_opened_to_its_end_is_refused(self, body):
        with pytest.raises(BadPhoto):
            self.enclosed(body)

    def test_a_picture_of_too_many_pixels_is_not_decoded(self, monkeypatch):
        monkeypatch.setattr(imaging, "MAX_PIXELS", 1000)

        with pytest.raises(BadPhoto):
            self.enclosed(photographs.jpeg())
