"""Whose places the demo visits: a cab company, an airline, a chain of bakeries."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """One location, in words and in degrees; its service is what visits find there on average.

    `service` runs from 0 (nothing works) to 1 (all of it does), `warmth` from 0 to 1 says how often
    somebody does more than was expected, and `drift` what eight months change about `service`.
    """

    name: str
    address: str
    postal_code: str
    city: str
    latitude: str
    longitude: str
    region: str = ""
    directions: str = ""
    tags: tuple[str, ...] = ()
    service: float = 0.82
    warmth: float = 0.35
    drift: float = 0.0
    weak_at: tuple[str, ...] = ()
    looks: dict[str, str] = field(default_factory=dict)  # this picture, shown by that one here


@dataclass(frozen=True)
class Client:
    """One organization with its regions, each with the region it lies in, or none."""

    name: str
    regions: dict[str, str | None] = field(default_factory=dict)
    places: tuple[Place, ...] = ()


CREAM = {"cab-polished": "cab-plain", "cab-night": "cab-evening"}

HARBOUR_CABS = Client(
    name="Harbour Cabs",
    regions={"Airport rank": None, "Harbour rank": None},
    places=(
        Place(
            "Cab 12",
            "Bei den St. Pauli-Landungsbrücken 4",
            "20359",
            "Hamburg",
            "53.545853",
            "9.968912",
            region="Harbour rank",
            tags=("black", "six seats"),
            directions="Wally waits at the head of the rank below the clock tower. Ask for cab 12.",
            service=1.0,
            warmth=0.86,
            drift=0.0,
        ),
        Place(
            "Cab 7",
            "Flughafenstraße 1–3",
            "22335",
            "Hamburg",
            "53.632510",
            "10.006480",
            region="Airport rank",
            tags=("cream",),
            looks=CREAM,
            directions="Arrivals, terminal 1, second lane.",
            service=0.66,
            warmth=0.12,
            drift=-0.06,
            weak_at=("door", "welcome", "outside", "luggage"),
        ),
        Place(
            "Cab 3",
            "Flughafenstraße 1–3",
            "22335",
            "Hamburg",
            "53.632710",
            "10.006950",
            region="Airport rank",
            tags=("cream",),
            looks=CREAM,
            directions="Arrivals, terminal 2, first lane.",
            service=0.84,
            warmth=0.34,
            drift=0.07,
            weak_at=("radio",),
        ),
        Place(
            "Cab 9",
            "Willy-Brandt-Straße 45",
            "20457",
            "Hamburg",
            "53.547060",
            "9.992290",
            region="Harbour rank",
            tags=("cream",),
            looks=CREAM,
            directions="Rank opposite St. Nikolai.",
            service=0.80,
            warmth=0.30,
            weak_at=("inside",),
        ),
        Place(
            "Cab 15",
            "Am Sandtorkai 77",
            "20457",
            "Hamburg",
            "53.542910",
            "9.992860",
            region="Harbour rank",
            tags=("cream", "electric"),
            looks=CREAM,
            directions="Rank at the Speicherstadt, next to the bridge.",
            service=0.88,
            warmth=0.42,
            drift=0.03,
        ),
        Place(
            "Cab 21",
            "Hachmannplatz 16",
            "20099",
            "Hamburg",
            "53.553130",
            "10.007870",
            region="Airport rank",
            tags=("cream",),
            looks=CREAM,
            directions="Main station, north exit.",
            service=0.74,
            warmth=0.22,
            drift=0.12,
            weak_at=("route", "temperature"),
        ),
    ),
)

NORTHERN_AIR = Client(
    name="Northern Air",
    regions={"Scandinavia": None, "Continent": None},
    places=(
        Place(
            "Hamburg – Oslo",
            "Flughafenstraße 1–3",
            "22335",
            "Hamburg",
            "53.630400",
            "9.988200",
            region="Scandinavia",
            tags=("NA 418",),
            directions="Terminal 1, counters 12 to 16.",
            service=0.87,
            warmth=0.4,
            weak_at=("counter",),
        ),
        Place(
            "Hamburg – København",
            "Flughafenstraße 1–3",
            "22335",
            "Hamburg",
            "53.630400",
            "9.988200",
            region="Scandinavia",
            tags=("NA 402",),
            directions="Terminal 1, counters 12 to 16.",
            service=0.8,
            warmth=0.3,
            drift=0.06,
            weak_at=("arrival",),
        ),
        Place(
            "Hamburg – München",
            "Flughafenstraße 1–3",
            "22335",
            "Hamburg",
            "53.630400",
            "9.988200",
            region="Continent",
            tags=("NA 117",),
            directions="Terminal 1, counters 12 to 16.",
            service=0.72,
            warmth=0.2,
            weak_at=("gate", "counter"),
        ),
    ),
)
