"""What the documents say is held by a test is held by one that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w./-]+\.(?:py|js))::([^`]+)`")
PACKAGES = ("shopper", "api", "frontend", "reports", "deploy", "tests")
DOCUMENTS = [path for package in PACKAGES for path in (ROOT / package).rglob("README.md")]
PROMISES = [
    (document.relative_to(ROOT).as_posix(), file, name)
    for document in DOCUMENTS
    for file, name in NAMED.findall(document.read_text())
]


def test_the_promises_of_synchronisation_name_their_tests():
    assert sum(document == "shopper/sync/README.md" for document, _, _ in PROMISES) >= 40


@pytest.mark.parametrize(("document", "file", "name"), PROMISES)
def test_each_test_that_a_document_names_exists(document, file, name):
    text = (ROOT / file).read_text()
    start = f"def {name}(" if file.endswith(".py") else f'test("{name}"'

    assert start in text, f"{document} names a test that {file} does not have"
