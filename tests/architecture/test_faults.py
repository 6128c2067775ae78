"""Every fault the product is to withstand has a test that causes it, or a written reason why none does."""

import re

import pytest

from tests.architecture.test_promises import NAMED
from tests.architecture.tree import ROOT

TABLE = (ROOT / "tests" / "faults" / "README.md").read_text()
ROWS = dict(re.findall(r"^\| (F\d+) \|.*\| ([^|]+) \|$", TABLE, re.MULTILINE))


@pytest.mark.parametrize("number", range(1, 41))
def test_each_fault_names_a_test_or_says_why_there_is_none(number):
    shown_by = ROWS[f"F{number}"]

    assert NAMED.search(shown_by) or re.match(r"None\b.*: \w", shown_by)


def test_no_fault_is_listed_twice():
    numbers = re.findall(r"^\| (F\d+) \|", TABLE, re.MULTILINE)

    assert len(numbers) == len(set(numbers)) == 40
