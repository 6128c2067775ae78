"""Distances on Earth, against ones that are known."""

from math import pi

import pytest

from shopper.visits.distance import MEAN_EARTH_RADIUS_M, Position, metres

QUARTER_M = MEAN_EARTH_RADIUS_M * pi / 2
GREENWICH = Position(51.4778, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Position(0, 0), Position(0, 90), QUARTER_M),
        (Position(90, 0), Position(0, 123), QUARTER_M),
        (Position(90, 0), Position(-90, 0), 2 * QUARTER_M),
        (Position(12, 34), Position(-12, -146), 2 * QUARTER_M),
        (Position(0, 179.5), Position(0, -179.5), QUARTER_M / 90),
    ],
    ids=["along the equator", "from a pole", "pole to pole", "antipodes", "over the date line"],
)
def test_parts_of_a_great_circle_are_as_long_as_they_are(one, other, expected):
    assert metres(one, other) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "known_km"),
    [
        (Position(36.12, -86.67), Position(33.94, -118.40), 2886.4),
        (Position(50.0664, -5.7147), Position(58.6440, -3.0700), 968.9),
    ],
    ids=["the airports of Nashville and Los Angeles", "Land's End to John o' Groats"],
)
def test_places_far_apart_lie_as_far_apart_as_is_known(one, other, known_km):
    assert metres(one, other) / 1000 == pytest.approx(known_km, rel=1e-3)


def test_forty_metres_are_forty_metres():
    north = Position(GREENWICH.latitude + 40 / (QUARTER_M / 90), GREENWICH.longitude)

    assert metres(GREENWICH, north) == pytest.approx(40, abs=1e-6)


def test_a_place_lies_nowhere_from_itself_and_as_far_there_as_back():
    other = Position(48.137, 11.575)

    assert metres(other, other) == 0
    assert metres(GREENWICH, other) == metres(other, GREENWICH)
