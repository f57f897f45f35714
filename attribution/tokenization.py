"""Tokenize any text in linear time: long strings without spaces are split before they reach spaCy's tokenizer.

spaCy strips affixes one by one and copies the rest each time, which takes quadratic time for a string of quotation
marks. Ordinary words and addresses are never split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import IDX, ORTH, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

from .article.segmentation import Segments, segment
from .language.lexicon import abbreviated_titles
from .language.token_ids import isin

if TYPE_CHECKING:
    from spacy.language import Language

    from .article.passages import Passage

BEFORE_NUMBERS = frozenset("rs tk shs ksh kshs nos".split())  # abbreviations of currencies and the like: "Rs. 40"
PIECE = 48  # maximum length of the pieces of a long string
# Strings without spaces that are longer than words and addresses, or contain many punctuation marks in a row.
LONG = re.compile(r"\S{256,}|(?<!\S)(?=\S{0,255}?[^\w\s]{16})\S{48,}")
# The pieces of a long string: runs of punctuation marks, which become one token, and other segments.
PIECES = re.compile(rf"([^\w\s]{{8,{PIECE}}})|(?:(?![^\w\s]{{8}})\S){{1,{PIECE}}}")

GLUED_BEFORE = re.compile(r"[^\W_][:,.;!?]?\Z")
GLUED_AFTER = re.compile(r"[^\W_]")


def keep_stops(nlp: Language) -> None:
    """Let abbreviations keep their stop, which else ends the sentence: "Sgt." is one token, as in treebanks."""
    tokenizer: Any = nlp.tokenizer  # of other pipelines it may be any function
    for short in (abbreviated_titles() | BEFORE_NUMBERS) if hasattr(tokenizer, "add_special_case") else ():
        for form in (f"{short.capitalize()}.", f"{short.upper()}."):
            tokenizer.add_special_case(form, [{ORTH: form}])


def make_doc(nlp: Language, text: str, segments: Segments | None = None) -> Doc:
    """Tokenize ``text``, with sentence boundaries at the start of each paragraph, after datelines and labels.

    ``segments`` are those of the text if they are known.
    """
    _, blocks, passages, structure, _ = segments or segment(text)
    glued = glued_marks(text, passages)
    nlp.max_length = max(nlp.max_length, len(text) + len(glued) + 1)
    doc = _parted_at(nlp, text, glued) if glued else _joined(nlp, text)
    _begin_sentences(doc, {block.start for block in blocks} | structure.sentence_starts())
    return doc


def glued_marks(text: str, passages: list[Passage]) -> list[int]:
    """The offsets between a word and the mark of a passage that is printed without a space: said:|“Go,”|he added."""
    found = []
    for start, end in (passage.outer for passage in passages):
        if GLUED_BEFORE.search(text, max(0, start - 2), start):
            found.append(start)
        if GLUED_AFTER.match(text, end):
            found.append(end)
    return found


def _parted_at(nlp: Language, text: str, offsets: list[int]) -> Doc:
    """The text with tokens that end at these offsets: it is tokenized with a space at each, which is then removed."""
    edges = [0, *offsets, len(text)]
    spaced = _joined(nlp, " ".join(text[start:end] for start, end in pairwise(edges)))
    inserted = {offset + number for number, offset in enumerate(offsets)}
    spaces = [bool(token.whitespace_) and token.idx + len(token) not in inserted for token in spaced]
    return Doc(nlp.vocab, words=[token.text for token in spaced], spaces=spaces)


def _joined(nlp: Language, text: str) -> Doc:
    """The text as one Doc."""
    pieces = [tokens for tokens in _tokenized(nlp, text) if len(tokens)]
    doc = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
    return doc if doc is not None else Doc(nlp.vocab)


def _begin_sentences(doc: Doc, offsets: set[int]) -> None:
    """Start sentences at the tokens with these offsets, all at once, which is faster than one by one."""
    if len(doc):
        starts = isin(doc.to_array([IDX]).ravel(), numpy.array(sorted(offsets), dtype="uint64"))
        doc.from_array([SENT_START], starts.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]


def _tokenized(nlp: Language, text: str) -> Iterator[Doc]:
    """The text as one Doc, or as several if long strings have to be split."""
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
