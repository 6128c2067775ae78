"""The fonts in the tree are those of the packages, each with its licence."""

import pytest

from reports import rendering, vendoring


@pytest.mark.skipif(not vendoring.NODE.is_dir(), reason="needs `npm ci`")
def test_each_font_equals_the_one_in_its_package():
    differing = [
        name
        for (package, source), name in vendoring.FILES.items()
        if (vendoring.NODE / package / source).read_bytes() != (vendoring.FONTS / name).read_bytes()
    ]

    assert not differing, "run make vendor"


def test_every_font_a_report_may_fetch_is_there_and_no_other():
    named = {url.removeprefix("asset:fonts/") for url in rendering.ASSETS}
    there = {path.name for path in vendoring.FONTS.glob("*.woff2")}

    assert named == there == {name for name in vendoring.FILES.values() if name.endswith(".woff2")}
