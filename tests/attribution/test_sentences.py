"""Overlong sentences are split, so that the engine runs in linear time."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from attribution.parsing import parse
from attribution.sentences import MAX_TOKENS, bound_sentences
from attribution.tokenization import make_doc


def chain(nlp: Language, length: int) -> Doc:
    """One sentence in which each word depends on the one before."""
    heads = [max(0, index - 1) for index in range(length)]
    return Doc(nlp.vocab, words=["word"] * length, heads=heads, deps=["ROOT", *["dep"] * (length - 1)])


def test_an_overlong_sentence_is_split(nlp: Language) -> None:
    doc = bound_sentences(chain(nlp, 3 * MAX_TOKENS + 5))
    assert [len(sentence) for sentence in doc.sents] == [MAX_TOKENS] * 3 + [5]
    assert [sentence.root.i - sentence.start for sentence in doc.sents] == [0] * 4
    assert all(token.head.sent == token.sent for token in doc)


def test_a_sentence_of_maximum_length_is_kept(nlp: Language) -> None:
    doc = bound_sentences(chain(nlp, MAX_TOKENS))
    assert [len(sentence) for sentence in doc.sents] == [MAX_TOKENS]


def test_only_the_overlong_sentence_is_split(nlp: Language) -> None:
    short, long = chain(nlp, 3), chain(nlp, MAX_TOKENS + 1)
    doc = bound_sentences(Doc.from_docs([short, long, short]) or short)
    assert [len(sentence) for sentence in doc.sents] == [3, MAX_TOKENS, 1, 3]


def test_the_pipeline_splits_them(nlp: Language) -> None:
    doc = parse(nlp, make_doc(nlp, "said that " * MAX_TOKENS))
    assert max(len(sentence) for sentence in doc.sents) <= MAX_TOKENS
