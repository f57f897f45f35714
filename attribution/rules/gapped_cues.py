"""Cues that a sentence leaves out the second time: "XI said that it rained, and WANG [that it snowed]"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import FINITE_TAGS, SUBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.person_words import SPEAKING_NOUNS
from ..language.token_ids import places
from ..model import Span
from .content import trim_punctuation
from .report import Report, Source
from .rival_clauses import reports_clause
from .rule import Example, Rule

PROBABILITY = 0.8
MIN_PRIOR = 0.6
MAX_SOURCE = 12  # tokens of the phrase before "that"
MIN_BEFORE = 4  # tokens of the sentence before "that"
THAT = frozenset({"that"})
JOINING = frozenset({"and", "but", "while", "or"})
ELSE = frozenset({"another", "others"})
STRANDED = frozenset({"IN", "VBN", "VBD", "RP"})
IN_PHRASE = frozenset("NN NNS NNP NNPS DT JJ CD PRP$ POS HYPH".split())


def gapped_reports(article: Article) -> Iterator[Report]:
    """Xi *said* that it rained, and WANG [that it snowed]."""
    for that in places(article.doc, THAT) if article.roles.tagged else ():
        found = gapped(article, that)
        if found is None:
            continue
        first, head, verb = found
        last = article.tokens[article.sentence_range(that)[1] - 1]
        content = trim_punctuation(article.text, Span(article.starts[that], last.idx + len(last)))
        end = article.tokens[that - 1]
        source = trim_punctuation(article.text, Span(article.starts[first], end.idx + len(end)))
        cue = Span(article.starts[that], article.starts[that])
        chosen = Source(source, head.i, "subject_of_conjunct", True)
        yield Report(GAPPED_CUE, cue, lemma(verb), that, chosen, (content,), PROBABILITY)


def gapped(article: Article, that: int) -> tuple[int, Token, Token] | None:
    """The first token and head of the phrase before a "that" whose cue is left out, and the cue; or None."""
    tokens = article.tokens
    begin, end = article.sentence_range(that)
    if (
        that - begin < MIN_BEFORE
        or that + 2 >= end
        or tokens[that].tag_ != "IN"
        or tokens[that + 1].tag_ in FINITE_TAGS
    ):
        return None
    before = tokens[that - 1]
    if not (is_noun(before) or before.text == "," or before.lower_ in ELSE) or article.is_quoted(that):
        return None
    first = next((at for at in range(that - 1, max(begin, that - MAX_SOURCE), -1) if _opens(tokens, at)), None)
    if first is None or any(t.tag_ not in IN_PHRASE and t.text != "," for t in tokens[first:that]):
        return None
    head = next((t for t in tokens[first:that] if _may_speak(t)), None)
    if head is None or head.dep_ in SUBJECTS or _is_relative_clause(tokens[that + 1 : end]):
        return None
    verb = next((t for t in reversed(tokens[begin : first - 1]) if _reports(article, t, first)), None)
    return None if verb is None else (first, head, verb)


def _is_relative_clause(tokens: list[Token]) -> bool:
    """Whether a clause ends in a verb or preposition before the next predicate: the man that she [had met was] ill."""
    return any(
        token.tag_ in FINITE_TAGS and before.tag_ in STRANDED and before.dep_ != "conj"
        for before, token in pairwise(tokens)
    )


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether a phrase begins at a token: after a conjunction, or after a comma with a word that begins one."""
    before = tokens[at - 1]
    if before.lower_ in JOINING:
        return True
    return before.text == "," and (tokens[at].tag_ in ("DT", "CD", "PRP$") or tokens[at].lower_ in ELSE)


def _may_speak(token: Token) -> bool:
    named = token.ent_type_ in ("PERSON", "ORG")
    return named or token.lower_ in ELSE or (is_noun(token) and lemma(token) in words(*SPEAKING_NOUNS))


def _reports(article: Article, verb: Token, first: int) -> bool:
    """Whether a verb reports a clause between it and the phrase."""
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    return clause is not None and verb.i < clause.i < first and reports_clause(article, verb, MIN_PRIOR)


GAPPED_CUE = Rule(
    "gapped_cue",
    examples=(
        Example(
            "",
            "Wang",
            "that it snowed",
            (
                "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/ccomp/2 and/CC/cc/7 "
                "Wang/NNP/conj/5/PERSON that/IN/mark/10 it/PRP/nsubj/10 snowed/VBD/ccomp/2 ././punct/2",
            ),
            (("source", 6, 7),),
        ),
    ),
    counterexamples=(
        (
            "Rivers/NNS/nsubj/2 rose/VBD/root/0 because/IN/mark/5 it/PRP/nsubj/5 rained/VBD/advcl/2 and/CC/cc/7 "
            "Wang/NNP/conj/5/PERSON that/IN/mark/10 it/PRP/nsubj/10 snowed/VBD/acl/7 ././punct/2",
        ),
    ),
    propose=gapped_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
