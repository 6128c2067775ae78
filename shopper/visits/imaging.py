"""Photographs as pictures: look at the header, turn upright, strip, shrink. Alone uses Pillow."""

import base64
import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps
from pillow_heif import register_heif_opener

from shopper import disk
from shopper.errors import Invalid
from shopper.visits.copies import DERIVATIVES, derivative_path
from shopper.visits.models import Photo

register_heif_opener()

MAX_PIXELS = 50_000_000
MAX_SIDE_PX = 12_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with further pictures behind the first
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
}
# Longest side and quality of a picture in a document, tried one after the other until it is small enough.
ENCLOSED = ((1200, 82), (1200, 70), (960, 70), (720, 65), (480, 60), (320, 50), (160, 40))
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
}
# What Pillow and its plugins are known to raise on bytes that only look like a photograph.
UNREADABLE = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(EOFError, RuntimeError, MemoryError, struct.error, Image.DecompressionBombError),
)


class BadPhoto(Invalid):
    """The bytes are not a photograph that can be opened."""

    code = "bad_photo"
    sentence = _("This is not a photograph that can be opened.")


@dataclass(frozen=True)
class Header:
    """What a photograph says of itself before its pixels are decoded."""

    media_type: str
    width_px: int
    height_px: int


def identify(source: Path | BinaryIO) -> Header:
    """Return what the file's first bytes say, without decoding a pixel.

    Raises:
        BadPhoto: not a JPEG, PNG, WebP or HEIC, or more pixels than are ever decoded.
        OSError: the disk cannot be read.
    """
    try:
        with Image.open(source, formats=FORMATS) as image:
            header = Header(MEDIA_TYPES[image.format or ""], *image.size)
    except UNREADABLE as trouble:
        _raise_if_of_the_disk(trouble)
        raise BadPhoto(errors={"photo": [str(BadPhoto.sentence)]}) from trouble
    longest = max(header.width_px, header.height_px)
    if longest > MAX_SIDE_PX or header.width_px * header.height_px > MAX_PIXELS:
        raise BadPhoto(errors={"photo": [str(_("This photograph has too many pixels."))]})
    return header


def derive(photo: Photo, original: Path) -> tuple[int, int]:
    """Write both derivatives, whole or not at all, and return the upright original's size.

    Safe to repeat. The decoded pixels, 3 bytes each, are held in memory.

    Raises:
        BadPhoto: the bytes cannot be decoded to their end.
        OSError: the disk cannot be read or written.
    """
    size, image = _upright(original)
    for longest_px, quality in DERIVATIVES.items():
        image = _shrunk(image, longest_px)
        _write(image, derivative_path(photo, longest_px), quality)
    return size


def enclosed(source: BinaryIO, *, most_bytes: int) -> str:
    """Return a photograph as a document encloses it: the `data:` address of a small upright JPEG.

    Nothing of who took it, when or where is left in it.

    Raises:
        BadPhoto: the bytes cannot be decoded to their end, or not made as small as that.
    """
    _size, image = _upright(source)
    for longest_px, quality in ENCLOSED:
        image = _shrunk(image, longest_px)
        small = io.BytesIO()
        _bare(image).save(small, "JPEG", quality=quality, optimize=True)
        if small.tell() <= most_bytes:
            return f"data:image/jpeg;base64,{base64.b64encode(small.getvalue()).decode()}"
    raise BadPhoto


def _upright(source: Path | BinaryIO) -> tuple[tuple[int, int], Image.Image]:
    """Return the upright size of the original, and its pixels as RGB, perhaps drafted smaller."""
    identify(source)
    largest = max(DERIVATIVES)
    # WeasyPrint switches this on for its whole process, and half a photograph would pass for whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(source, formats=FORMATS) as image:
            turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
            width, height = image.size
            image.draft("RGB", (largest, largest))
            # Phones note a turn beside the pixels instead of turning them.
            upright = _flat(ImageOps.exif_transpose(image))
    except UNREADABLE as trouble:
        _raise_if_of_the_disk(trouble)
        raise BadPhoto from trouble
    return ((height, width) if turned else (width, height)), upright


def _flat(image: Image.Image) -> Image.Image:
    """Return opaque RGB: what is transparent, as around a signature, becomes white paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    layer = image.convert("RGBA")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _shrunk(image: Image.Image, longest_px: int) -> Image.Image:
    longest = max(image.size)
    if longest <= longest_px:
        return image
    width, height = (max(1, round(side * longest_px / longest)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _write(image: Image.Image, path: Path, quality: int) -> None:
    """Save a picture with new metadata of its own: none. Afterwards no power cut takes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    _bare(image).save(part, "JPEG", quality=quality, progressive=False)
    disk.sync(part)
    disk.move_for_good(part, path)


def _bare(image: Image.Image) -> Image.Image:
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _raise_if_of_the_disk(trouble: BaseException | Any) -> None:
    """Let trouble of the disk through; Pillow's own OSErrors carry no error number."""
    if isinstance(trouble, OSError) and trouble.errno is not None:
        raise trouble
