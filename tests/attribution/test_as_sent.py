"""Quotations of texts with references and mojibake, with offsets into the text as it was sent."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.model import Span, quotation_id, text_digest

TEXTS = [
    (
        "&ldquo;We are ready,&rdquo; said Ada Morel, the pilot. &quot;The tug isn&#39;t.&quot;",
        [("We are ready, The tug isn&#39;t.", "Ada Morel")],
    ),
    ("â€œThe tide is early,â€\x9d said Ada Morel, the harbour pilot.", [("The tide is early,", "Ada Morel")]),
    ("“We are ready,” said Ana LÃ³pez.", [("We are ready,", "Ana López")]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_texts(text: str, expected: list[tuple[str, str]]) -> None:
    found = attribute_text(text)
    assert [(q.text, q.speaker.name if q.speaker else None) for q in found] == expected
    for quotation in found:
        assert quotation.text == " ".join(text[s.start : s.end] for s in quotation.spans)
        assert quotation.mention is not None
        assert quotation.cue is not None
        for part in (quotation.mention, quotation.cue):
            assert text[part.start : part.end] == part.text
        cue = Span(quotation.cue.start, quotation.cue.end)
        assert quotation.id == quotation_id(text_digest(text), quotation.spans, cue)


@pytest.mark.parametrize("text", ["&nbsp;", "&nbsp;&quot;", "&lt;p&gt;It rained.&lt;/p&gt;", "&#10;" * 50])
def test_texts_of_which_little_is_left(text: str) -> None:
    assert attribute_text(text) == []
