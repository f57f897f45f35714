"""Components that run over parts of an article make what they make of the whole."""

from __future__ import annotations

import numpy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from attribution.batching import BATCH, in_pieces
from attribution.parsing import parse
from attribution.token_vectors import PIECE
from attribution.tokenization import make_doc

PARAGRAPH = "“We won’t go,” said Ana Ivers, the mayor of Talverne. She left at 9 p.m.\n\n"


def annotations(doc: Doc) -> list[tuple[str, str, int, str, bool]]:
    return [(t.tag_, t.dep_, t.head.i, t.ent_type_, bool(t.is_sent_start)) for t in doc]


@pytest.mark.parametrize("paragraphs", [1, 2, max(PIECE, BATCH) // 15])
def test_the_parts_add_up_to_the_whole(nlp: Language, paragraphs: int) -> None:
    with nlp.memory_zone():
        doc, whole = parse(nlp, make_doc(nlp, PARAGRAPH * paragraphs)), nlp(make_doc(nlp, PARAGRAPH * paragraphs))
        assert numpy.allclose(doc.tensor, whole.tensor, atol=1e-4)
        assert annotations(doc) == annotations(whole)
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in whole.ents]


def test_a_doc_without_tokens_passes_through(nlp: Language) -> None:
    for name in nlp.pipe_names[:4]:
        assert len(in_pieces(nlp, name, Doc(nlp.vocab))) == 0
