"""Cues that interrupt the clause that they report: "The ferry, Anna Bruun says, was late"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import numpy
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, introducer, is_relative, is_verb, lemma
from ..language.lexicon import cue_probability, words
from ..language.names import WEEKDAYS
from ..language.token_ids import ids, isin
from ..model import Span
from .addressees import is_told
from .content import trim_punctuation
from .cue_verbs import verb_report
from .report import Report, Source
from .rule import Example, Rule

COMMAS = frozenset({",", "—", "–", "--"})
MIN_PRIOR = 0.55
MAX_ADJUNCT = 8  # tokens between the cue and the comma after it: "said on Tuesday in a statement,"
MIN_INVERTED = 3  # tokens from the comma before an inverted clause to that after it
FINITE_FORMS = frozenset({"VBZ", "VBD", "VBP", "NNS"})  # the tagger takes "grumbles" for a noun
SUBORDINATORS = frozenset("after although as because before if once since though unless until when while".split())
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
MIN_BEFORE = 4  # tokens of the sentence before a clause that begins with "which" or "and"
MAX_COUNT = 4  # tokens of "more than two days" before "after"
TIMES = frozenset("minutes hour hours day days night week weeks month months year years decade decades".split())
DAYS = WEEKDAYS | {"yesterday", "today"}
MAX_SOURCE_DISTANCE = 12  # tokens between the cue and its source in one clause


def interrupting_reports(article: Article) -> Iterator[Report]:
    """[Rivers,] XI *said*[, rose again]."""
    found = set[int]()
    commas = numpy.flatnonzero(isin(article.doc.to_array([ORTH]).ravel(), ids(COMMAS))).tolist()
    for verb in article.verbs:
        if not _is_set_off(article, commas, verb.i) or is_told(verb) or _has_clause(verb):
            continue
        own = cue_probability(lemma(verb), *article.frames.frame(verb)[1:])
        prior = max(own, cue_probability(lemma(verb), "ccomp", "-"))  # it reports the clause that it interrupts
        if prior < MIN_PRIOR and lemma(verb) not in words("addressee_verbs"):
            continue
        report = verb_report(article, verb, prior)
        content = around_cue(article, report)
        if content:
            yield report._replace(rule=INTERRUPTING_CUE, content=content)
            found.add(verb.i)
    yield from (report for report in _inverted(article, commas) if report.cue_head not in found)


def _has_clause(verb: Token) -> bool:
    """Whether a verb has a clause with "that", and so interrupts none: "Xi, a dean, *wrote* to us that it rained"."""
    return any(child.dep_ == "ccomp" and introducer(child) == "that" for child in verb.rights)


def _inverted(article: Article, commas: list[int]) -> Iterator[Report]:
    """[The pitch,] *grumbles* captain LARA FINCH[, was wet]: the parser takes such a clause for an apposition."""
    for before, after in pairwise(commas):
        if not MIN_INVERTED <= after - before <= MAX_ADJUNCT or article.sentence[before] != article.sentence[after]:
            continue
        verb, last = article.tokens[before + 1], article.tokens[after - 1]
        prior = cue_probability(lemma(verb), "ccomp", "-") if verb.tag_ in FINITE_FORMS else 0.0
        known = prior >= MIN_PRIOR or (verb.tag_ in FINITE_FORMS and lemma(verb) in words("belief_verbs"))
        if not known or not _ends_name(last) or not _interrupts_subject(article, before, after):
            continue
        source = Source(Span(article.tokens[before + 2].idx, last.idx + len(last)), last.i, "inverted_subject")
        cue = Span(verb.idx, verb.idx + len(verb))
        report = Report(INTERRUPTING_CUE, cue, lemma(verb), verb.i, source, (), prior, (), prior)
        content = around_cue(article, report, marked=not article.has_passage(verb.idx, verb.idx + 1))
        if content:
            yield report._replace(content=content)


def _interrupts_subject(article: Article, before: int, after: int) -> bool:
    """Whether two commas enclose a clause of one verb, before which there is none in the main clause, and no age.

    Nor may a relative clause follow: "[If it rains,] *says* XI[, it rains]", but not "Xi, 30, said he knew Wang, 52".
    """
    first, last = article.sentence_range(before)
    tokens = article.tokens
    verbs = any(is_verb(token) for token in tokens[first:before]) and tokens[first].lower_ not in SUBORDINATORS
    clause = any(t.dep_ in SUBJECTS and before + 1 < t.head.i < after for t in tokens[before + 2 : after])
    if verbs or clause or tokens[before - 1].tag_ == "CD":
        return False
    return after + 1 < last and tokens[after + 1].tag_ not in RELATIVE_TAGS


def _ends_name(last: Token) -> bool:
    """Whether a token ends the name of a person, which is recognized or begins with a known given name."""
    before, given = last.nbor(-1), words("female_names", "male_names")
    return last.ent_type_ == "PERSON" or (last.tag_ == before.tag_ == "NNP" and before.lower_ in given)


def _is_set_off(article: Article, commas: list[int], cue: int) -> bool:
    """Whether commas precede and follow a cue in its sentence, the second one near, and no quotation follows it."""
    first, last = article.sentence_range(cue)
    after = bisect_right(commas, cue)
    if not 0 < after < len(commas) or commas[after - 1] <= first:
        return False
    if commas[after] >= min(last, cue + MAX_ADJUNCT + MAX_SOURCE_DISTANCE + 1):
        return False
    return not article.has_passage(article.starts[cue], article.starts[last - 1])


def around_cue(article: Article, report: Report, *, marked: bool = False) -> tuple[Span, ...]:
    """The words before and after a cue that is set off by commas within its sentence; () if it is not.

    A sentence with quotation marks is left to the passages in it, unless it may be ``marked`` in part.
    """
    clause = _own_clause(article, report)
    if clause is None:
        return ()
    tokens = article.tokens
    first, last = article.sentence_range(report.cue_head)
    before, after = clause
    first = _relative_before(article, before, first) or first
    if _opens_clause(article, before - 1, first):
        first = before - 1
    start, end = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1])
    left = not marked and article.has_passage(start, end)
    if tokens[first].tag_ == "VBN" or left or article.is_quoted(first):  # "Asked why, Xi said, ..."
        return ()
    parts = (Span(start, tokens[before].idx), Span(tokens[after].idx + 1, end))
    spans = tuple(trim_punctuation(article.text, part) for part in parts)
    if not all(span.start < span.end for span in spans):
        return ()
    return spans[:1] if _is_dated(tokens, report.cue_head, after + 1) else spans


def _own_clause(article: Article, report: Report) -> tuple[int, int] | None:
    """The commas around a clause that consists of source, cue and adjuncts, as token indices; None otherwise."""
    source, tokens = report.source, article.tokens
    if source is None or abs(source.head - report.cue_head) > MAX_SOURCE_DISTANCE:
        return None
    if is_relative(tokens[source.head]):
        return None
    first, last = article.sentence_range(report.cue_head)
    whole = Span(min(report.cue.start, source.span.start), max(report.cue.end, source.span.end))
    own_first, own_last = article.token_range(whole)
    before = own_first - 1
    if before - 1 < first or tokens[before].text not in COMMAS:
        return None
    adjuncts = range(own_last, min(own_last + MAX_ADJUNCT, last))
    after = next((n for n in adjuncts if tokens[n].is_punct or is_verb(tokens[n])), None)
    if after is None or tokens[after].text != tokens[before].text:
        return None
    own = Span(whole.end, tokens[after].idx)
    told = report.lemma in words("addressee_verbs")  # what follows such a verb is whom it is said to
    taken = any(span.start < own.end and own.start < span.end for span in report.content)
    return None if taken and not told else (before, after)


def _relative_before(article: Article, before: int, first: int) -> int | None:
    """The "which" that opens the part of a sentence before a comma: ..., *which* last year, Tompkins said, was."""
    part = next((n + 1 for n in range(before - 1, first, -1) if article.tokens[n].text in COMMAS), first)
    opens = part - first >= MIN_BEFORE and article.tokens[part].tag_ in ("WDT", "WP")
    return part if opens else None


def _is_dated(tokens: list[Token], cue: int, after: int) -> bool:
    """Whether the reporter says when the speaker spoke: Xi said on Tuesday, *two days after* the dam broke."""
    place = next((n for n in range(after, min(after + MAX_COUNT, len(tokens) - 1)) if tokens[n].lower_ in TIMES), None)
    return (
        place is not None
        and tokens[place + 1].lower_ in ("after", "before")
        and any(token.ent_type_ == "DATE" or token.lower_ in DAYS for token in tokens[cue + 1 : after - 1])
    )


def _opens_clause(article: Article, index: int, first: int) -> bool:
    """Whether a token before the comma begins the clause, later in its sentence: ..., which, Tompkins said, is ..."""
    return index - first >= MIN_BEFORE and article.tokens[index].tag_ in ("WDT", "WP", "WRB", "CC", "IN")


INTERRUPTING_CUE = Rule(
    "interrupting_cue",
    examples=(
        Example(
            "said",
            "Xi",
            "It rained / until rivers rose",
            (
                "It/PRP/nsubj/2 rained/VBD/ccomp/5 ,/,/punct/5 Xi/NNP/nsubj/5/PERSON said/VBD/root/0 ,/,/punct/5 "
                "until/IN/mark/9 rivers/NNS/nsubj/9 rose/VBD/advcl/5 ././punct/5",
            ),
        ),
        Example(
            "said",
            "mayor Xi",
            "It / ended in rain",
            (
                "It/PRP/nsubj/3 ,/,/punct/3 said/VBD/root/0 mayor/NN/compound/5 Xi/NNP/nsubj/7/PERSON ,/,/punct/5 "
                "ended/VBD/ccomp/3 in/IN/case/9 rain/NN/obl/7 ././punct/3",
            ),
        ),
    ),
    propose=interrupting_reports,
    counterexamples=(
        (
            "Rivers/NNS/nsubj/8 ,/,/punct/4 who/WP/nsubj/4 rose/VBD/acl:relcl/1 ,/,/punct/4 were/VBD/aux:pass/8 "
            "not/RB/advmod/8 said/VBN/root/0 ././punct/8",
        ),
        (
            "Xi/NNP/nsubj/5/PERSON ,/,/punct/1 30/CD/amod/1 ,/,/punct/1 warned/VBD/root/0 Lara/NNP/obj/5/PERSON "
            "Wang/NNP/flat/6/PERSON ,/,/punct/6 52/CD/amod/6 ././punct/5",
        ),
    ),
    min_probability=0.77,
    no_variants=True,
)
