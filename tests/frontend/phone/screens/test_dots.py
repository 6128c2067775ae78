"""The facts of a visit in a line: a dot between two of them, and none where a line begins or ends."""

import pytest

# A dot stands before its item. The first item of a line begins at the list's edge, where the dot is cut off.
STRAY = """() => {
  const list = document.querySelector(".dots");
  const { clipPath, direction } = getComputedStyle(list);
  const edge = direction === "rtl" ? "right" : "left";
  const at = (item) => item.getBoundingClientRect();
  return [...list.children].filter((item, place, all) => {
    const isFirst = !place || at(all[place - 1]).top !== at(item).top;
    const isAtEdge = Math.abs(at(item)[edge] - at(list)[edge]) < 1;
    const { inlineSize } = getComputedStyle(item, "::before");
    const isCut = clipPath === `inset(0px ${inlineSize})`;
    return !isCut || isFirst !== isAtEdge || getComputedStyle(item, "::after").content !== "none";
  }).map((item) => item.textContent);
}"""


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_dot_is_seen_only_between_two_facts_of_the_same_line(screen, width, language):
    screen.page.set_viewport_size({"width": width, "height": 740})

    page = screen.open("visits", language)

    assert page.locator(".dots span").count() > 1
    assert page.evaluate(STRAY) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
