"""No text on a page is glued together from parts, which other languages order and decline otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.http import web

TEMPLATES = Path(web.__file__).parent / "templates"
# Punctuation between items of a loop, joined values, a comma or dash between two values, a text added to another.
GLUE = re.compile(
    r"loop\.(?:last|first) %\}[,;]|\bjoin\(|[\w\"\)] ~ [\w\"\(]|\}\}(?:</\w+>)*(?:, | – |; )(?:<\w+>)*\{\{|%\}[,;] "
)
APART = {"docs.html"}  # the reference of the API, whose types and limits are in the notation of its specification
CITATION = re.compile(r'<p class="citation".*')  # in a style of citing


@pytest.mark.parametrize("name", sorted({path.name for path in TEMPLATES.glob("*.html")} - APART))
def test_no_string_is_glued_together(name: str) -> None:
    text = CITATION.sub("", (TEMPLATES / name).read_text(encoding="utf8"))
    assert [text[found.start() - 60 : found.end() + 40] for found in GLUE.finditer(text)] == []


@pytest.mark.parametrize(
    "glued",
    [
        "{% if not loop.last %}, {% endif %}",
        '{{ names | join(", ") }}',
        '{{ "by " ~ name }}',
        "{{ first | day }} – {{ last | day }}",
        "<b>{{ by }}</b>, {{ at }}",
        "{% if source %}, {{ source }}{% endif %}",
    ],
)
def test_glue_is_found(glued: str) -> None:
    assert GLUE.search(glued)
