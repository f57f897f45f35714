"""Names of accounts, by which an article cites people: "@lola_quips", "u/mudlark", "mudlark_dad"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..language.names import Name
from ..model import SpeakerKind
from .named_mentions import Mention

# An account of a network, or of one of its users; an address has a dot or a letter before it.
HANDLE = re.compile(r"(?<![\w@./-])(?:@[^\W\d_]\w{2,}|u/[\w-]{3,}|[^\W_]+(?:_[^\W_]+)+)(?![\w@/]|\.\w)")
LINE_END = re.compile(r" *(?:\n|\Z)")
MARKS_OF_HANDLES = ("@", "_", "u/")
ASIDE = frozenset("(/|·")  # before the account of somebody who has just been named: "Ana Lopez (@alopez)"


def handles(doc: Doc) -> Iterator[Mention]:
    """The accounts that a text cites. One in parentheses, or at the end of a line, only adds to a name."""
    text = doc.text
    if not any(mark in text for mark in MARKS_OF_HANDLES):
        return
    for found in HANDLE.finditer(text):
        before = found.start()
        while before and text[before - 1] == " ":
            before -= 1
        if LINE_END.match(text, found.end()) or (before and text[before - 1] in ASIDE):
            continue
        span = doc.char_span(*found.span(), alignment_mode="expand")
        if span is not None:
            yield Name((found[0],)), SpeakerKind.PERSON, Span(doc, span.start, span.end, "PERSON")
