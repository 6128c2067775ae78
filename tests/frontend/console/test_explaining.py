"""Every number can say why: the arithmetic, the reasons, and what would lift it."""

from frontend.console import explaining

TEXTS = {"clean": "Is it clean?", "belts": "Are belts at hand?", "smell": "How does it smell?"}


def judged(percent, marks, code="below_floor", **why):
    return {
        "percent": percent,
        "marks": [
            {"question": key, "role": "standard", "state": "answered", "share": share, "weight": w}
            for key, share, w in marks
        ],
        "why": {
            "code": code,
            "floor": "60",
            "magic": "90",
            "knock_outs": [],
            "extras": [],
            "extras_without_evidence": [],
            **why,
        },
    }


MISERY = judged("37.5", [("clean", "0", "3"), ("belts", "1", "2"), ("smell", "0.25", "1")])


def test_the_sum_is_written_out_with_weights_and_shares():
    told = explaining.explain(MISERY, TEXTS)

    assert told.arithmetic == "(3 × 0 + 2 × 1 + 1 × 0.25) ÷ 6 = 37.5 %"


def test_what_would_lift_it_starts_with_the_question_that_costs_most():
    lifts = explaining.explain(MISERY, TEXTS).lifts

    assert [(lift.text, lift.percent, lift.verdict) for lift in lifts] == [
        ("Is it clean?", "87.5", "mediocrity"),
        ("How does it smell?", "50.0", "misery"),
    ]


def test_nothing_lifts_a_moment_while_another_knock_out_has_failed():
    both = judged(
        "0.0",
        [("clean", "0", "1"), ("belts", "0", "1")],
        code="knock_out",
        knock_outs=["belts"],
    )

    lifts = {lift.question: lift.verdict for lift in explaining.explain(both, TEXTS).lifts}

    assert lifts == {"clean": "misery", "belts": "misery"}


def test_a_lift_reaches_magic_only_with_an_extra_that_was_seen():
    short = [("clean", "0", "1"), ("belts", "1", "9")]
    plain = explaining.explain(judged("90.0", short, code="no_extra"), TEXTS)
    with_extra = explaining.explain(judged("90.0", short, code="magic", extras=["card"]), TEXTS)

    assert plain.lifts[0].verdict == "mediocrity"
    assert with_extra.lifts[0].verdict == "magic"


def test_a_failed_knock_out_is_named():
    told = explaining.explain(
        judged("0.0", [("belts", "0", "1")], code="knock_out", knock_outs=["belts"]), TEXTS
    )

    assert "Knock-out: “Are belts at hand?”" in told.reasons


def test_a_moment_without_standards_has_no_sum_and_nothing_to_lift():
    told = explaining.explain(judged(None, [], code="nothing"), TEXTS)

    assert told.arithmetic == ""
    assert told.lifts == ()


def test_a_single_standard_is_not_written_as_a_division():
    told = explaining.explain(judged("25.0", [("smell", "0.25", "2")]), TEXTS)

    assert told.arithmetic == "One standard counted: 0.25 of 1 = 25.0 %"
