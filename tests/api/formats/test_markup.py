"""The text of fragments: a paragraph per block, without captions, scripts and the like."""

from __future__ import annotations

import pytest

from api.formats.documents import UnreadableDocument
from api.formats.markup import MAX_DEPTH, element_text, fragment_text, xml_root

FRAGMENTS = [
    ("", ""),
    ("No markup & all", "No markup & all"),
    ("<p>One <b>two</b>\n three.</p><p>Four.</p>", "One two three.\n\nFour."),
    ("One.<br/><br/>Two.", "One.\n\nTwo."),
    ("<p>One.</p><figure><img><figcaption>Two</figcaption></figure> Three.", "One.\n\nThree."),
    ("<p>&ldquo;One&rdquo; <script>x()</script>two</p>", "“One” two"),
    ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
    ("<!-- no -->One<p>", "One"),
]


@pytest.mark.parametrize(("markup", "text"), FRAGMENTS)
def test_blocks_are_paragraphs(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


def test_deep_nesting_is_rejected() -> None:
    depth = MAX_DEPTH + 2
    with pytest.raises(UnreadableDocument, match=r"nested|Excessive depth"):
        element_text(xml_root(b"<x>" * depth + b"</x>" * depth))


def test_entities_of_a_document_are_not_expanded() -> None:
    with pytest.raises(UnreadableDocument, match="entities"):
        xml_root(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>')
