"""The pages hold everything once, tell nothing they must not, and are the same bytes each time."""

import hashlib
import io
import re
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest

from reports import rendering
from reports.audience import Audience
from reports.shapes import Counts, Mean
from tests.reports import fixtures
from tests.reports.drawing import drawn, images_of

SECTIONS = [
    *("Journey", "Trend and comparison", "Follow-ups"),
    *("Answers", "Narrative", "Photo evidence", "Method"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("photos")


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")


def section(text: str, name: str) -> str:
    """The text from a section's heading to the next one's."""
    following = [*SECTIONS, None][SECTIONS.index(name) + 1]
    end = rf"(?=^{following}$)" if following else r"\Z"
    return re.search(rf"^{name}$(.*?){end}", text, re.S | re.M)[1]


def numbers(text: str, letter: str) -> list[int]:
    """All numbers after the letter; beside Arabic the extracted text runs backwards, 1Q for Q1."""
    found = re.findall(rf"(?<![\w-]){letter}(\d+)\b|(?<![\w-])(\d+){letter}\b", text)
    return sorted(int(forwards or backwards) for forwards, backwards in found)


def digests_of(pdf: bytes) -> list[str]:
    return [hashlib.sha256(body).hexdigest() for body in images_of(pdf)]


def bookmarks_of(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:

        def below(items):
            for item in items:
                yield item.title
                yield from below(item.children)

        return list(below(outline.root))


@pytest.fixture(scope="module")
def visit(folder):
    return fixtures.visit_content(folder)


@pytest.fixture(scope="module")
def visit_pages(visit, folder):
    return drawn(visit, folder)


@pytest.fixture(scope="module")
def location(folder):
    return fixtures.location_content(folder)


@pytest.fixture(scope="module")
def location_pages(location, folder):
    return drawn(location, folder)


@pytest.fixture(params=["visit", "location"])
def pages(request):
    return request.getfixturevalue(f"{request.param}_pages")


def test_weasyprint_remarks_nothing(pages):
    assert pages.log == ()


def test_every_section_is_a_bookmark_in_its_order(pages):
    assert bookmarks_of(pages.pdf) == ["Verdict", *SECTIONS]


def test_every_question_stands_once_among_the_answers(visit, visit_pages):
    answers = section(text_of(visit_pages.pdf), "Answers")

    expected = [line.number for moment in visit.moments for line in moment.lines]
    assert numbers(answers, "Q") == sorted(expected)


def test_every_question_of_a_period_stands_once_among_the_answers(location, location_pages):
    answers = section(text_of(location_pages.pdf), "Answers")

    assert numbers(answers, "Q") == sorted(line.number for line in location.lines)


def test_every_follow_up_stands_once_among_the_follow_ups(visit, visit_pages):
    follow_ups = section(text_of(visit_pages.pdf), "Follow-ups")

    assert numbers(follow_ups, "F") == [one.number for one in visit.follow_ups]


def test_every_photograph_is_shown_once_with_its_number(visit, visit_pages):
    evidence = section(text_of(visit_pages.pdf), "Photo evidence")
    shown = digests_of(visit_pages.pdf)

    assert numbers(evidence, "P") == [photo.number for photo in visit.photos]
    assert sorted(shown) == sorted(
        [visit.photos[0].large, *(photo.small for photo in visit.photos)]
    )


def test_the_photographs_are_embedded_byte_for_byte(visit, visit_pages):
    known = {digest for photo in visit.photos for digest in (photo.small, photo.large)}

    assert set(digests_of(visit_pages.pdf)) <= known


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 60])
def test_no_photograph_is_lost_whatever_their_number(count, folder):
    content = fixtures.visit_content(folder, photos=count)

    pages = drawn(content, folder)

    evidence = section(text_of(pages.pdf), "Photo evidence")
    assert numbers(evidence, "P") == list(range(1, count + 1))
    assert pages.log == ()


def test_beyond_sixty_the_photographs_are_on_the_web_and_their_number_is_said(folder):
    pages = drawn(fixtures.visit_content(folder, photos=64), folder)

    evidence = section(text_of(pages.pdf), "Photo evidence")
    assert numbers(evidence, "P") == list(range(1, 61))
    assert "4 more photographs are on the web" in evidence


def test_the_same_content_is_always_the_same_file(
    visit, visit_pages, location, location_pages, folder
):
    assert drawn(visit, folder).pdf == visit_pages.pdf
    assert drawn(location, folder).pdf == location_pages.pdf


def test_the_file_says_what_it_is_and_in_which_language(visit_pages):
    with pikepdf.open(io.BytesIO(visit_pages.pdf)) as document:
        assert str(document.docinfo["/Title"]) == "Visit report: Cab 12"
        assert str(document.Root.Lang) == "en"
        assert document.Root.MarkInfo.Marked


def test_only_the_products_own_fonts_are_in_the_file(visit_pages):
    fonts = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", visit_pages.pdf))
    with pikepdf.open(io.BytesIO(visit_pages.pdf)) as document:
        fonts |= {
            str(thing.BaseFont).split("+")[-1].encode()
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }

    assert fonts
    assert all(font.startswith(b"Moments") or b"Inter" in font for font in fonts), fonts


def test_the_verdict_is_readable_on_the_first_page_alone(visit_pages):
    first = pypdfium2.PdfDocument(visit_pages.pdf)[0].get_textpage().get_text_range()

    for words in ("3 moments of magic, 2 miseries", "84.6 %", "81.2 %", "knock-outs failed", "P1"):
        assert (words in first) == (words != "P1")
    assert "What to do first" in first


@pytest.mark.parametrize(
    ("photos", "most_pages", "most_bytes"), [(24, 9, 10**6), (60, 13, 2_200_000)]
)
def test_a_report_stays_within_its_pages_and_bytes(photos, most_pages, most_bytes, folder):
    pages = drawn(fixtures.visit_content(folder, photos=photos), folder)

    assert pages.page_count <= most_pages
    assert len(pages.pdf) <= most_bytes


def test_a_comparison_on_fewer_than_three_visits_is_called_one(folder):
    content = fixtures.visit_content(folder, photos=0, visits=1, network=2)

    text = text_of(drawn(content, folder).pdf)

    assert "too few visits to compare (2)" in text
    assert "Too few visits to call anything a trend." in text
    assert "81.2 %" not in text


def test_the_staff_copy_tells_no_day_and_no_name(visit, location, folder):
    text = text_of(drawn(visit, folder, audience=Audience.STAFF).pdf)
    text += text_of(drawn(location, folder, audience=Audience.STAFF).pdf)

    for telling in ("2026", "2025", "Nov", "Petra Vogel", "published on"):
        assert telling not in text, telling
    assert "Crumbs between the seats" in text


def test_the_owners_copy_ends_with_the_follow_ups_and_the_method(visit, folder):
    pages = drawn(visit, folder, audience=Audience.OWNER)

    assert bookmarks_of(pages.pdf) == ["Verdict", *SECTIONS[:3], "Method"]
    assert digests_of(pages.pdf) == [visit.photos[0].large]


def test_a_correction_says_so_on_its_first_page(folder):
    changed = fixtures.version(2, "The note on the wheel was about another cab.")
    pages = drawn(fixtures.visit_content(folder, version=changed), folder)

    first = pypdfium2.PdfDocument(pages.pdf)[0].get_textpage().get_text_range()

    assert "Version 2, a correction." in first
    assert "about another cab" in first
    assert changed.replaces in first.replace("\r\n", "")


TEXTS = {
    "arabic": "كانت السيارة نظيفة جدا والسائق مهذب",
    "hebrew": "הנהג פתח את הדלת וחייך",
    "german": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung " * 3,
    "no blank": "x" * 600,
    "markup": "<b>bold</b> & <img src='https://example.org/x.png'> {{ content }} {% now 'Y' %}",
    "lines": "First.\n\n\nSecond.\tThird.",
    "zero width": "a\u200bb\u200dc\u2060d\ufeff",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_a_shopper_writes_is_drawn_whole_and_without_remark(text, folder):
    rows = [(text[:150], "people", "misery", "50.0", text), *fixtures.RIDE[1:]]
    content = fixtures.visit_content(folder, photos=3, rows=rows)

    pages = drawn(content, folder)

    assert pages.log == ()
    answers = section(text_of(pages.pdf), "Answers")
    assert numbers(answers, "Q") == list(range(1, 61))


@pytest.mark.parametrize("rows", range(4, 12))
def test_names_and_drawing_of_a_chart_stay_on_one_page(rows, folder):
    content = fixtures.visit_content(folder, photos=0, moments=rows)

    document = pypdfium2.PdfDocument(drawn(content, folder).pdf)

    heading = "Each moment against the network"
    pages = [page.get_textpage().get_text_range() for page in document]
    page = next(text.split(heading)[1] for text in pages if heading in text)
    assert all(moment.name in page for moment in content.moments)
    assert page.count(" %") >= rows


def test_markup_in_a_note_stays_text(folder):
    rows = [("Door", "people", "misery", "50.0", TEXTS["markup"]), *fixtures.RIDE[1:]]

    text = text_of(drawn(fixtures.visit_content(folder, photos=0, rows=rows), folder).pdf)

    assert "<b>bold</b>" in text
    assert "{{ content }}" in text


def test_an_emoji_is_said_in_words():
    said = rendering.in_words("Great 👍🏽 👩‍🍳 ❤️ ▲ ✓")

    assert said == "Great [thumbs up sign] [woman][cooking] [heavy black heart] ▲ [check mark]"


def test_a_visit_of_which_nothing_was_answered_is_a_report(folder):
    content = fixtures.visit_content(folder, photos=0, moments=2)
    moments = tuple(
        replace(
            moment,
            verdict=None,
            percent=None,
            change=None,
            past=(None,),
            impression="",
            sentence="Not observed.",
            network=Mean(None, 0),
            lines=tuple(
                replace(line, state="unanswered", answer="", share=None, lost=None, note="")
                for line in moment.lines
            ),
        )
        for moment in content.moments
    )
    nothing = replace(
        content,
        percent=None,
        change=None,
        counts=Counts(0, 0, 0),
        moments=moments,
        follow_ups=(),
        earlier_follow_ups=(),
        trend=(),
    )

    pages = drawn(nothing, folder)

    text = text_of(pages.pdf)
    assert pages.log == ()
    assert "Not observed" in text
    assert numbers(section(text, "Answers"), "Q") == list(range(1, 11))


def test_a_visit_without_any_moment_is_a_report(folder):
    content = fixtures.visit_content(folder, photos=0, moments=1)

    pages = drawn(replace(content, moments=(), counts=Counts(0, 0, 0), follow_ups=()), folder)

    assert pages.log == ()


def test_moments_that_the_business_does_not_control_stand_apart(folder):
    content = fixtures.visit_content(folder, photos=0)
    moments = (*content.moments[:-1], replace(content.moments[-1], is_controlled=False))

    pages = drawn(replace(content, moments=moments, uncontrolled_percent=Decimal("71.4")), folder)

    text = section(text_of(pages.pdf), "Journey")
    apart = text.split("Not in the hands of the business")[1]
    assert "71.4 %" in apart
    assert "Talk or quiet" in apart


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_is_a_setting(paper, size, folder):
    pages = drawn(fixtures.visit_content(folder, photos=0), folder, paper=paper)

    page = pypdfium2.PdfDocument(pages.pdf)[0]
    assert (round(page.get_width()), round(page.get_height())) == size


LONGEST = ("Außenreinigungszustandsprüfung des Personenbeförderungsfahrzeugs " * 3)[:150]


@pytest.mark.parametrize("moments", [1, 12, 24])
@pytest.mark.parametrize("name", ["Door", LONGEST], ids=["short", "long"])
def test_the_cover_is_one_page_whatever_stands_on_it(moments, name, folder):
    rows = [(name, *found[1:]) for found in fixtures.RIDE]

    pages = drawn(fixtures.visit_content(folder, photos=3, moments=moments, rows=rows), folder)

    second = pypdfium2.PdfDocument(pages.pdf)[1].get_textpage().get_text_range()
    assert "Journey" in second.splitlines()[:3]
