"""Emphasis, addresses of links and numbers of notes within sentences are read as nothing; those of structure stay."""

from __future__ import annotations

import re

import pytest

from attribution import attribute_text
from attribution.article.light_markup import light_markup
from attribution.article.replacements import replaced

PLAIN = (
    "The lido at Marrow Bay will open in June, Odile Brandt, its manager, said on Friday.\n\n"
    "“We have waited four years,” said Brandt. “We can wait four weeks.”\n\n"
    "Femi Okoro said the council had “no money for lifeguards.” Its treasurer, Sun-hee Park, did not answer.\n\n"
    "“I swim anyway.”"
)
NAMES = r"Odile Brandt|Femi Okoro|Sun-hee Park"


def read(text: str) -> str:
    found = replaced(text, light_markup(text))
    return text if found is None else found.text


VARIANTS = [
    re.sub(r"“[^”]*”", r"*\g<0>*", PLAIN),
    re.sub(r"“[^”]*”", r"_\g<0>_", PLAIN),
    re.sub(r"“([^”]*)”", r"“*\1*”", PLAIN),
    re.sub(NAMES, r"**\g<0>**", PLAIN),
    re.sub(NAMES, r"__\g<0>__", PLAIN),
    re.sub(NAMES, r"[\g<0>](https://news.example/people/a_b_c)", PLAIN),
    re.sub(r"\.(?= |\n)", ".[12]", PLAIN),
    re.sub(r"Marrow Bay|lifeguards", r"*\g<0>*", PLAIN),
]


@pytest.mark.parametrize("text", VARIANTS)
def test_a_text_with_markup_is_read_and_attributed_as_the_plain_text(text: str) -> None:
    assert text != PLAIN
    assert read(text) == PLAIN
    found = attribute_text(text)
    assert [(re.sub(r"[*_]", "", read(q.text)), q.speaker and q.speaker.name) for q in found] == [
        (q.text, q.speaker and q.speaker.name) for q in attribute_text(PLAIN)
    ]
    assert {"Odile Brandt", "Femi Okoro"} <= {q.speaker.name for q in found if q.speaker}
    for quotation in found:
        assert quotation.text == " ".join(text[span.start : span.end] for span in quotation.spans)


@pytest.mark.parametrize(
    "text",
    [
        "**Why now?**",
        "_By Odile Brandt_",
        "**“We can wait”**",
        "**Odile Brandt:** We can wait.\n\n**Femi Okoro** We cannot.",
        "**Q:** Why now?",
        "* The lido opens *\n* The bill is paid",
        "What the **** was that f**k of a s**t, 2 * 3 * 4, snake_case_name and @odile_b_?",
        "prices* exclude tax* in most cases",
        "He said [sic] it was [the lido] and [Brandt] alone, in 1999 [4].",
        "![A pool](https://news.example/pool.jpg)",
        "",
    ],
)
def test_what_tells_structure_or_is_no_markup_stays(text: str) -> None:
    assert read(text) == text
