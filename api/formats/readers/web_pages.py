"""Reads a web page: main text, title, byline, date and site by trafilatura, without what surrounds the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document as Page

from .. import characters
from ..documents import Document, Found, NoArticle, UnreadableDocument, date_time

MAX_BYTES = 20_000_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")  # at the beginning: sought, it takes quadratic time over blanks
# Parts of the page that trafilatura may take for the article: captions, bylines, share buttons, newsletters, and
# blocks that are nothing but links. Matched by the words of class, id, role and data attributes, whole words only.
_SURROUNDINGS = """byline author-info credit caption share sharing social newsletter signup subscribe promo advert
advertisement related read-more readmore recommended most-read trending outbrain taboola breadcrumb breadcrumbs
comments cookie cookies consent paywall tags""".split()
_ATTRIBUTES = ("class", "id", "role", "data-component", "data-testid", "itemprop")
_LINKS_ONLY = "normalize-space(.) = normalize-space(string(.//a)) and .//a"
_SEPARATED = "concat(' ', translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_', 'abcdefghijklmnopqrstuvwxyz-'), ' ')"
_DATES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)


def read(file: BinaryIO) -> Iterator[Found]:
    """The article of a page. Raises ``UnreadableDocument``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes, the limit for a page")
    yield page(data)


def page(data: bytes, url: str | None = None, charset: str | None = None) -> Document:
    """The article of a page that came from ``url``, with the charset that the protocol declares, if known.

    Raises ``UnreadableDocument`` if there is none.
    """
    declared = _CHARSET.search(data[:4096])
    try:
        text, notes = characters.decode(data, charset or (declared[1].decode("ascii") if declared else None))
    except characters.UndecodableText as error:
        raise UnreadableDocument(str(error)) from None
    if text.isspace():
        raise NoArticle("the page is blank")
    declaration = _DECLARATION.match(text)
    try:
        tree = html.document_fromstring(text[declaration.end() :] if declaration else text, base_url=url)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(f"not HTML: {error}") from None
    published = _published(tree)
    found = trafilatura.bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, include_tables=False, prune_xpath=_pruned()
    )
    lines = (found.text or "").splitlines() if isinstance(found, Page) else []
    paragraphs = [line.strip() for line in lines if line.strip()]
    if not isinstance(found, Page) or not paragraphs:
        raise NoArticle("no article found in the page")
    return Document(
        "\n\n".join(paragraphs),
        title=found.title,
        byline=_byline(found.author),
        source=found.sitename or found.hostname,
        url=found.url or url,
        published_at=published or found.date,
        mended=notes,
    )


def _byline(authors: str | None) -> str | None:
    """The authors, whom trafilatura separates by semicolons."""
    return ", ".join(name.strip() for name in (authors or "").split(";") if name.strip()) or None


def _pruned() -> list[str]:
    """What is removed before the article is looked for, as XPath expressions."""
    named = " or ".join(
        f"contains({_SEPARATED.format(f'@{attribute}')}, ' {word} ')"
        for attribute in _ATTRIBUTES
        for word in _SURROUNDINGS
    )
    return [
        "//figure | //figcaption | //aside | //nav | //button",
        f"//*[not(self::html or self::body or self::main or self::article or self::meta)][{named}]",
        f"//p[{_LINKS_ONLY}] | //ul[not(li[not({_LINKS_ONLY})])]",
    ]


def _published(tree: Any) -> str | None:
    """When the page says it was published, with the time of day: trafilatura knows only days."""
    for value in _linked_data_dates(tree):
        return value
    for path in _DATES:
        for value in tree.xpath(path):
            found = date_time(value)
            if found:
                return found
    return None


def _linked_data_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        nodes = content if isinstance(content, list) else [content]
        graphs = [node.get("@graph") for node in nodes if isinstance(node, dict)]
        nodes = [*nodes, *(node for graph in graphs if isinstance(graph, list) for node in graph)]
        values = (node.get("datePublished") for node in nodes if isinstance(node, dict))
        yield from filter(None, (date_time(value) for value in values if isinstance(value, str)))
