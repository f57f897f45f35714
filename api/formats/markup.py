"""The text of a fragment of HTML or XML: its blocks as paragraphs, without what is not the article's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from .documents import UnreadableDocument

# Elements whose content is not prose of the article.
LEFT_OUT = frozenset(
    """script style template noscript head figure figcaption caption media aside nav footer form button iframe svg
    object video audio byline dateline hedline""".split()
)
# Elements of HTML and NITF that begin and end a paragraph; any other is part of one.
BLOCKS = frozenset(
    """address article blockquote body br dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 header hl1 hl2 hr html li main
    ol p pre section summary table tbody td tfoot th thead tr ul block bq""".split()
)
_SPACE = re.compile(r"[^\S\n]+|\s*\n\s*")
MAX_DEPTH = 250


def fragment_text(markup: str) -> str:
    """The text of a fragment of HTML, one paragraph per block. Raises ``UnreadableDocument``."""
    if not markup.strip():
        return ""
    if "<" not in markup:
        return markup
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(f"not HTML: {error}") from None
    return element_text(root)


def element_text(root: Any) -> str:
    """The text below an element, one paragraph per block; paragraphs are separated by empty lines."""
    blocks: list[list[str]] = [[]]
    for part in _parts(root, 0):
        if part is None:
            blocks.append([])
        else:
            blocks[-1].append(part)
    found = (_SPACE.sub(" ", "".join(block)).strip() for block in blocks)
    return "\n\n".join(paragraph for paragraph in found if paragraph)


def local_name(element: Any) -> str:
    """The name of an element without its namespace, in lower case; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def xml_root(data: bytes) -> Any:
    """The root of an XML document, without loading or expanding entities. Raises ``UnreadableDocument``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(f"not XML: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None and next(iter(root.iter(etree.Entity)), None) is not None:
        raise UnreadableDocument("it defines entities of its own, which are not expanded")
    return root


def _parts(element: Any, depth: int) -> Iterator[str | None]:
    """The pieces of text in order; None where a block begins or ends."""
    name = local_name(element)
    if name in LEFT_OUT or not isinstance(element.tag, str):
        return
    if depth > MAX_DEPTH:
        raise UnreadableDocument(f"its elements are nested more than {MAX_DEPTH} deep")
    block = name in BLOCKS
    if block:
        yield None
    if element.text:
        yield element.text
    for child in element:
        yield from _parts(child, depth + 1)
        if child.tail:
            yield child.tail
    if block:
        yield None
