"""What a reviewer would object to, by the table that the phone must pass too."""

import pytest

from shopper.coaching.remarks import CODES
from tests import cases
from tests.shopper.coaching.visits import remarks_of

TABLE = cases.load("coaching")


@pytest.mark.parametrize("case", **cases.named(TABLE))
def test_a_case_of_the_table(case):
    found = [remark.as_document() for remark in remarks_of(case)]

    assert cases.differences(found, case["expect"]) == [], case["because"]


def test_every_code_has_a_case():
    codes = {remark["code"] for case in TABLE for remark in case["expect"]}

    assert codes == set(CODES)
    assert len(TABLE) >= 60
