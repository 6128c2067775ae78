"""Random checklists with random answers, as Hypothesis draws them."""

from typing import Any

from hypothesis import strategies as st

from tests import cases

DEFAULTS = cases.defaults("scoring")
KEYS = "abcd"

weights = st.sampled_from(["1", "2", "3", "0.5", "0.1", "1.25", "100"])
points = st.sampled_from(
    [("1", "1", "1", "1"), ("3", "1", "0", "0.5"), ("-2", "2", "1", "-1"), ("-1", "0", "0", "-2")]
)
evidence = st.sampled_from(
    [
        {"rule": rule, "min": least, "max": 1000}
        for rule in ("none", "optional", "required", "required_when_bad")
        for least in (0, 2)
    ]
)
decimals = st.sampled_from(["-3", "0", "0.10", "4.9", "5", "5.0", "5.01", "17", "60", "61"])
texts = st.sampled_from(
    ["", " ", "\u00a0\ufeff", "\x1f", "\u0085", "No.", "1/0", "🚕🚕", " Crumbs. "]
)
kinds = st.sampled_from(
    [
        *("yes_no", "choice", "several", "rating", "number"),
        *("duration", "time", "text", "photo", "signature"),
    ]
)


@st.composite
def visits(draw: st.DrawFn, *, most_touchpoints: int = 3) -> dict[str, Any]:
    """A visit in the shape of a case: touchpoints, answers, photos."""
    asked: list[dict[str, Any]] = []
    moments = []
    for number in range(draw(st.integers(1, most_touchpoints))):
        questions = []
        for place in range(draw(st.integers(0, 4))):
            questions.append(draw(question(f"q{number}{place}", asked)))
            asked.append(questions[-1])
        moments.append(draw(touchpoint(f"t{number}", questions)))
    answered = [one for one in asked if draw(st.integers(0, 5))]
    pictures = draw(
        st.lists(st.sampled_from([0, 0, 1, 2]), min_size=len(asked), max_size=len(asked))
    )
    return cases.filled(
        {
            "touchpoints": moments,
            "answers": {one["id"]: draw(answer(one)) for one in answered},
            "photos": {one["id"]: n for one, n in zip(asked, pictures, strict=True) if n},
        },
        DEFAULTS,
    )


@st.composite
def touchpoint(draw: st.DrawFn, name: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    floor, magic = draw(st.sampled_from([("60", "90"), ("0", "50"), ("50", "50"), ("66.7", "100")]))
    return {
        "id": name,
        "controlled": draw(st.sampled_from([True, True, False])),
        "weight": draw(weights),
        "floor": floor,
        "magic": magic,
        "questions": questions,
    }


@st.composite
def question(draw: st.DrawFn, name: str, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    kind = draw(kinds)
    flags = draw(st.integers(0, 31))
    return {
        "id": name,
        "kind": kind,
        "role": draw(st.sampled_from(["standard", "standard", "standard", "extra", "note"])),
        "good": ("yes" if flags & 1 else "no") if kind == "yes_no" else None,
        "weight": draw(weights),
        "knock_out": flags & 6 == 6,
        "required": bool(flags & 2),
        "not_applicable": bool(flags & 8),
        "could_not_check": bool(flags & 16),
        "options": _options(draw(points)) if kind in {"choice", "several"} else [],
        "steps": draw(st.integers(2, 11)) if kind == "rating" else None,
        "bands": draw(st.sampled_from(BANDS)) if kind in {"number", "duration"} else [],
        "condition": draw(condition([one["id"] for one in earlier])) if earlier else None,
        "photo": draw(evidence),
        "note": draw(evidence),
    }


def _options(worth: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"key": key, "label": key, "points": each} for key, each in zip(KEYS, worth, strict=True)
    ]


BANDS: list[list[dict[str, str | None]]] = [
    [],
    [{"up_to": "5", "share": "1"}, {"up_to": "60", "share": "0.5"}, {"up_to": None, "share": "0"}],
    [{"up_to": "0", "share": "0.3"}, {"up_to": "17", "share": "0.7"}],
]


def condition(ids: list[str]) -> st.SearchStrategy[dict[str, Any] | None]:
    value = st.sampled_from(["yes", "no", *KEYS, 3, "5", "5.00", 60, "No.", "14:05"])
    comparison = st.one_of(
        st.fixed_dictionaries(
            {
                "question": st.sampled_from([*ids, "elsewhere"]),
                "op": st.sampled_from(["is", "is_not", "at_least", "at_most", "answered"]),
                "value": value,
            }
        ),
        st.fixed_dictionaries(
            {
                "question": st.sampled_from(ids),
                "op": st.just("any_of"),
                "value": st.lists(value, max_size=3),
            }
        ),
    )
    several = st.lists(comparison, max_size=3)
    nested = st.one_of(
        comparison,
        comparison.map(lambda part: {"not": part}),
        several.map(lambda parts: {"all": parts}),
        several.map(lambda parts: {"any": [{"not": {"all": parts}}, *parts[:1]]}),
    )
    return st.one_of(st.none(), st.none(), nested)


@st.composite
def answer(draw: st.DrawFn, asked: dict[str, Any]) -> dict[str, Any]:
    state = draw(st.sampled_from(["answered"] * 5 + ["not_applicable", "could_not_check"]))
    value = draw(values(asked)) if state == "answered" else None
    return {"state": state, "value": value, "note": draw(texts), "reason": draw(texts)}


def values(asked: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Answers of the right shape; drafts hold empty ones too."""
    began = st.sampled_from([None, "2026-11-22T10:00:00+01:00"])
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.sampled_from(["yes", "no", None]),
        "choice": st.sampled_from([*KEYS, None]),
        "several": st.lists(st.sampled_from(KEYS), unique=True),
        "rating": st.integers(1, asked["steps"] or 2),
        "number": st.one_of(decimals, st.just("")),
        "duration": st.fixed_dictionaries(
            {"seconds": st.integers(0, 100), "from": began, "to": began}
        ),
        "time": st.sampled_from(["14:05", "00:00"]),
        "text": texts,
    }
    return by_kind.get(asked["kind"], st.none())
