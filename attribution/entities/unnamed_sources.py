"""The name of an unnamed source: its noun with restrictive modifiers ("a person familiar with the talks")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..language.grammar import ARTICLES, DIRECT_OBJECTS, HYPHENS, NOUN_TAGS, introducer, lemma
from ..language.lexicon import words
from ..language.names import without_possessive
from ..model import SpeakerKind
from .noun_phrases import first_word

DOCUMENT_PREPOSITIONS = frozenset({"by", "from", "with", "seen", "obtained"})  # its author or source, not its topic
ADVERBS = frozenset("even now also only then just still already even though once later".split())
CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "expl"})
MAX_TOKENS = 60  # tokens of a description
MIN_WORDS = 4  # tokens after the noun that are kept if a clause had to be cut off
# Words that introduce restrictive modifiers after the noun: "a spokesperson for the union".
RESTRICTIVE_WORDS = frozenset(
    {"for", "from", "in", "at", "of", "with", "to", "familiar", "close", "by", "near", "than"}
)

AFFECTED = DIRECT_OBJECTS | {"nsubj:pass", "nsubjpass"}
# Verbs that govern an object and "of": who is accused of lying is not "the company of lying".
VERBS_WITH_OF = frozenset(
    """accuse acquit advise assure clear convict convince cure deprive forewarn inform notify persuade reassure relieve
    remind rid rob strip suspect warn""".split()
)


def source_description(doc: Doc, head: Token, kind: SpeakerKind, start: int = -1) -> str:
    """The name of an unnamed source: the noun with its restrictive modifiers, and for a person with its article.

    Text before the offset ``start``, where the source begins, is left out.
    """
    first = first_word(head)
    while first.i < head.i and (first.idx < start or _is_leading_word(first)):
        first = doc[first.i + 1]
    openers = DOCUMENT_PREPOSITIONS if kind == SpeakerKind.DOCUMENT else RESTRICTIVE_WORDS
    governed = head.dep_ in AFFECTED and lemma(head.head) in VERBS_WITH_OF
    last = _last_restriction(head, openers - {"of"} if governed else openers)
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
    return without_possessive(" ".join(printed)).strip("\"“”'‘’,;:—- ")


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


def _last_restriction(head: Token, openers: frozenset[str]) -> Token:
    """The last token of the restrictive modifiers, or the head if there are none.

    "a person familiar with the talks"; modifiers after a comma are not restrictive.
    """
    doc, last = head.doc, head
    for child in head.rights:
        between = doc[last.i + 1 : child.left_edge.i]
        if any(t.is_punct or t.is_space for t in between) or doc[child.left_edge.i].is_punct:
            break
        opens = child.left_edge.lower_ in openers or introducer(child) in openers
        if child.dep_ not in ("nmod", "obl", "prep", "amod", "acl", "advmod") or not opens:
            break
        end = child.right_edge
        inside = next((t for t in doc[child.left_edge.i : end.i + 1] if t.is_punct or t.is_space), None)
        last = doc[inside.i - 1] if inside is not None and inside.text not in ("-", "’", "'") else end
        if inside is not None:
            break
    return _completed(_before_clause(head, last), head.i)


def _before_clause(head: Token, last: Token) -> Token:
    """The last token before a clause within the modifiers: "a survey in the year [it stopped]"."""
    doc = head.doc
    for token in doc[head.i + 1 : last.i + 1]:
        if token.dep_ in CLAUSE_SUBJECTS:
            end = token.left_edge.i - 1
            while end > head.i and doc[end].pos_ in ("ADP", "DET", "SCONJ", "PRON", "PUNCT", "CCONJ"):
                end -= 1
            return _without_opener(head, doc[end])
    return last


def _without_opener(head: Token, last: Token) -> Token:
    """The head, if too little is left of the modifier: "a survey [in the year]"."""
    return head if last.i - head.i < MIN_WORDS else last


def _completed(last: Token, first: int) -> Token:
    """The last token, moved forward so that the phrase does not break off.

    "a man in a cycling [helmet]", "from neighbouring [Sarova]", "Holm & [Pereira]", "the front[-runner]".
    """
    doc = last.doc
    at = last.i
    while at + 1 < len(doc) and at - first < MAX_TOKENS:
        after = doc[at + 1]
        joined = after.text == "&" and at + 2 < len(doc) and doc[at + 2].text[:1].isupper()
        called = at > first and doc[at].tag_ == "NN" and after.ent_type_ == "PERSON"  # "a friend of the singer [Lopez]"
        before = doc[at].pos_ == "PROPN" or called
        name = before and after.text[:1].isupper() and after.is_alpha and not after.is_sent_start
        open_ = at > first and (doc[at].pos_ in ("ADJ", "DET", "VERB") or doc[at].tag_ == "VBG")
        hyphen = after.text in HYPHENS and not doc[at].whitespace_ and not after.whitespace_ and at + 2 < len(doc)
        if joined or hyphen:
            at += 2
        elif name or (open_ and after.tag_ in NOUN_TAGS):
            at += 1
        else:
            break
    return doc[at]
