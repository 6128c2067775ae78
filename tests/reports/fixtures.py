"""Contents of reports as realistic as a published visit's, with photographs, and no database."""

import hashlib
import io
import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from reports import photo_store
from reports.location_content import LocationContent
from reports.shapes import (
    Checklist,
    Comparison,
    Counts,
    FollowUp,
    Journey,
    LensMean,
    Line,
    Mean,
    Moment,
    PastVisit,
    PeriodMoment,
    Photo,
    Place,
    Remark,
    Repeated,
    Trend,
    Version,
    Why,
)
from reports.visit_content import VisitContent

REPORT = "5f0e7c1a-9d4b-4c8e-8a53-1f2d3c4b5a69"
VISITED_ON = date(2026, 11, 21)

# name, kind, verdict, percent, what was found
RIDE = [
    ("Outside of the cab", "place", "mediocrity", "85.7", "Polished, but the left rear wheel was dull."),
    ("The driver's dress", "people", "magic", "100.0", "White shirt, black tie, and a fresh flower."),
    ("Door and welcome", "people", "magic", "100.0", "He was out of the cab before the rain reached me."),
    ("Luggage", "people", "mediocrity", "100.0", ""),
    ("The promise card", "message", "mediocrity", "75.0", "The card was in the door, he did not hand it over."),
    ("Inside of the cab", "place", "misery", "37.5", "Crumbs between the seats and a sticky floor mat."),
    ("Refreshment", "product", "magic", "100.0", "Coffee or cold water, and he had both within reach."),
    ("Reading", "product", "mediocrity", "66.7", "Two newspapers of last week."),
    ("Radio", "process", "mediocrity", "100.0", ""),
    ("Temperature", "process", "mediocrity", "100.0", "Asked once, at the start."),
    ("Route", "process", "misery", "50.0", "Took the tunnel at five o'clock without a word about the queue."),
    ("Talk or quiet", "people", "mediocrity", "100.0", ""),
]  # fmt: skip
LONG_GERMAN = [
    "Außenreinigungszustand des Personenbeförderungsfahrzeugs",
    "Kleiderordnungsangelegenheiten der Fahrerin",
    "Begrüßungsfreundlichkeitserwartung an der Fahrzeugtür",
    "Gepäckverladungsunterstützungsbereitschaft",
]
QUESTIONS = [
    ("Is it what was promised?", "standard", "yes_no", "3"),
    ("Was it offered without asking?", "standard", "yes_no", "2"),
    ("How well was it done?", "standard", "rating", "1"),
    ("Did anything go beyond what you would expect?", "extra", "yes_no", "1"),
    ("In your own words", "note", "text", "1"),
]


