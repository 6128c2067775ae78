"""The archive's copy can be read for decades, and carries what it says as data."""

import csv
import io
import json
import re
from dataclasses import replace

import pikepdf
import pytest

from reports.audience import Audience
from reports.location_content import LocationContent
from reports.visit_content import VisitContent
from tests.reports import fixtures
from tests.reports.drawing import drawn


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def visit(folder):
    return fixtures.visit_content(folder, photos=3)


@pytest.fixture(scope="module")
def archived(visit, folder):
    return drawn(visit, folder, audience=Audience.ARCHIVE)


def opened(pages):
    return pikepdf.open(io.BytesIO(pages.pdf))


def inside(pages) -> dict[str, bytes]:
    with opened(pages) as document:
        return {name: one.get_file().read_bytes() for name, one in document.attachments.items()}


def table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_it_declares_itself_as_pdf_a_3a_with_the_colours_it_means(archived):
    with opened(archived) as document:
        metadata = bytes(document.Root.Metadata.read_bytes())
        assert re.search(rb"pdfaid:part[=>\"]+3", metadata)
        assert re.search(rb"pdfaid:conformance[=>\"]+A", metadata)
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert document.Root.MarkInfo.Marked
        assert "/ID" in document.trailer
    assert archived.log == ()


def test_its_content_is_inside_as_data_that_this_product_reads_back(visit, archived):
    files = inside(archived)

    assert set(files) == {"visit.json", "answers.csv"}
    assert VisitContent.from_json(json.loads(files["visit.json"])) == visit
    with opened(archived) as document:
        assert {str(one.AFRelationship) for one in document.Root.AF} == {"/Data"}


def test_every_answer_is_a_row_of_its_table(visit, archived):
    rows = table(inside(archived)["answers.csv"])

    lines = [line for moment in visit.moments for line in moment.lines]
    assert [int(row["number"]) for row in rows] == [line.number for line in lines]
    assert [row["question"] for row in rows] == [line.text for line in lines]
    assert [row["answer"] for row in rows] == [line.answer for line in lines]


def test_a_note_never_becomes_a_formula(visit, folder):
    first, *others = visit.moments
    line = replace(first.lines[0], note="=HYPERLINK(1)")
    content = replace(visit, moments=(replace(first, lines=(line,)), *others))

    rows = table(inside(drawn(content, folder, audience=Audience.ARCHIVE))["answers.csv"])

    assert rows[0]["note"] == "'=HYPERLINK(1)"


def test_a_locations_copy_carries_its_period(folder):
    content = fixtures.location_content(folder)

    files = inside(drawn(content, folder, audience=Audience.ARCHIVE))

    assert set(files) == {"location.json", "answers.csv"}
    assert LocationContent.from_json(json.loads(files["location.json"])) == content
    assert len(table(files["answers.csv"])) == len(content.lines)


def test_the_same_content_is_always_the_same_file(visit, archived, folder):
    assert drawn(visit, folder, audience=Audience.ARCHIVE).pdf == archived.pdf


def test_other_copies_carry_nothing(visit, folder):
    for audience in set(Audience) - {Audience.ARCHIVE}:
        assert inside(drawn(visit, folder, audience=audience)) == {}
