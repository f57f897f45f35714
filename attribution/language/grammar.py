"""Grammatical relations, for parses in Universal Dependencies as well as ClearNLP labels.

spaCy's own English pipelines use the ClearNLP set (``dobj``, ``nsubjpass``, ``prep`` + ``pobj``, ``relcl``);
the bundled pipeline and most treebanks use Universal Dependencies (``obj``, ``nsubj:pass``, ``obl`` + ``case``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy
from spacy.attrs import DEP, IS_SPACE, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from ..model import Span
from .token_ids import ids, isin

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj", "csubj:pass", "csubjpass"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
ACTIVE_SUBJECTS = SUBJECTS - PASSIVE_SUBJECTS
PASSIVE = PASSIVE_SUBJECTS | {"aux:pass", "auxpass"}
DIRECT_OBJECTS = frozenset({"obj", "dobj"})
OBJECTS = DIRECT_OBJECTS | {"iobj", "dative"}
CLAUSES = frozenset({"ccomp", "xcomp"})
OTHER_COMPLEMENTS = frozenset({"parataxis", "dep", "attr", "acomp", "conj"})
OBLIQUES = frozenset({"prep", "agent", "obl", "obl:agent", "nmod", "advcl"})  # and other labels that begin with "obl"
NEGATIVE_ADVERBS = frozenset({"not", "n't", "n’t", "never"})
RELATIVE_CLAUSES = frozenset({"acl:relcl", "relcl"})
OWNERS = frozenset({"nmod:poss", "poss"})
HYPHENS = frozenset({"-", "‑"})
ARTICLES = frozenset({"the", "a", "an"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass", "cop"})
SINGULAR_PRONOUNS = frozenset({"he", "she"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
MAX_LEMMAS = 16_384  # that are remembered


class Complement(NamedTuple):
    """A dependent of a verb that may be content: its relation, normalized across label sets, and its head token."""

    relation: str  # "ccomp", "xcomp", "obj", "iobj", "obl:as", "advcl:to", "parataxis", "dep", ...
    top: Token


def is_verb(token: Token) -> bool:
    """Whether the token is a verb by its tag, but not an auxiliary or a copula."""
    verb = token.tag_ in VERB_TAGS and token.dep_ not in AUXILIARIES
    return verb and not token.is_space  # taggers give whitespace the tags of words


def verbs(doc: Doc) -> list[int]:
    """The tokens that are verbs, as ``is_verb`` tells, all at once, which is faster than one by one."""
    table = doc.to_array([TAG, DEP, IS_SPACE])
    verb = isin(table[:, 0], ids(VERB_TAGS)) & ~isin(table[:, 1], ids(AUXILIARIES)) & (table[:, 2] == 0)
    found: list[int] = numpy.flatnonzero(verb).tolist()
    return found


def nouns(doc: Doc) -> list[int]:
    """The tokens that are nouns, as ``is_noun`` tells, all at once, which is faster than one by one."""
    table = doc.to_array([TAG, IS_SPACE])
    found: list[int] = numpy.flatnonzero(isin(table[:, 0], ids(NOUN_TAGS)) & (table[:, 1] == 0)).tolist()
    return found


def is_noun(token: Token) -> bool:
    """Whether the token is a common or proper noun by its tag."""
    return token.tag_ in NOUN_TAGS and not token.is_space


def is_passive(verb: Token) -> bool:
    """Whether the verb has a passive auxiliary or subject: "was told"."""
    return any(c.dep_ in PASSIVE for c in verb.children)


def introducer(token: Token) -> str:
    """The preposition or subordinator of a dependent: "as" in "as a friend"; "" if there is none."""
    if token.dep_ in ("prep", "agent"):
        return token.lower_
    for child in token.lefts:
        if child.dep_ in ("case", "mark"):
            return child.lower_
    return ""


def complements(verb: Token) -> Iterator[Complement]:
    """The dependents of ``verb`` other than its subject, function words and punctuation."""
    for child in verb.children:
        label = child.dep_
        if label in SUBJECTS or child.is_space:
            continue
        if label in CLAUSES or label in OTHER_COMPLEMENTS:
            yield Complement(label, child)
        elif label in ("obj", "dobj"):
            yield Complement("obj", child)
        elif label in ("iobj", "dative"):
            yield Complement("iobj", child)
        elif label in OBLIQUES or label.startswith("obl"):
            kind = "advcl" if label == "advcl" else "obl"
            yield Complement(f"{kind}:{introducer(child)}", child)


def subtree_span(top: Token, without: tuple[Token, ...] = ()) -> Span:
    """The span of the subtree of ``top``, less the subtrees of ``without`` at its edges."""
    doc = top.doc
    left, right = top.left_edge.i, top.right_edge.i
    for other in without:
        if other.left_edge.i <= top.i < other.i or left <= other.left_edge.i <= right:
            if other.left_edge.i > top.i:
                right = min(right, other.left_edge.i - 1)
            elif other.right_edge.i < top.i:
                left = max(left, other.right_edge.i + 1)
    first, last = doc[left], doc[right]
    return Span(first.idx, last.idx + len(last))


def subject(verb: Token) -> Token | None:
    """The grammatical subject of the verb itself, active or passive, or None."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def agent(verb: Token) -> Token | None:
    """The noun of a passive's "by" phrase, or None."""
    for child in verb.rights:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ in ("obl", "obl:agent", "nmod") and introducer(child) == "by":
            return child
    return None


