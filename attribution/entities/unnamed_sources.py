"""The name of an unnamed source: its noun with restrictive modifiers ("a person familiar with the talks")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..language.grammar import ARTICLES, DIRECT_OBJECTS, OWNERS, lemma
from ..language.lexicon import words
from ..language.names import without_possessive
from ..model import Span, SpeakerKind
from .noun_phrases import first_word
from .restrictive_modifiers import DOCUMENT_PREPOSITIONS, RESTRICTIVE_WORDS, last_restriction

ADVERBS = frozenset("even now also only then just still already even though once later".split())
AFFECTED = DIRECT_OBJECTS | {"nsubj:pass", "nsubjpass"}
# Verbs that govern an object and "of": who is accused of lying is not "the company of lying".
VERBS_WITH_OF = frozenset(
    """accuse acquit advise assure clear convict convince cure deprive forewarn inform notify persuade reassure relieve
    remind rid rob strip suspect warn""".split()
)


def source_description(doc: Doc, head: Token, kind: SpeakerKind, printed_at: Span | None = None) -> str:
    """The name of an unnamed source: the noun with its restrictive modifiers, and for a person with its article.

    Text before the source ``printed_at``, if it contains the noun, is left out.
    """
    source = printed_at if printed_at is not None and printed_at.start <= head.idx < printed_at.end else None
    first = first_word(head)
    while first.i < head.i and ((source is not None and first.idx < source.start) or _is_leading_word(first)):
        first = doc[first.i + 1]
    openers = DOCUMENT_PREPOSITIONS if kind == SpeakerKind.DOCUMENT else RESTRICTIVE_WORDS
    governed = head.dep_ in AFFECTED and lemma(head.head) in VERBS_WITH_OF
    clauses = kind != SpeakerKind.DOCUMENT
    last = last_restriction(head, openers - {"of"} if governed else openers, clauses, source.end if source else -1)
    printed = doc[first.i : last.i + 1].text.split()
    if len(printed) > 1 and printed[0].lower() in ARTICLES:
        printed = printed[1:] if kind != SpeakerKind.ANONYMOUS else [printed[0].lower(), *printed[1:]]
    elif (
        printed
        and (first.pos_ != "PROPN" or (first.i == head.i and first.tag_ == "NNPS"))
        and not first.text.isupper()
        and not _keeps_capital(first)
    ):
        printed = [printed[0][:1].lower() + printed[0][1:], *printed[1:]]
    name = " ".join(printed)
    return (without_possessive(name) if head.dep_ in OWNERS else name).strip("\"“”'‘,;:—- ")


def _is_leading_word(token: Token) -> bool:
    """Whether a leading word is not part of the phrase: "even inside [the ministry]", "whose [followers]"."""
    return (
        token.tag_ == "WP$"
        or token.pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE", "PART", "INTJ")
        or (token.pos_ == "ADV" and token.dep_ in ("advmod", "cc", "mark") and token.lower_ in ADVERBS)
    )


def _keeps_capital(token: Token) -> bool:
    """Whether a word keeps its capital: a name, or a demonym like "Chinese"."""
    return bool(token.ent_type_) or token.lower_ in words("demonyms")
