"""Visits to be coached, in the shape of a case of the table, and random ones as Hypothesis draws them."""

from typing import Any

from hypothesis import strategies as st

from shopper.coaching.remarks import Facts, Remark, remarks
from tests.shopper.scoring import sheets


def remarks_of(case: dict[str, Any]) -> list[Remark]:
    facts = Facts(**case.get("facts", {}))
    return remarks(checklist_of(case), {"answers": case["answers"]}, case["photos"], facts)


def checklist_of(case: dict[str, Any]) -> dict[str, Any]:
    """A document of an older version says nothing of staff."""
    said = {"staff_names": case["staff_names"]} if "staff_names" in case else {}
    return {
        "language": case.get("language", "en"),
        "touchpoints": case["touchpoints"],
        **said,
    }


SPOKEN = [
    *(
        "clean",
        "dirty",
        "not",
        "never",
        "but",
        "the",
        "was",
        "sauber",
        "schmutzigen",
        "nicht",
        "aber",
    ),
    *(
        "war",
        "Mr",
        "Mr.",
        "Frau",
        "Miller",
        "Müller",
        "Mitte",
        "Wally",
        "نظيفة",
        "قذرة",
        "غير",
        "السيد",
    ),
    *(
        "أحمد",
        "نَظِيفَةً",
        "Gutschein",
        "wasn't",
        "İstanbul",
        "straße",
        "ΟΔΟΣ",
        "²",
        "Ⅳ",
        "e\u0301te",
        "🚕",
        "_",
        "-",
    ),
]
FACTS = st.fixed_dictionaries(
    {
        "last_texts": st.lists(st.deferred(lambda: texts), max_size=2),
        "staff_names": st.lists(
            st.sampled_from(["Wally", "Miller Mitte", "", "e\u0301te"]), max_size=2
        ),
    }
)
texts = st.one_of(
    sheets.texts,
    st.lists(st.sampled_from(SPOKEN), max_size=9).map(" ".join),
    st.text(st.characters(categories=["L", "N", "P", "Zs", "Mn"]), max_size=12),
)


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    """A visit whose notes, reasons and texts say something, on a checklist of an older form or not."""
    visit = draw(sheets.visits())
    questions = {q["id"]: q for moment in visit["touchpoints"] for q in moment["questions"]}
    for name, answer in visit["answers"].items():
        answer |= {"note": draw(texts), "reason": draw(texts)}
        if questions[name]["kind"] == "text" and answer["state"] == "answered":
            answer["value"] = draw(texts)
            questions[name] |= draw(st.sampled_from([{}, {"text_min": None}, {"text_min": 5}]))
    said = draw(st.sampled_from([{}, {"staff_names": "allowed"}, {"staff_names": "forbidden"}]))
    language = draw(st.sampled_from(["en", "de-AT", "ar", "fi", ""]))
    return {**visit, **said, "language": language, "facts": draw(FACTS)}
