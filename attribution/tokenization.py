"""Tokens of a text in linear time, whatever stands in it: long strings without spaces are cut before spaCy sees them.

spaCy takes affixes off a string one by one and copies the rest each time, so that a string of n quotation marks takes
n squared steps. Ordinary words and addresses are never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

from .article.text import dateline_ends, paragraphs, put_text

if TYPE_CHECKING:
    from spacy.language import Language

PIECE = 48  # characters that a long string is cut into
# Strings without a space that are longer than words and addresses are, or hold so many signs in a row.
LONG = re.compile(r"\S{256,}|(?<!\S)(?=\S{0,255}?[^\w\s]{16})\S{48,}")
# What a long string is cut into: signs that stand in a row, which are one token together, and other stretches.
PIECES = re.compile(rf"([^\w\s]{{8,{PIECE}}})|(?:(?![^\w\s]{{8}})\S){{1,{PIECE}}}")


def make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of ``text``, with a sentence boundary wherever a paragraph begins and after a dateline."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    pieces = [tokens for tokens in _tokenized(nlp, text) if len(tokens)]
    doc = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
    doc = doc if doc is not None else Doc(nlp.vocab)
    put_text(doc, text)
    blocks = paragraphs(text)
    _begin_sentences(doc, {block.start for block in blocks}.union(dateline_ends(text, blocks)))
    return doc


def _begin_sentences(doc: Doc, offsets: set[int]) -> None:
    """Let sentences begin at the tokens with these offsets; token by token spaCy would read the Doc each time."""
    starts = numpy.array([[token.idx in offsets] for token in doc], dtype="uint64")
    if len(doc):
        doc.from_array([SENT_START], starts)  # type: ignore[arg-type]


def _tokenized(nlp: Language, text: str) -> Iterator[Doc]:
    """The text in one Doc, or in several where long strings have to be cut."""
    done = 0
    for match in LONG.finditer(text):
        yield nlp.tokenizer(text[done : match.start()])
        done = match.end() + (text[match.end() : match.end() + 1] == " ")
        for piece in PIECES.finditer(text, match.start(), match.end()):
            space = piece.end() < done and piece.end() == match.end()
            if piece[1]:
                yield Doc(nlp.vocab, words=[piece[1]], spaces=[space])
            else:
                yield nlp.tokenizer(piece[0] + " " * space)
    yield nlp.tokenizer(text[done:])
