"""Whether a text is HTML or XML and not the text of an article: its tags would pass for words and names."""

from __future__ import annotations

import re
from collections import Counter

# The beginning of a document, after white space.
_DOCUMENT = re.compile(r"\s*<(?:!doctype\s|\?xml\s|html[\s>]|rss[\s>]|feed[\s>]|!--)", re.IGNORECASE)
_ATTRIBUTE = r"""\s+[A-Za-z_:@][\w:.-]*(?:\s*=\s*(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|[^\s"'<>=`]{1,2000}))"""
_TAG = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9]{{0,20}}(?:[:-][A-Za-z0-9]{{1,20}}){{0,3}})((?:{_ATTRIBUTE}){{0,30}})\s*(/?)>"
)
_ALONE = frozenset("br hr img wbr".split())  # elements of HTML without an end tag
_PAIRED = frozenset(
    """a abbr address article aside b big blockquote body caption center cite code dd del div dl dt em figcaption figure
    font footer form h1 h2 h3 h4 h5 h6 head header html i iframe ins label li main mark nav ol p pre q s section small
    span strike strong style sub sup table tbody td th thead time title tr u ul video""".split()
)
FEWEST = 2  # elements that make markup of a text; one is a mention, or a link that was left in
LEAST_SHARE = 0.01  # of the text that is tags in markup: texts that speak of tags have fewer
LINKED_SHARE = 0.1  # the same where one element has attributes: a sentence with a link in it


def is_markup(text: str) -> bool:
    """Whether a text is marked up throughout: it begins as a document does, or has elements of HTML in some density.

    "The tag <b> makes words bold" is prose, and so are ``<laughter>``, ``<bob> hello`` and ``a<b and c>d``; an article
    with a forgotten link or two ``<tweet>`` is an article.
    """
    if _DOCUMENT.match(text) or _is_wrapped(text):
        return True
    opened: Counter[str] = Counter()
    elements = letters = attributes = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _ALONE:
            elements += 1
        elif name not in _PAIRED:
            continue
        elif not tag[1]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
            elements += 1
        letters += len(tag[0])
        attributes += bool(tag[3])
    share = letters / len(text) if text else 0.0
    return (elements >= FEWEST and share >= LEAST_SHARE) or bool(elements and attributes and share >= LINKED_SHARE)


def _is_wrapped(text: str) -> bool:
    """Whether one element, of whatever name, holds the whole text."""
    bare = text.strip()
    first = _TAG.match(bare)
    return first is not None and not first[1] and bare.lower().endswith(f"</{first[2].lower()}>")
