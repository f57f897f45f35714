"""End an indirect content before what the reporter adds about it or tells next."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import AUXILIARIES, FINITE_TAGS, is_noun, is_verb, lemma, subject
from ..language.lexicon import words
from ..model import Span
from ..rules.content import trim_punctuation
from ..rules.report import Report

BREAKS = frozenset({",", "—", "–", "--", "―"})
COUNTS = frozenset("first second third fourth fifth sixth latest last only such".split())
MIN_WORDS = 2  # tokens that remain of the content
MAX_NOUN_DISTANCE = 5  # tokens from the article to the noun: "the third such statement"


def without_additions(article: Article, report: Report) -> Report:
    """The report with its content ended before an addition by the reporter.

    Xi said it rained[, and left] / [, a claim that surprised Wang] / [, which surprised Wang] / [; Wang left].
    """
    if report.rule.verbatim or not report.content or report.content[-1].start < report.cue.end:
        return report  # a speaker's turn has nothing of the reporter's
    last = report.content[-1]
    first, end = article.token_range(last)
    begin = next((at for at in _additions(article, report, first + MIN_WORDS, end) if not article.is_quoted(at)), None)
    if begin is None:
        return report
    return report._replace(
        content=(*report.content[:-1], trim_punctuation(article.text, Span(last.start, article.starts[begin])))
    )


def _additions(article: Article, report: Report, first: int, end: int) -> Iterator[int]:
    """The tokens from ``first`` on at which an addition begins."""
    tokens = article.tokens
    for index in range(first, end):
        token, before = tokens[index], tokens[index - 1]
        if _is_next_act(token, report) or _agrees_with_cue(article, token, tokens[report.cue_head], first):
            yield _with_conjunction(tokens, index, first)
        elif token.text == ";":
            yield index
        elif before.text in BREAKS and (
            _sums_up(tokens[index : index + MAX_NOUN_DISTANCE])
            or _reacts(token)
            or _happens_meanwhile(token)
            or _ends_speech(tokens[index : index + 2])
            or _comes_next(tokens[index : index + 2])
        ):
            yield index - 1


def _is_next_act(token: Token, report: Report) -> bool:
    """Whether a finite verb without a subject is joined to the cue: Xi said it rained and *left*."""
    joined = token.dep_ == "conj" and token.head.i == report.cue_head
    return joined and token.tag_ in ("VBD", "VBZ") and is_verb(token) and subject(token) is None


def _agrees_with_cue(article: Article, token: Token, cue: Token, first: int) -> bool:
    """Whether a verb in the content without a subject is joined to the cue by its tense: "says it rained and *asks*".

    The parser joins it to the nearer verb, which has another tense. In the past only after words in marks: "said it
    “makes sense” and *left*", since who "said he is here and came yesterday" may have said both.
    """
    if token.dep_ != "conj" or token.tag_ != cue.tag_ or token.tag_ not in ("VBD", "VBZ") or token.head.i <= cue.i:
        return False
    joined = _finite_tag(token.head)
    if subject(token) is not None or joined in (None, cue.tag_) or not is_verb(token):
        return False
    if token.tag_ == "VBZ":
        return article.tokens[token.i - 1].tag_ == "CC" or article.tokens[token.i - 1].lower_ in ("also", "then")
    begin = _with_conjunction(article.tokens, token.i, first)
    return joined == "VBZ" and article.passage_before(article.starts[begin]) is not None


def _finite_tag(verb: Token) -> str | None:
    """The tag of the finite form of a verb or predicate: its auxiliary's or its own; None if it has none."""
    forms = (*(child for child in verb.lefts if child.dep_ in AUXILIARIES), verb)
    return next((form.tag_ for form in forms if form.tag_ in FINITE_TAGS), None)


def _with_conjunction(tokens: list[Token], verb: int, first: int) -> int:
    """The first token of the clause of a joined verb, with its conjunction and the comma before it."""
    at = tokens[verb].left_edge.i
    while at > first and (tokens[at - 1].tag_ in ("CC", "RB") or tokens[at - 1].text in BREAKS):
        at -= 1
    return at


def _sums_up(tokens: list[Token]) -> bool:
    """Whether the tokens begin with a noun phrase for what was just reported: "a claim that", "his third appeal"."""
    if tokens[0].tag_ not in ("DT", "PRP$"):
        return False
    pairs = zip(tokens[1:], [*tokens[2:], None], strict=True)
    noun = next((t for t, after in pairs if is_noun(t) and not (after is not None and is_noun(after))), None)
    if noun is None:
        return False
    counted = any(token.lower_ in COUNTS for token in tokens[1 : noun.i - tokens[0].i])
    return counted or lemma(noun) in words("summary_nouns", "speech_nouns")


def _happens_meanwhile(token: Token) -> bool:
    """Whether a clause tells what happened at the same time: "while Wang waited"."""
    verb = token.head
    return token.lower_ == "while" and verb.tag_ == "VBD" and subject(verb) is not None


def _ends_speech(tokens: list[Token]) -> bool:
    """Whether a clause tells how the speaker ended: "before breaking down", "before bursting into tears"."""
    if len(tokens) < 2 or tokens[0].lower_ != "before" or tokens[1].tag_ != "VBG":
        return False
    return lemma(tokens[1]) in words("gesture_verbs", "ending_verbs")


def _comes_next(tokens: list[Token]) -> bool:
    """Whether a verb in the past tells what the speaker did then: "then left"."""
    return len(tokens) > 1 and tokens[0].lower_ == "then" and tokens[1].tag_ == "VBD" and subject(tokens[1]) is None


def _reacts(token: Token) -> bool:
    """Whether a "which" begins a clause about the effect of what was just reported: "which surprised Wang"."""
    return (
        token.lower_ == "which"
        and is_verb(token.head)
        and token.head.i > token.i
        and (lemma(token.head) in words("reaction_verbs"))
    )
