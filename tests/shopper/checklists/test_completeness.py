"""What a visit still needs, by the table that the phone must pass too."""

import pytest

from shopper.checklists import completeness
from tests import cases

TABLE = cases.load("completeness")


def missing(case):
    document = {"touchpoints": case["touchpoints"]}
    return completeness.missing(
        document, {"answers": case["answers"]}, case["photos"], opened=case.get("opened", ())
    )


@pytest.mark.parametrize("case", **cases.named(TABLE))
def test_a_case_of_the_table(case):
    gaps = [gap.as_document() for gap in missing(case)]

    assert gaps == case["expect"], case["because"]


def test_every_code_has_a_case():
    codes = {gap["code"] for case in TABLE for gap in case["expect"]}

    assert codes == {"answer", "photo", "note", "reason"}
