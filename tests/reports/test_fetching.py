"""A drawing fetches nothing but kept photographs and the product's own fonts, whatever a page asks for."""

import pytest

from reports import rendering
from reports.jobs import Unrenderable
from reports.rendering import Fetcher
from tests.reports import fixtures
from tests.reports.drawing import drawn


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("photos")


FORBIDDEN = [
    *("http://127.0.0.1/x.png", "https://example.org/x.png", "ftp://example.org/x"),
    *("file:///etc/passwd", "file:report.css", "data:image/png;base64,iVBORw0KGgo="),
    *("photo:../../etc/passwd", "photo:" + "0" * 64, "photo:" + "a" * 63, "photo:" + "A" * 64),
    *("asset:../models.py", "asset:report.css", "asset:fonts/../../models.py", "asset:"),
    *("javascript:alert(1)", "gopher://example.org/", "blob:x", "PHOTO:" + "a" * 64),
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_nothing_but_kept_photographs_and_own_fonts_is_fetched(url, folder):
    with pytest.raises(BaseException, match=r"may not fetch|is not there"):
        Fetcher(folder).fetch(url)


WAYS = {
    "image": '<img src="{}" alt="x">',
    "style": '<p style="background: url({})">x</p>',
    "import": '<style>@import "{}";</style>',
    "font": "<style>@font-face {{ font-family: Q; src: url({}) }} p {{ font-family: Q }}</style><p>x</p>",
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "attachment": '<link rel="attachment" href="{}">',
    "linked attachment": '<a rel="attachment" href="{}">x</a>',
    "object": '<object data="{}" type="image/png"></object>',
    "embed": '<embed src="{}" type="image/png">',
    "svg image": '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    "list marker": '<ul><li style="list-style-image: url({})">x</li></ul>',
    "border": '<p style="border-image: url({}) 1; border: 1px solid">x</p>',
    "content": "<style>p::before {{ content: url({}) }}</style><p>x</p>",
}


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x.png", "file:///etc/hostname"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_document_that_reaches_out_is_not_drawn(way, url, folder):
    html = f'<html lang="en"><title>x</title><body>{way.format(url)}</body></html>'

    with pytest.raises(Unrenderable):
        rendering.draw_markup(html, photo_folder=folder, paper="A4")


def test_a_drawing_that_uses_another_document_gets_nothing(folder, monkeypatch):
    asked = []
    monkeypatch.setattr(Fetcher, "fetch", lambda self, url, headers=None: asked.append(url))
    use = '<svg width="9" height="9"><use href="http://127.0.0.1:9/x.svg#a"/></svg>'

    rendering.draw_markup(
        f'<html lang="en"><title>x</title><body>{use}</body></html>',
        photo_folder=folder,
        paper="A4",
    )

    assert asked == []


def test_a_photograph_that_is_missing_fails_the_report_instead_of_leaving_a_gap(folder, tmp_path):
    visit = fixtures.visit_content(folder)

    with pytest.raises(Unrenderable, match="is not there"):
        drawn(visit, tmp_path)
