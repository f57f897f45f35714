"""The source of a cue verb, found in the parse. Every docstring shows an example with the source in capitals."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import (
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    agent,
    introducer,
    is_noun,
    is_passive,
    is_verb,
    lemma,
    subject,
)
from ..language.lexicon import words
from ..model import Span
from .report import Source

CONTROL_BY_OBJECT = frozenset({"tell", "ask", "urge", "order", "invite", "encourage", "advise", "persuade", "get"})
EXCLUDED = frozenset({"ccomp", "parataxis", "advcl", "dep"})  # dependents that are not part of a source phrase
MAX_DEPTH = 6


def source_phrase(head: Token, verb: Token) -> Span:
    """The noun phrase of ``head`` with appositions and relative clauses, cut off before it reaches ``verb``."""
    doc, left, right = head.doc, head.left_edge.i, head.right_edge.i
    for child in head.children:
        if child.dep_ in EXCLUDED or child.left_edge.i <= verb.i <= child.right_edge.i:
            if child.i > head.i:
                right = min(right, child.left_edge.i - 1)
            else:
                left = max(left, child.right_edge.i + 1)
    if head.i < verb.i <= right:
        right = verb.i - 1
    if left <= verb.i < head.i:
        left = verb.i + 1
    while right > head.i and ((doc[right].is_punct and doc[right].text not in (")", "]")) or doc[right].is_space):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ in ("case", "cc", "mark")):
        left += 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def _source(head: Token, verb: Token, rule: str) -> Source:
    return Source(source_phrase(head, verb), head.i, rule)


def source_of(verb: Token, depth: int = 0) -> Source | None:
    """The source of the cue ``verb``, or None if its sentence does not state one. ``depth`` limits the recursion."""
    if depth > MAX_DEPTH:
        return None
    rules = (
        _own_subject,
        _quoted_as,
        _participle,
        _conjunct,
        _controlled,
        _noun_modified,
        _misparsed_subject,
        _sentence_subject,
    )
    for rule in rules:
        found = rule(verb, depth)
        if found is not None:
            return found if any(c.isalnum() for c in verb.doc[found.head].text) else None
    return None


def _own_subject(verb: Token, depth: int) -> Source | None:
    """BLINKEN said it rained. / "It rained," said BONNIE GLASER. / It was announced by THE MINISTRY."""
    own = subject(verb)
    if own is None:
        return None
    if is_passive(verb):
        by = agent(verb)
        return _source(by, verb, "passive_agent") if by is not None else None
    if own.lower_ in ("there", "what") or own.dep_.startswith("csubj"):
        return None
    rule = "inverted_subject" if own.i > verb.i else "subject_of_cue"
    return _source(own, verb, rule)


def _quoted_as(verb: Token, depth: int) -> Source | None:
    """THE MINISTER was quoted as saying that it rained."""
    governor = verb.head
    if verb.dep_ not in ("advcl", "xcomp", "pcomp", "ccomp", "obl") or verb.tag_ != "VBG":
        return None
    if governor.dep_ == "prep":
        governor = governor.head
    if lemma(governor) not in ("quote", "cite", "describe", "report", "record", "hear"):
        return None
    if introducer(verb) != "as" and verb.head.lower_ != "as":
        return None
    passive = next((c for c in governor.children if c.dep_ in PASSIVE_SUBJECTS), None)
    if passive is not None:
        return _source(passive, verb, "quoted_as")
    patient = next((c for c in governor.children if c.dep_ in ("obj", "dobj")), None)
    return _source(patient, verb, "quoted_as") if patient is not None else None


def _participle(verb: Token, depth: int) -> Source | None:
    """Saying that it rained, WANG left. / WANG left, adding that it rained."""
    if verb.dep_ not in ("advcl", "parataxis") or verb.tag_ not in ("VBG", "VBN", "VB") or verb.head == verb:
        return None
    if not is_verb(verb.head) and subject(verb.head) is None:
        return None
    if introducer(verb) in (
        "after",
        "before",
        "while",
        "when",
        "by",
        "in",
        "without",
        "",
        "to",
        "for",
        "as",
        "despite",
    ):
        main_subject = subject(verb.head)
        if main_subject is not None and is_passive(verb.head):
            return _source(main_subject, verb, "subject_of_main_clause")
        return _with_rule(source_of(verb.head, depth + 1), "subject_of_main_clause")
    return None


def _conjunct(verb: Token, depth: int) -> Source | None:
    """BLINKEN met Wang and said it rained."""
    if verb.dep_ != "conj" or verb.head == verb:
        return None
    governor = verb.head
    if not (is_verb(governor) or subject(governor) is not None):
        return None
    if is_passive(governor) and not is_passive(verb):
        own = subject(governor)
        return _source(own, verb, "subject_of_conjunct") if own is not None else None
    return _with_rule(source_of(governor, depth + 1), "subject_of_conjunct")


def _controlled(verb: Token, depth: int) -> Source | None:
    """WANG went on to say it rained. / She asked WANG to say it rained."""
    if verb.dep_ not in ("xcomp", "ccomp") or verb.head == verb:
        return None
    governor = verb.head
    if lemma(governor) in CONTROL_BY_OBJECT and verb.tag_ == "VB":
        patient = next((c for c in governor.children if c.dep_ in ("obj", "dobj", "iobj", "dative")), None)
        if patient is not None:
            return _source(patient, verb, "object_of_control")
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return None
    if is_passive(governor):
        own = subject(governor)
        return _source(own, verb, "subject_of_control") if own is not None else None
    return _with_rule(source_of(governor, depth + 1), "subject_of_control")


def _noun_modified(verb: Token, depth: int) -> Source | None:
    """A REPORT saying it rained was lost. / WANG issued a statement saying it rained."""
    if verb.dep_ not in ("acl", *RELATIVE_CLAUSES) or not is_noun(verb.head) or verb.tag_ == "VBN":
        return None
    noun = verb.head
    if lemma(noun) in words("utterance_nouns"):
        owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
        if owner is not None:
            return _source(owner, verb, "owner_of_utterance")
        if noun.dep_ in ("obj", "dobj", "obl", "pobj") or noun.dep_.startswith("obl"):
            governor = noun.head if noun.dep_ != "pobj" else noun.head.head
            found = source_of(governor, depth + 1) if is_verb(governor) else None
            if found is not None:
                return _with_rule(found, "author_of_utterance")
    return _source(noun, verb, "noun_modified")


def _sentence_subject(verb: Token, depth: int) -> Source | None:
    """THE READOUT was kind, saying it rained. The parser may attach the participle to a nearer word."""
    if depth or verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return None
    root = verb.sent.root
    own = subject(root) if root.i < verb.i else None
    return _source(own, verb, "subject_of_main_clause") if own is not None and own.i < verb.i else None


def _misparsed_subject(verb: Token, depth: int) -> Source | None:
    """ "It rained," said GLASER, where the parser did not label the name as the subject."""
    doc = verb.doc
    for child in verb.rights:
        if child.i - verb.i > 6:
            break
        if child.dep_ in ("obj", "dobj", "dep", "appos", "attr", "obl:unmarked", "npadvmod") and _can_speak(child):
            between = doc[verb.i + 1 : child.left_edge.i]
            content_before = any(c.dep_ in ("ccomp", "parataxis", "dep") and c.i < verb.i for c in verb.children)
            if not any(t.is_alpha for t in between) and (content_before or _after_mark(verb)):
                return _source(child, verb, "name_after_cue")
    return None


def _after_mark(verb: Token) -> bool:
    before = "".join(t.text for t in verb.doc[max(0, verb.i - 2) : verb.i])
    return any(mark in before for mark in "”\"’'»")


def _can_speak(token: Token) -> bool:
    return token.pos_ in ("PROPN", "PRON") or token.ent_type_ in ("PERSON", "ORG") or lemma(token) in words("roles")


def _with_rule(source: Source | None, rule: str) -> Source | None:
    return Source(source.span, source.head, rule) if source is not None else None
