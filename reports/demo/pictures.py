"""The demo's pool of photographs: each scene, and the light and the hand it is taken with."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from reports.demo import airport_scenes, bakery_scenes, cab_inside, cab_outside, paper_scenes
from reports.demo.photographs import (
    CAMERA_PX,
    PHONE_PX,
    Canvas,
    Photograph,
    Taken,
    as_the_camera_wrote_it,
    jpeg,
)

HAMBURG = (53.5459, 9.9682)
EXAMPLE_PX = (640, 480)
DARKROOM_HANDS = 2


@dataclass(frozen=True)
class Picture:
    """One scene with its light (warm above 0, cold below), exposure and tilt of the hand."""

    paint: Callable[[Canvas], None]
    warmth: float = 0.0
    exposure: float = 1.0
    tilt_degrees: float = 0.0
    portrait: bool = False
    grain: int = 9


PICTURES: dict[str, Picture] = {
    "cab-polished": Picture(cab_outside.outside_polished, tilt_degrees=0.8),
    "cab-plain": Picture(cab_outside.outside_cream, warmth=0.15, tilt_degrees=-1.1),
    "cab-evening": Picture(
        cab_outside.outside_cream, warmth=0.5, exposure=0.86, tilt_degrees=1.5, grain=13
    ),
    "cab-muddy": Picture(cab_outside.outside_muddy, warmth=-0.1, exposure=0.92),
    "cab-night": Picture(cab_outside.outside_at_night, exposure=1.15, grain=18),
    "cab-boot": Picture(cab_outside.boot, tilt_degrees=-0.7),
    "seat-clean": Picture(cab_inside.inside_clean, exposure=1.2, tilt_degrees=1.0),
    "seat-littered": Picture(cab_inside.inside_littered, exposure=1.15, tilt_degrees=-1.4),
    "promise-card": Picture(cab_inside.promise_card, exposure=1.08),
    "refreshments": Picture(cab_inside.refreshments, exposure=1.25, warmth=0.1),
    "reading": Picture(cab_inside.reading, exposure=1.15),
    "dashboard": Picture(cab_inside.dashboard, warmth=-0.15, tilt_degrees=0.6),
    "shop-front": Picture(bakery_scenes.bakery_front, tilt_degrees=-0.5),
    "counter-full": Picture(bakery_scenes.counter_full, tilt_degrees=1.2),
    "counter-gaps": Picture(bakery_scenes.counter_gaps, exposure=0.94, tilt_degrees=-1.0),
    "coffee": Picture(bakery_scenes.coffee_and_pastry, warmth=0.1),
    "table-messy": Picture(bakery_scenes.table_not_cleared, exposure=0.96, tilt_degrees=1.6),
    "receipt": Picture(paper_scenes.bakery_receipt, warmth=0.2, tilt_degrees=-1.2, portrait=True),
    "cab-receipt": Picture(paper_scenes.cab_receipt, warmth=0.1, tilt_degrees=1.4, portrait=True),
    "poster": Picture(paper_scenes.poster, tilt_degrees=-0.8, portrait=True),
    "ticket-counter": Picture(airport_scenes.ticket_counter, warmth=-0.1),
    "gate": Picture(airport_scenes.gate, tilt_degrees=0.7),
    "cabin": Picture(airport_scenes.cabin, warmth=-0.15, grain=12),
    "meal": Picture(airport_scenes.meal_on_board, exposure=1.05),
    "belt": Picture(airport_scenes.baggage_belt, tilt_degrees=1.0),
    "kerb": Picture(airport_scenes.kerbside, warmth=-0.1, tilt_degrees=-0.6),
}


CAPTIONS = {
    "cab-polished": "The cab at the kerb, polished",
    "cab-plain": "The cab as it drew up",
    "cab-evening": "The cab in the evening light",
    "cab-muddy": "Mud on doors and sill",
    "cab-night": "At the rank after dark",
    "cab-boot": "Both cases stowed",
    "seat-clean": "The back seat on getting in",
    "seat-littered": "Cup, wrappers and crumbs on the seat",
    "promise-card": "The card the driver handed over",
    "refreshments": "Flask, cups and the cool box",
    "reading": "What there was to read",
    "dashboard": "Temperature and the card of stations",
    "shop-front": "The shop from the pavement",
    "counter-full": "The counter on arrival",
    "counter-gaps": "Empty trays at the counter",
    "coffee": "What was ordered, as it came",
    "table-messy": "The table that was offered",
    "receipt": "The receipt",
    "cab-receipt": "Receipt with date, price and cab",
    "poster": "An advertisement on the way to the airport",
    "ticket-counter": "One of two desks open",
    "gate": "The gate ten minutes before boarding",
    "cabin": "The cabin on boarding",
    "meal": "The meal as served",
    "belt": "Bags arriving",
    "kerb": "The kerb before departures",
}


def _developed(name: str, size_px: tuple[int, int]) -> Photograph:
    picture = PICTURES[name]
    seed = sum(map(ord, name))
    canvas = Canvas(size_px, seed=seed, portrait=picture.portrait)
    picture.paint(canvas)
    return canvas.developed(
        warmth=picture.warmth,
        exposure=picture.exposure,
        tilt_degrees=picture.tilt_degrees,
        grain=picture.grain,
    )


_ahead: dict[str, Future[bytes]] = {}


@contextmanager
def drawn_ahead() -> Iterator[Executor]:
    """Draw every picture beside what the caller does meanwhile: Pillow lets other threads run.

    Gives the darkroom, for what else is to be done there with the pictures.
    """
    darkroom = ThreadPoolExecutor(DARKROOM_HANDS)
    _ahead.update({name: darkroom.submit(_drawn, name) for name in PICTURES})
    try:
        yield darkroom
    finally:
        darkroom.shutdown(cancel_futures=True)
        _ahead.clear()


@cache
def as_sent(name: str) -> bytes:
    """Return the picture as a phone sends it, 1600 px long, without metadata yet."""
    return _ahead[name].result() if name in _ahead else _drawn(name)


def _drawn(name: str) -> bytes:
    return jpeg(_developed(name, PHONE_PX), quality=80)


def as_example(name: str) -> bytes:
    """Return the picture as a checklist encloses it, 640 px long and some 30 kB."""
    return jpeg(_developed(name, EXAMPLE_PX), quality=60)


def size_px(name: str) -> tuple[int, int]:
    """Return width and height of the picture as sent."""
    wide, high = PHONE_PX
    return (high, wide) if PICTURES[name].portrait else (wide, high)


def write_originals(folder: Path, *, taken_at: datetime) -> Iterator[Path]:
    """Write 12-megapixel originals, one for each way a camera can be held, to try a phone with."""
    folder.mkdir(parents=True, exist_ok=True)
    names = (
        "cab-polished",
        "seat-clean",
        "promise-card",
        "counter-full",
        "gate",
        "receipt",
        "cab-night",
        "coffee",
    )
    for orientation, name in enumerate(names, start=1):
        taken = Taken(taken_at + timedelta(minutes=orientation), *HAMBURG)
        photograph = _developed(name, CAMERA_PX)
        path = folder / f"orientation-{orientation}-{name}.jpg"
        path.write_bytes(as_the_camera_wrote_it(photograph, taken, orientation=orientation))
        yield path
