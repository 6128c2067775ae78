"""Photographs made by code: drawn, lit, blurred and grained; the demo ships no pictures of people.

The only user of Pillow in the demo. Lengths are in hundredths of the longer side, so that a
scene looks the same at 12 megapixels and at the size a phone sends.
"""

import io
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Photograph = Image.Image

CAMERA_PX = (4000, 3000)
PHONE_PX = (1600, 1200)

# What a viewer must do to see the picture upright, by EXIF orientation; the camera did the reverse.
LAID_DOWN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True)
class Taken:
    """When and where a photograph was taken: what a camera writes beside the pixels."""

    at: datetime
    latitude: float | None = None
    longitude: float | None = None


class Canvas:
    """A picture being painted, from what is far to what is near."""

    def __init__(self, size_px: tuple[int, int], *, seed: int, portrait: bool = False) -> None:
        wide, high = size_px
        self.size_px = (high, wide) if portrait else (wide, high)
        self.unit = max(size_px) / 100
        self.width, self.height = self.size_px[0] / self.unit, self.size_px[1] / self.unit
        self.image = Image.new("RGB", self.size_px, (128, 128, 128))
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.dice = random.Random(seed)

    def shade(self, box: Box, top: Colour, bottom: Colour) -> None:
        """Fill a rectangle with a vertical gradient."""
        left, upper, right, lower = self._px(box)
        size = (max(right - left, 1), max(lower - upper, 1))
        ramp = Image.linear_gradient("L").resize(size)
        self.image.paste(
            Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp),
            (left, upper),
        )

    def slab(self, box: Box, fill: Colour, *, round_by: float = 0.0, opacity: float = 1.0) -> None:
        self.pen.rounded_rectangle(
            self._px(box), radius=round_by * self.unit, fill=(*fill, round(255 * opacity))
        )

    def shape(self, points: Sequence[Point], fill: Colour, *, opacity: float = 1.0) -> None:
        scaled = [(x * self.unit, y * self.unit) for x, y in points]
        self.pen.polygon(scaled, fill=(*fill, round(255 * opacity)))

    def disc(
        self, centre: Point, radius: float, fill: Colour, *, flat: float = 1.0, opacity: float = 1.0
    ) -> None:
        """Paint a circle, or an ellipse `flat` times as high as it is wide."""
        x, y = centre
        box = (x - radius, y - radius * flat, x + radius, y + radius * flat)
        self.pen.ellipse(self._px(box), fill=(*fill, round(255 * opacity)))

    def stroke(
        self, points: Sequence[Point], colour: Colour, thickness: float, *, opacity: float = 1.0
    ) -> None:
        scaled = [(x * self.unit, y * self.unit) for x, y in points]
        width = max(1, round(thickness * self.unit))
        self.pen.line(scaled, fill=(*colour, round(255 * opacity)), width=width, joint="curve")

    def words(
        self, at: Point, text: str, size: float, colour: Colour, *, centred: bool = False
    ) -> None:
        self.pen.text(
            (at[0] * self.unit, at[1] * self.unit),
            text,
            fill=colour,
            font=ImageFont.load_default(size * self.unit),
            anchor="mm" if centred else "la",
        )

    def glow(self, centre: Point, radius: float, colour: Colour, *, strength: float = 1.0) -> None:
        """Let light fall around a point: added to what is there, as light is."""
        x, y = centre
        left, upper, right, lower = self._px((x - radius, y - radius, x + radius, y + radius))
        size = (right - left, lower - upper)
        falling = ImageChops.invert(Image.radial_gradient("L")).resize(size)
        light = Image.merge(
            "RGB",
            [falling.point(lambda v, c=c: round(v * v / 255 * c / 255 * strength)) for c in colour],
        )
        area = self.image.crop((left, upper, right, lower))
        self.image.paste(ImageChops.add(area, light), (left, upper))

    def soft(self, radius: float, paint: Callable[["Canvas"], None]) -> None:
        """Paint something with soft edges: a shadow, a reflection, a thing close to the lens."""
        sharp = self.image.copy()
        paint(self)
        changed = (
            ImageChops.difference(self.image, sharp).convert("L").point(lambda v: 255 if v else 0)
        )
        self.image.paste(
            Image.composite(
                self._blurred(self.image, radius), sharp, self._blurred(changed, radius)
            )
        )

    def out_of_focus(self, radius: float) -> None:
        """Blur all that has been painted so far: it lies behind what comes next."""
        self.image.paste(self._blurred(self.image, radius))

    def _blurred(self, image: Photograph, radius: float) -> Photograph:
        """Blur at a quarter of the size: what is soft needs no more, and it is sixteen times quicker."""
        blur = ImageFilter.GaussianBlur(radius * self.unit / 4)
        return image.reduce(4).filter(blur).resize(image.size, Image.Resampling.BILINEAR)

    def developed(
        self,
        *,
        warmth: float = 0.0,
        exposure: float = 1.0,
        grain: int = 9,
        tilt_degrees: float = 0.0,
        dark_corners: float = 0.35,
    ) -> Photograph:
        """Return the finished photograph: tilted hand, soft lens, tint, dark corners, grain."""
        image = self.image
        if tilt_degrees:
            image = _tilted(image, tilt_degrees)
        image = image.filter(ImageFilter.BoxBlur(self.unit * 0.05))
        tint = Image.new(
            "RGB",
            image.size,
            (255, round(255 - 16 * abs(warmth)), round(255 - 52 * warmth))
            if warmth >= 0
            else (round(255 + 52 * warmth), round(255 + 16 * warmth), 255),
        )
        image = ImageChops.multiply(image, tint)
        image = ImageEnhance.Brightness(image).enhance(exposure)
        image = _corners_darkened(image, dark_corners)
        return _grained(image, grain, self.dice)

    def _px(self, box: Box) -> tuple[int, int, int, int]:
        left, upper, right, lower = (round(value * self.unit) for value in box)
        return left, upper, right, lower


