"""Pages obey the strict content security policy: no script and no style inside the markup."""

import re

import pytest

from tests.architecture.tree import files, name_of

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*(\bsrc=|type=\"application/json\"))[^>]*>",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


def templates():
    """Return every page; letters are left out, for a mail reader knows no style sheet."""
    return [
        path
        for path in files()
        if path.suffix in {".html", ".svg"}
        and "templates" in path.parts
        and "email" not in path.parts
    ]


def inline_parts(markup: str) -> list[str]:
    return [match.group().strip() for match in INLINE.finditer(COMMENT.sub("", markup))]


def test_no_template_carries_a_script_or_a_style():
    found = [
        f"{name_of(path)}: {part}"
        for path in templates()
        for part in inline_parts(path.read_text())
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_the_rule_sees_what_the_policy_would_block(markup):
    assert inline_parts(markup)


def test_the_rule_lets_files_and_data_pass():
    markup = '<script type="module" src="main.js"></script><svg fill="red"></svg><p class="on">'

    assert inline_parts(markup) == []
