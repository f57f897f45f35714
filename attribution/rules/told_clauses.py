"""A clause after the addressee, which parsers take for a relative clause: "told police [he had lost the key]".

So is one after "to" and a name in apposition: "wrote to the dean, Ana Lopez, [that the roof leaked]".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import (
    CLAUSES,
    NOUN_TAGS,
    OBJECTS,
    RELATIVE_CLAUSES,
    introducer,
    is_noun,
    is_passive,
    is_relative,
    lemma,
    subject,
)
from ..language.lexicon import cue_probability, words
from ..model import Span
from .content import trim_punctuation
from .cue_span import cue_span
from .report import Report
from .rule import Example, Rule
from .sources.registry import source_of

IN_RECIPIENT = NOUN_TAGS | {"DT", "PRP$", "PRP", "JJ", "POS", "HYPH", "CD", ",", "IN"}
COMPLETE = frozenset({"cop", "obj", "dobj"})  # what a relative clause with a subject has no place for
MIN_RECIPIENT = 3  # tokens from the verb to the clause
MAX_RECIPIENT = 16
JOINED = RELATIVE_CLAUSES | {"acl"}


def told_reports(article: Article) -> Iterator[Report]:
    """XI *told* police [he had lost the key]. / XI *wrote* to the dean, WANG, [that the roof leaked]."""
    told, said = words("addressee_verbs"), words("speech_verbs")
    for verb in article.verbs:
        if lemma(verb) not in told and (lemma(verb) not in said or not _is_before_to(verb)):
            continue
        if is_passive(verb):
            continue
        clause = _after_addressee(verb) if lemma(verb) in told else _after_recipient(verb)
        source = source_of(verb) if clause is not None else None
        if clause is None or source is None or article.has_passage(verb.idx, clause.end):
            continue
        prior = cue_probability(lemma(verb), "ccomp", "-")
        content = trim_punctuation(article.text, clause)
        yield Report(TOLD_CLAUSE, cue_span(article, verb), lemma(verb), verb.i, source, (content,), prior, (), prior)


def _after_addressee(verb: Token) -> Span | None:
    """The clause after the addressee of a verb, if the parser joined the two; None otherwise."""
    addressee = next((child for child in verb.rights if child.dep_ in OBJECTS), None)
    if addressee is not None:
        clause = next((child for child in addressee.rights if child.dep_ in JOINED), None)
        if clause is None or any(child.dep_ in CLAUSES for child in verb.rights):
            return None
        return _until(clause.left_edge, clause.right_edge) if _is_told(addressee, clause) else None
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    own = subject(clause) if clause is not None else None
    if clause is None or own is None or own.left_edge.i != verb.i + 1 or own.tag_ not in ("NNP", "NNPS"):
        return None
    noun = verb.doc[own.i - 1]
    compound = noun.head == own and is_noun(noun) and noun.tag_ == "NN" and noun.i > verb.i + 1
    return _until(own, clause.right_edge) if compound else None


def _is_before_to(verb: Token) -> bool:
    return verb.i + MIN_RECIPIENT < len(verb.doc) and verb.nbor().lower_ == "to"


def _after_recipient(verb: Token) -> Span | None:
    """The "that" clause after a verb, "to" and whom it is said to, if the parser may not have seen it as the verb's."""
    recipient = takewhile(
        lambda t: t.tag_ in IN_RECIPIENT and t.lower_ != "that", verb.doc[verb.i + 2 : verb.i + MAX_RECIPIENT]
    )
    last = max((token.i for token in recipient), default=verb.i)
    opener = verb.doc[last + 1] if verb.i < last < len(verb.doc) - 1 else verb
    clause = opener.head
    own = subject(clause)
    if opener.lower_ != "that" or not opener.i < clause.i or own is None or own == opener:
        return None
    if opener.dep_ != "mark" and all(child.dep_ not in COMPLETE or child == opener for child in clause.children):
        return None  # "the woman that he loved"
    plain = clause.head == verb and all(token.text != "," for token in verb.doc[verb.i : opener.i])
    return None if plain else _until(opener, clause.right_edge)


def _is_told(addressee: Token, clause: Token) -> bool:
    """Whether a clause is no relative one: it has a subject, and follows a person or begins without a pronoun."""
    first, own = clause.left_edge, subject(clause)
    if own is None or first.is_punct or (own == first and own.lower_ == "that"):
        return False
    if clause.dep_ == "acl":
        return introducer(clause) == "that"
    before = addressee.doc[first.i - 1]
    if first.i == addressee.i + 1 and not any(is_relative(token) for token in clause.lefts):
        return True
    if addressee.ent_type_ == before.ent_type_ == "PERSON":
        return before in (addressee, *addressee.children)  # a clause without a comma defines nobody who is named
    apposed = before.text == "," and any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in addressee.children)
    return apposed and first.tag_ == "WRB"


def _until(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))


TOLD_CLAUSE = Rule(
    "told_clause",
    examples=(
        Example(
            "told",
            "Xi",
            "it rained",
            (
                "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 police/NN/obj/2 it/PRP/nsubj/5 rained/VBD/acl:relcl/3 "
                "././punct/2",
            ),
        ),
        Example(
            "asked",
            "Xi",
            "who lied",
            (
                "Xi/NNP/nsubj/2/PERSON asked/VBD/root/0 Wang/NNP/obj/2/PERSON who/WP/nsubj/5 lied/VBD/acl:relcl/3 "
                "././punct/2",
            ),
        ),
        Example(
            "told",
            "Xi",
            "Wang lied",
            (
                "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 the/DT/det/5 court/NN/compound/5 Wang/NNP/nsubj/6/PERSON "
                "lied/VBD/ccomp/2 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        (
            "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 Wang/NNP/obj/2/PERSON ,/,/punct/6 who/WP/nsubj/6 "
            "left/VBD/acl:relcl/3 ././punct/2",
        ),
        ("Xi/NNP/nsubj/2/PERSON told/VBD/root/0 officials/NNS/obj/2 who/WP/nsubj/5 left/VBD/acl:relcl/3 ././punct/2",),
    ),
    propose=told_reports,
    min_probability=0.8,
    no_variants=True,
)