def lit(colour: Colour, by: int) -> Colour:
    """Return the colour in more light, or with a negative number in less."""
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue


def jpeg(image: Image.Image, *, quality: int = 80) -> bytes:
    """Return the picture as a JPEG without metadata, upright."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def as_the_camera_wrote_it(image: Image.Image, taken: Taken, *, orientation: int = 1) -> bytes:
    """Return the picture as a camera keeps it: turned as it was held, with EXIF saying how."""
    laid = image.transpose(LAID_DOWN[orientation]) if orientation in LAID_DOWN else image
    out = io.BytesIO()
    laid.save(out, "JPEG", quality=90, exif=_exif(taken, orientation))
    return out.getvalue()


def with_exif(plain_jpeg: bytes, taken: Taken) -> bytes:
    """Return a JPEG with time and place put in, without touching a pixel: what the phone does."""
    exif = _exif(taken, 1)
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    return plain_jpeg[:2] + segment + plain_jpeg[2:]


def _exif(taken: Taken, orientation: int) -> bytes:
    exif = Image.Exif()
    written = taken.at.strftime("%Y:%m:%d %H:%M:%S")
    offset = taken.at.strftime("%z") or "+0000"
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Moments", "Drawn by code"
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.DateTime] = written
    exif[ExifTags.Base.ExifOffset] = {
        ExifTags.Base.DateTimeOriginal: written,
        ExifTags.Base.OffsetTimeOriginal: f"{offset[:3]}:{offset[3:]}",
    }
    if taken.latitude is not None and taken.longitude is not None:
        exif[ExifTags.Base.GPSInfo] = _position(taken.latitude, taken.longitude)
    return exif.tobytes()


def _position(latitude: float, longitude: float) -> dict[int, Any]:
    return {
        ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _degrees(abs(latitude)),
        ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _degrees(abs(longitude)),
    }


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = (value - int(value)) * 60
    return float(int(value)), float(int(minutes)), round((minutes - int(minutes)) * 60, 3)


def _tilted(image: Photograph, degrees: float) -> Photograph:
    """Turn the picture a little about its middle, and come closer so that no corner is empty."""
    cos, sin = math.cos(math.radians(degrees)) / 1.06, math.sin(math.radians(degrees)) / 1.06
    x, y = image.width / 2, image.height / 2
    turn = (cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y)
    return image.transform(image.size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR)


def _corners_darkened(image: Image.Image, by: float) -> Image.Image:
    falling = Image.radial_gradient("L").point(lambda v: round(255 - by * 255 * (v / 255) ** 3))
    mask = falling.resize(image.size, Image.Resampling.BILINEAR)
    return ImageChops.multiply(image, Image.merge("RGB", (mask, mask, mask)))


def _grained(image: Photograph, strength: int, dice: random.Random) -> Photograph:
    """Add the sensor's noise: finer in light, coarser in colour."""
    if not strength:
        return image
    wide, high = image.size
    light = Image.frombytes("L", image.size, dice.randbytes(wide * high))
    coarse = (wide // 4, high // 4)
    colour = Image.frombytes("RGB", coarse, dice.randbytes(coarse[0] * coarse[1] * 3))
    colour = colour.resize(image.size, Image.Resampling.BILINEAR)
    noise = Image.blend(Image.merge("RGB", (light, light, light)), colour, 0.4)
    span = strength / 128
    return ImageChops.add(image, noise.point(lambda v: round(128 + (v - 128) * span)), 1, -128)
