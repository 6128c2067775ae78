"""The demo's photographs are such as a camera would have made them."""

import io
from datetime import datetime, timedelta, timezone

import pytest
from PIL import ExifTags, Image, ImageOps, ImageStat

from reports.demo import pictures
from reports.demo.photographs import (
    Canvas,
    Taken,
    as_the_camera_wrote_it,
    jpeg,
    with_exif,
)

CET = timezone(timedelta(hours=1))
TAKEN = Taken(datetime(2026, 11, 20, 18, 4, 5, tzinfo=CET), 53.5459, -9.9682)


def quarters():
    """A picture whose four corners differ, so that no turn of it looks like another."""
    canvas = Canvas((160, 120), seed=1)
    canvas.slab((0, 0, 50, 37), (250, 0, 0))
    canvas.slab((50, 0, 100, 37), (0, 250, 0))
    canvas.slab((0, 37, 50, 75), (0, 0, 250))
    canvas.slab((50, 37, 100, 75), (240, 240, 240))
    return canvas.developed(grain=0, dark_corners=0)


def opened(photo):
    return Image.open(io.BytesIO(photo))


def differ_by(one, other):
    """How far apart two pictures are, 0 to 255 on average."""
    assert one.size == other.size
    pairs = zip(ImageStat.Stat(one).mean, ImageStat.Stat(other).mean, strict=True)
    corners = [(5, 5), (150, 5), (5, 110), (150, 110)]
    worst = max(
        abs(a - b) for p in corners for a, b in zip(one.getpixel(p), other.getpixel(p), strict=True)
    )
    return max(worst, *(abs(a - b) for a, b in pairs))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_held_in_any_of_eight_ways_is_upright_once_its_note_is_heeded(orientation):
    upright = quarters()

    written = opened(as_the_camera_wrote_it(upright, TAKEN, orientation=orientation))

    assert written.getexif()[ExifTags.Base.Orientation] == orientation
    assert differ_by(ImageOps.exif_transpose(written), upright) < 12
    assert (written.size == upright.size) == (orientation < 5)


def test_a_photograph_as_sent_says_when_and_where_and_keeps_its_pixels():
    plain = jpeg(quarters())

    sent = with_exif(plain, TAKEN)

    exif = opened(sent).getexif()
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2026:11:20 18:04:05"
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] == "+01:00"
    assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
    assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLongitudeRef] == "W"
    assert [
        round(float(part)) for part in exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude]
    ] == [53, 32, 45]
    assert opened(sent).tobytes() == opened(plain).tobytes()


def test_the_same_scene_is_the_same_picture_each_time():
    first = pictures.as_sent("receipt")
    pictures.as_sent.cache_clear()

    assert pictures.as_sent("receipt") == first


@pytest.mark.parametrize("name", ["cab-night", "counter-gaps"])
def test_a_picture_as_sent_has_the_size_and_weight_of_a_phones(name):
    sent = pictures.as_sent(name)

    assert opened(sent).size == pictures.size_px(name) == (1600, 1200)
    assert 120_000 < len(sent) < 450_000
    assert not opened(sent).getexif()


@pytest.mark.slow
def test_originals_have_twelve_megapixels_and_every_orientation(tmp_path):
    written = list(pictures.write_originals(tmp_path, taken_at=TAKEN.at))

    seen = {Image.open(path).getexif()[ExifTags.Base.Orientation] for path in written}
    assert seen == set(range(1, 9))
    assert {Image.open(path).size for path in written} == {(4000, 3000), (3000, 4000)}
    assert all(path.stat().st_size > 1_500_000 for path in written)
