"""A report tells nothing of the phone that photographed, nor of the machine that drew."""

import io

import piexif
import pikepdf
from PIL import Image

from tests.reports import fixtures
from tests.reports.drawing import drawn, images_of


def test_no_metadata_of_a_photograph_is_in_the_file(tmp_path):
    content = fixtures.visit_content(tmp_path, photos=2)
    position = {piexif.GPSIFD.GPSLatitudeRef: "N", piexif.GPSIFD.GPSLatitude: ((53, 1),) * 3}
    exif = piexif.dump({"0th": {piexif.ImageIFD.Make: "Telephone"}, "GPS": position})
    for path in tmp_path.rglob("*.jpg"):
        piexif.insert(exif, str(path))

    images = images_of(drawn(content, tmp_path).pdf)

    assert images
    for body in images:
        with Image.open(io.BytesIO(body)) as image:
            assert image.format == "JPEG"
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "photoshop"} & set(image.info)


def test_no_date_of_the_machine_is_in_the_file(tmp_path):
    for content in (
        fixtures.visit_content(tmp_path, photos=0),
        fixtures.location_content(tmp_path),
    ):
        with pikepdf.open(io.BytesIO(drawn(content, tmp_path).pdf)) as document:
            assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())
            assert b"CreateDate" not in bytes(document.Root.Metadata.read_bytes())
