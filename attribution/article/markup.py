"""Detect HTML and XML, which must not be parsed as an article: tags would be read as words and names."""

from __future__ import annotations

import re
from collections import Counter

# The start of an HTML, XML or feed document, after optional whitespace.
_DOCUMENT = re.compile(r"\s*<(?:!doctype\s|\?xml\s|html[\s>]|rss[\s>]|feed[\s>]|!--)", re.IGNORECASE)
_ATTRIBUTE = r"""\s+[A-Za-z_:@][\w:.-]*(?:\s*=\s*(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|[^\s"'<>=`]{1,2000}))"""
_TAG = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9]{{0,20}}(?:[:-][A-Za-z0-9]{{1,20}}){{0,3}})((?:{_ATTRIBUTE}){{0,30}})\s*(/?)>"
)
_VOID_ELEMENTS = frozenset("br hr img wbr".split())  # HTML elements without an end tag
_CONTAINER_ELEMENTS = frozenset(
    """a abbr address article aside b big blockquote body caption center cite code dd del div dl dt em figcaption figure
    font footer form h1 h2 h3 h4 h5 h6 head header html i iframe ins label li main mark nav ol p pre q s section small
    span strike strong style sub sup table tbody td th thead time title tr u ul video""".split()
)
MIN_ELEMENTS = 2  # fewer elements may be a mention of a tag, or a leftover link
MIN_TAG_SHARE = 0.01  # share of the characters that are in tags; texts about HTML have a smaller one
MIN_LINK_SHARE = 0.1  # the same, where a single element with attributes suffices: a sentence with a link in it


def is_markup(text: str) -> bool:
    """Whether a text is HTML or XML: it starts like such a document, or its density of HTML elements is high.

    "The tag <b> makes words bold" is prose, and so are ``<laughter>``, ``<bob> hello`` and ``a<b and c>d``; an article
    with one leftover link or a few ``<tweet>`` placeholders is still an article.
    """
    if _DOCUMENT.match(text) or _is_wrapped(text):
        return True
    opened: Counter[str] = Counter()
    elements = tag_characters = attributes = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID_ELEMENTS:
            elements += 1
        elif name not in _CONTAINER_ELEMENTS:
            continue
        elif not tag[1]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
            elements += 1
        tag_characters += len(tag[0])
        attributes += bool(tag[3])
    share = tag_characters / len(text) if text else 0.0
    return (elements >= MIN_ELEMENTS and share >= MIN_TAG_SHARE) or bool(
        elements and attributes and share >= MIN_LINK_SHARE
    )


def _is_wrapped(text: str) -> bool:
    """Whether a single element of any name encloses the whole text."""
    bare = text.strip()
    first = _TAG.match(bare)
    return first is not None and not first[1] and bare.lower().endswith(f"</{first[2].lower()}>")
