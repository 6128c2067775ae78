"""Tiny photographs made by code: upright, sideways, transparent, broken, and none at all."""

import io

import numpy
import piexif
from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

TURNED = range(1, 9)  # every orientation EXIF knows


def picture(width: int = 64, height: int = 48, *, seed: int = 1) -> Image.Image:
    """Four coloured quarters, so that every turn can be told, with a grain of their own."""
    red, green, blue, white = (200, 30, 30), (30, 160, 30), (30, 30, 200), (240, 240, 240)
    pixels = numpy.zeros((height, width, 3), dtype=numpy.int16)
    pixels[: height // 2, : width // 2] = red
    pixels[: height // 2, width // 2 :] = green
    pixels[height // 2 :, : width // 2] = blue
    pixels[height // 2 :, width // 2 :] = white
    grain = numpy.random.default_rng(seed).integers(-8, 8, pixels.shape)
    return Image.fromarray((pixels + grain).clip(0, 255).astype(numpy.uint8))


def jpeg(width: int = 64, height: int = 48, *, seed: int = 1, exif: bytes = b"") -> bytes:
    return _saved(picture(width, height, seed=seed), "JPEG", exif=exif, quality=90)


def png(width: int = 64, height: int = 48) -> bytes:
    return _saved(picture(width, height), "PNG")


def webp(width: int = 64, height: int = 48) -> bytes:
    return _saved(picture(width, height), "WEBP")


def heic(width: int = 64, height: int = 48) -> bytes:
    return _saved(picture(width, height), "HEIF")


def signature() -> bytes:
    """One black stroke on transparent paper."""
    image = Image.new("RGBA", (60, 20), (0, 0, 0, 0))
    for x in range(10, 50):
        image.putpixel((x, 10), (0, 0, 0, 255))
    return _saved(image, "PNG")


def turned(orientation: int) -> bytes:
    """Return a JPEG that looks upright once its EXIF orientation is obeyed, with a place in it."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = picture()
    if orientation in back:
        image = image.transpose(back[orientation])
    noted = {
        "0th": {piexif.ImageIFD.Orientation: orientation, piexif.ImageIFD.Artist: b"Sami"},
        "GPS": {piexif.GPSIFD.GPSLatitude: ((53, 1), (32, 1), (0, 1))},
    }
    return _saved(image, "JPEG", exif=piexif.dump(noted), quality=95)


def truncated() -> bytes:
    """Return a JPEG whose header is whole and whose picture ends half-way."""
    whole = jpeg(640, 480)
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    """Return a small PNG that says it is 20000 pixels wide and high."""
    chunk = bytearray(png())
    chunk[16:24] = (20_000).to_bytes(4) + (20_000).to_bytes(4)
    return bytes(chunk)


NOT_PHOTOGRAPHS = {
    "a text": b"not an image at all, but long enough to be looked at",
    "HTML": b"<!doctype html><html><script>alert(1)</script></html>",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    "the first bytes of a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a GIF": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00",
    "one byte": b"\x00",
}


def _saved(image: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
