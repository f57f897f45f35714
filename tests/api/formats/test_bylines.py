"""The byline of an item, of the several places where an item may state one."""

from __future__ import annotations

import io

import pytest

from api.formats.documents import Document
from api.formats.readers import feeds, newsml


@pytest.mark.parametrize(
    ("metadata", "byline"),
    [
        (
            "<by>By Ana Ivers</by><by xml:lang='fr'>Par Ana Ivers</by><creator><name>A. Ivers</name></creator>",
            "By Ana Ivers",
        ),
        ("<creator><name>Ana Ivers</name></creator><creator><name>Bo Orr</name></creator>", "Ana Ivers, Bo Orr"),
        ("<creator qcode='staff:7'/>", None),
    ],
)
def test_the_byline_of_a_news_item_is_stated_or_its_creators(metadata: str, byline: str | None) -> None:
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x" version="1">
        <contentMeta>{metadata}</contentMeta>
        <contentSet><inlineData contenttype="text/plain">“Yes,” said Ana Ivers.</inlineData></contentSet></newsItem>"""
    (document,) = newsml.read(io.BytesIO(item.encode()))
    assert isinstance(document, Document)
    assert document.byline == byline


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("desk@wire.example", None),
        ("desk@wire.example (Lia Moor)", "Lia Moor"),
        ("Lia Moor &lt;desk@wire.example&gt;", "Lia Moor"),
        ("Lia Moor (Lagoon Wire)", "Lia Moor (Lagoon Wire)"),
    ],
)
def test_the_author_of_an_item_is_no_address(author: str, byline: str | None) -> None:
    item = f"<item><title>Council</title><description>It met.</description><author>{author}</author></item>"
    (document,) = feeds.read(io.BytesIO(f"<rss version='2.0'><channel>{item}</channel></rss>".encode()))
    assert isinstance(document, Document)
    assert document.byline == byline