@cache
def photograph(seed: int, side_px: int) -> bytes:
    """A picture with detail enough to weigh what a shrunk photograph weighs, without metadata."""
    dice = random.Random(seed)
    wide, high = side_px, side_px * 3 // 4
    image = Image.effect_noise((wide // 3, high // 3), 26).convert("RGB").resize((wide, high))
    tint = Image.new("RGB", (wide, high), tuple(dice.randint(60, 200) for _ in range(3)))
    image = Image.blend(image, tint, 0.72)
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = dice.randint(0, wide), dice.randint(0, high)
        box = (x, y, x + dice.randint(20, wide // 3), y + dice.randint(15, high // 3))
        draw.rounded_rectangle(box, 8, fill=tuple(dice.randint(30, 220) for _ in range(3)))
    body = io.BytesIO()
    image.save(body, "JPEG", quality=80)
    return body.getvalue()


def keep_photograph(folder: Path, seed: int, side_px: int) -> str:
    """Put a picture where the renderer looks for it, and return its digest."""
    body = photograph(seed, side_px)
    digest = hashlib.sha256(body).hexdigest()
    path = photo_store.path_of(digest, within=folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return digest


def version(number: int = 1, changed: str = "") -> Version:
    replaces = "0c1d2e3f-4a5b-4c6d-8e7f-102132435465" if changed else ""
    return Version(REPORT, number, date(2026, 11, 23), replaces, changed)


def place(name: str = "Cab 12") -> Place:
    return Place(name, "Harbour Cabs", "Landungsbrücken 4, 20359 Hamburg")


def line(number: int, found: tuple, question: tuple, photos: tuple[int, ...] = ()) -> Line:
    _name, _kind, verdict, percent, note = found
    text, role, kind, weight = question
    loses = role == "standard" and Decimal(percent) < 100 and kind == "yes_no" and weight == "3"
    sees = role == "extra" and verdict == "magic"
    share = {"standard": Decimal(0 if loses else 1), "extra": Decimal(int(sees)), "note": None}[
        role
    ]
    answer = {"yes_no": "No" if loses or (role == "extra" and not sees) else "Yes"}
    answers = {
        "rating": "4 of 5 · Good",
        "text": f"{note} I would ride with him again." if note else "",
    }
    return Line(
        number=number,
        text=text,
        kind=kind,
        role=role,
        is_knock_out=loses and verdict == "misery",
        weight=Decimal(weight),
        state="answered" if role != "note" or note else "unanswered",
        answer=(answer | answers)[kind],
        share=share,
        lost=Decimal("4.2") if loses else Decimal("0.0") if role == "standard" else None,
        note=note if loses or sees else "",
        reason="",
        photos=photos,
    )


def visit_content(
    folder: Path,
    *,
    photos: int = 24,
    moments: int = 12,
    rows: list[tuple] | None = None,
    visits: int = 12,
    network: int = 40,
    language: str = "en",
    **changes: object,
) -> VisitContent:
    """A cab ride with so many moments and photographs, after so many earlier visits."""
    journey = [(rows or RIDE)[index % len(rows or RIDE)] for index in range(moments)]
    order = sorted(range(moments), key=lambda index: (journey[index][2] != "misery", index))
    of_moment: dict[int, list[int]] = {index: [] for index in range(moments)}
    for number in range(photos):
        of_moment[order[number * moments // max(1, photos)]].append(number + 1)
    return VisitContent(
        **{  # type: ignore[arg-type]
            "version": version(),
            "place": place(),
            "visited_on": VISITED_ON,
            "lens": "shopper",
            "checklist": Checklist("Cab ride", 3, language),
            "percent": Decimal("84.6"),
            "uncontrolled_percent": None,
            "change": Decimal("-3.1") if visits > 1 else None,
            "counts": counts([found[2] for found in journey]),
            "answered": moments * 3,
            "applicable": moments * 3 + 1,
            "moments": tuple(
                moment(index, found, tuple(of_moment[index]), visits, network)
                for index, found in enumerate(journey)
            ),
            "photos": tuple(
                photo(folder, number, index, journey[index])
                for index in order
                for number in of_moment[index]
            ),
            "follow_ups": follow_ups(journey),
            "earlier_follow_ups": follow_ups(journey, status="done")[:2] if visits > 1 else (),
            "trend": past_visits(visits),
            "comparison": comparison(network),
            "lenses": (),
            **changes,
        }
    )


def counts(verdicts: list[str | None]) -> Counts:
    return Counts(*(verdicts.count(name) for name in ("misery", "mediocrity", "magic")))


def moment(index: int, found: tuple, photos: tuple[int, ...], visits: int, network: int) -> Moment:
    name, kind, verdict, percent, note = found
    first = index * len(QUESTIONS) + 1
    dice = random.Random(index)
    past = (*(Decimal(dice.randint(60, 100)) for _ in range(visits - 1)), Decimal(percent))
    return Moment(
        number=index + 1,
        name=name,
        kind=kind,
        is_controlled=True,
        weight=Decimal(1),
        verdict=verdict,
        percent=Decimal(percent),
        answered=3,
        applicable=3,
        why=Why("below_floor" if verdict == "misery" else "magic", Decimal(60), Decimal(90)),
        change=past[-1] - past[-2] if visits > 1 else None,
        network=Mean(Decimal("81.4") if network else None, network),
        past=past,
        sentence=note or "As promised; nothing beyond it was seen.",
        impression="I felt looked after from the first second." if verdict == "magic" else "",
        lines=tuple(
            line(first + at, found, question, photos if at == 0 else ())
            for at, question in enumerate(QUESTIONS)
        ),
        photos=photos,
    )


def photo(folder: Path, number: int, index: int, found: tuple) -> Photo:
    return Photo(
        number=number,
        small=keep_photograph(folder, number, 480),
        large=keep_photograph(folder, number, 1200),
        moment=index + 1,
        moment_name=found[0],
        question=index * len(QUESTIONS) + 1,
        caption=found[4] or "As it was when the door was opened",
        verdict=found[2],
        is_loss=found[2] == "misery",
    )


def follow_ups(journey: list[tuple], status: str = "open") -> tuple[FollowUp, ...]:
    kinds = {"place": "repair", "people": "coach", "process": "retrain"}
    telling = [one for one in enumerate(journey) if one[1][2] in {"misery", "magic"}]
    telling.sort(key=lambda one: one[1][2] == "magic")
    return tuple(
        FollowUp(
            number=number,
            kind=kinds.get(found[1], "retrain") if found[2] == "misery" else "reward",
            status=status,
            moment=index + 1,
            moment_name=found[0],
            text="Put right: Is it what was promised?"
            if found[2] == "misery"
            else "Say thank you for: Did anything go beyond what you would expect?",
            points=Decimal("5.2") if found[2] == "misery" else None,
            assignee="Petra Vogel" if number == 1 else "",
            due_on=date(2026, 12, 4) if number == 1 else None,
            questions=(index * len(QUESTIONS) + 1,),
        )
        for number, (index, found) in enumerate(telling, start=1)
    )


def past_visits(visits: int) -> tuple[PastVisit, ...]:
    dice = random.Random(7)
    days = [VISITED_ON - timedelta(days=29 * back) for back in reversed(range(visits))]
    return tuple(
        PastVisit(
            day,
            Decimal("84.6") if day == VISITED_ON else Decimal(dice.randint(700, 960)) / 10,
            Counts(dice.randint(0, 3), dice.randint(5, 9), dice.randint(0, 4)),
        )
        for day in days
    )


def comparison(network: int) -> Comparison:
    return Comparison(
        first_on=date(2025, 11, 21),
        last_on=VISITED_ON,
        here=Mean(Decimal("83.9"), 12),
        network=Mean(Decimal("81.2") if network else None, network),
        region=Mean(Decimal("79.0"), min(2, network)) if network else None,
        region_name="Hamburg port" if network else "",
    )


def location_content(
    folder: Path, *, visits: int = 8, photos: int = 24, network: int = 40, **changes: object
) -> LocationContent:
    """Eight months of cab rides at one location."""
    dice = random.Random(3)
    past = past_visits(visits)
    return LocationContent(
        **{  # type: ignore[arg-type]
            "version": version(),
            "place": place(),
            "first_on": date(2026, 4, 1),
            "last_on": date(2026, 11, 30),
            "visit_count": visits,
            "mean": Mean(Decimal("84.1"), visits),
            "before": Mean(Decimal("79.8"), 6),
            "counts": Counts(11, 58, 27),
            "knock_outs": 2,
            "journeys": (
                Journey(
                    checklist="Cab ride",
                    versions=(2, 3),
                    visits=past,
                    moments=tuple(
                        period_moment(index, found, visits, network, dice)
                        for index, found in enumerate(RIDE)
                    ),
                    mean=Mean(Decimal("84.1"), visits),
                    before=Mean(Decimal("79.8"), 6),
                    trend=Trend("noise", Decimal("4.3"), Decimal("5.9")),
                ),
            ),
            "lines": tuple(repeated(visits, photos)),
            "remarks": tuple(
                Remark(one.visited_on, found[0], found[2], found[4])
                for one in reversed(past)
                for found in RIDE
                if found[2] != "mediocrity"
            ),
            "photos": tuple(
                photo(folder, number + 1, number % len(RIDE), RIDE[number % len(RIDE)])
                for number in range(photos)
            ),
            "follow_ups": follow_ups(RIDE),
            "earlier_follow_ups": follow_ups(RIDE, status="done")[:2],
            "comparison": comparison(network),
            "lenses": (
                LensMean("shopper", Mean(Decimal("84.1"), visits)),
                LensMean("manager", Mean(Decimal("95.0"), 2)),
            ),
            **changes,
        }
    )


def period_moment(
    index: int, found: tuple, visits: int, network: int, dice: random.Random
) -> PeriodMoment:
    name, _kind, verdict, percent, note = found
    others = ["mediocrity", "mediocrity", "magic", None, verdict, verdict]
    verdicts = [dice.choice(others) for _ in range(visits - 1)] + [verdict]
    return PeriodMoment(
        number=index + 1,
        name=name,
        is_controlled=True,
        counts=counts(verdicts),
        mean=Mean(Decimal(percent), visits),
        change=Decimal("1.4"),
        network=Mean(Decimal("81.4") if network else None, network),
        verdicts=tuple(verdicts),
        past=tuple(Decimal(dice.randint(50, 100)) for _ in range(visits)),
        sentence=f"Misery on 2 of {visits}. Lately: {note}"
        if note
        else "As expected on all visits.",
    )


def repeated(visits: int, photos: int) -> list[Repeated]:
    return [
        Repeated(
            number=index * 2 + at + 1,
            journey=1,
            moment=found[0],
            text=QUESTIONS[0][0] if at == 0 else QUESTIONS[3][0],
            role="standard" if at == 0 else "extra",
            is_knock_out=found[2] == "misery" and at == 0,
            times=0 if found[3] == "100.0" and at == 0 else 1 + index % 4,
            of=visits,
            lost=Decimal(0) if found[3] == "100.0" or at else Decimal(index + 1) / 4,
            remarks=(Remark(VISITED_ON, found[0], found[2], found[4]),) if found[4] else (),
            photos=(index + 1,) if index < photos and at == 0 else (),
        )
        for index, found in enumerate(RIDE)
        for at in range(2)
    ]