def possessor(noun: Token) -> Token | None:
    """The possessor before a noun: "LOPEZ's answer", "HER answer"; None if it has none."""
    return next((child for child in noun.lefts if child.dep_ in OWNERS), None)


def noun_of_phrase(top: Token) -> Token:
    """The noun of a prepositional phrase, by its top: the preposition's object, or the top itself in UD's trees."""
    return next((child for child in top.children if child.dep_ == "pobj"), top)


def is_relative(token: Token) -> bool:
    """Whether the token is a relative pronoun: "who" in "Glaser, who said"."""
    return token.lower_ in RELATIVE_PRONOUNS and token.tag_ in ("WP", "WDT", "WP$", "IN", "DT")


def governors(token: Token, labels: Collection[str], most: int) -> Iterator[Token]:
    """The words on which a token depends by one of the labels after another, the nearest first, up to ``most``."""
    for _ in range(most):
        if token.dep_ not in labels or token.head == token:
            return
        token = token.head
        yield token


def is_negated(verb: Token) -> bool:
    """Whether a word has a negation of its own: "did not become mayor", "no minister"."""
    return any(child.dep_ == "neg" or child.lower_ in ("not", "n't", "no", "never") for child in verb.children)


def relative_head(verb: Token) -> Token | None:
    """The noun that the verb's relative clause modifies, or None."""
    node = verb
    while node.dep_ in ("conj", "xcomp", "ccomp") and node.head != node:
        node = node.head
    describes = node.dep_ in RELATIVE_CLAUSES or node.dep_ == "acl"
    return node.head if describes and not node.head.is_space else None


def lemma(token: Token) -> str:
    """The token's lemma in lower case, or the form if the pipeline has no lemmatizer."""
    return _lowered.get(token.lemma or token.orth) or _lower(token)


# Strings in lower case by the hash that stands for them in every vocabulary: two strings less to make for each look-up.
_lowered: dict[int, str] = {}


def _lower(token: Token) -> str:
    if len(_lowered) >= MAX_LEMMAS:
        _lowered.clear()
    found = _lowered[token.lemma or token.orth] = (token.lemma_ or token.text).lower()
    return found


def entity_of(doc: Doc, token: Token) -> TokenSpan | None:
    """The named entity that contains the token, or None."""
    if not token.ent_type_:
        return None
    start, end = token.i, token.i + 1
    while doc[start].ent_iob_ == "I" and start > 0:
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return TokenSpan(doc, start, end, label=token.ent_type_)
