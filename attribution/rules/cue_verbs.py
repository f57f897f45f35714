"""Cue verbs, recognized by their lemma and dependency frame."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.role_runs import CUE
from ..language.grammar import is_passive, lemma
from ..language.lexicon import cue_probability
from .content import content_parts, content_spans
from .cue_span import cue_span
from .displaced_clauses import displaced_clause
from .report import Report
from .rival_clauses import without_rivals
from .rule import Example, Rule
from .sources.quoted_as import quotes_as
from .sources.registry import source_of

MIN_PRIOR_ALONE = 0.5  # prior that a cue needs if the pipeline has no role network
MIN_PRIOR, SURE_PRIOR = 0.2, 0.6
MIN_ROLE, UNLIKELY_ROLE, NO_ROLE = 0.35, 0.22, 0.1  # below these, almost no candidate of the training split was right


def verb_reports(article: Article) -> Iterator[Report]:
    """BLINKEN *said* [that it rained]: every verb that may be a cue in its frame, with its source and content."""
    tagged = article.roles.tagged
    for verb in article.verbs:
        role = article.roles.probability(CUE, verb.i)
        if tagged and role < NO_ROLE:
            continue
        prior = cue_probability(lemma(verb), *article.frames.frame(verb)[1:])
        if _is_candidate(role, prior) if tagged else prior >= MIN_PRIOR_ALONE and not article.is_quoted(verb.i):
            report = verb_report(article, verb, prior)
            if quotes_as(verb) and (report.source is None or _quotes_marked(article, report)):
                continue  # whoever is quoted said it
            if tagged or _is_complete(report, verb):
                yield report


def _is_candidate(role: float, prior: float) -> bool:
    """Whether a verb may be a cue by its network probability and its prior; the scorer decides later."""
    return role >= MIN_ROLE or (prior >= MIN_PRIOR and role >= UNLIKELY_ROLE) or prior >= SURE_PRIOR


def _quotes_marked(article: Article, report: Report) -> bool:
    return any(article.has_passage(*span) for span in report.content)


def _is_complete(report: Report, verb: Token) -> bool:
    """Whether a report is complete enough to be kept without a scorer."""
    return bool(report.content) and (report.source is not None or not is_passive(verb))


def verb_report(article: Article, verb: Token, prior: float) -> Report:
    """The report of a verb with the source and the content in its own clause."""
    parts = without_rivals(article, verb, article.frames.frame(verb).parts)
    source, parts = source_of(verb), content_parts(verb, parts)
    content = content_spans(article.text, article.tokens, verb, parts, source.span if source else None)
    clause = displaced_clause(article, verb, lemma(verb), source) if not content else None
    if clause is not None:
        content, prior = (clause,), cue_probability(lemma(verb), "ccomp", "-")
    return Report(CUE_VERB, cue_span(article, verb), lemma(verb), verb.i, source, content, prior, (), prior)


CUE_VERB = Rule(
    "cue_verb",
    examples=(
        Example(
            "said",
            "Blinken",
            "that it rained",
            (
                "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/ccomp/2 "
                "././punct/2",
            ),
        ),
        Example(
            "said",
            "Xi",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON "
                "said/VBD/root/0 ././punct/7",
            ),
        ),
        Example(
            "said",
            "Blinken",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/6 ,/,/punct/3 ”/''/punct/3 said/VBD/root/0 "
                "Blinken/NNP/nsubj/6/PERSON ././punct/6",
            ),
        ),
        Example(
            "said",
            "Blinken",
            "It rained",
            ("It/PRP/nsubj/2 rained/VBD/ccomp/4 ,/,/punct/2 said/VBD/root/0 Blinken/NNP/nsubj/4/PERSON ././punct/4",),
        ),
        Example(
            "told",
            "Xi",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/ccomp/7 ,/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/7/PERSON "
                "told/VBD/root/0 Gates/NNP/obj/7/PERSON ././punct/7",
            ),
        ),
        Example(
            "told",
            "Xi",
            "that it rained",
            (
                "Xi/NNP/nsubj/2/PERSON told/VBD/root/0 Gates/NNP/iobj/2/PERSON that/IN/mark/6 it/PRP/nsubj/6 "
                "rained/VBD/ccomp/2 ././punct/2",
            ),
        ),
        Example(
            "saying",
            "The minister",
            "that it rained",
            (
                "The/DT/det/2 minister/NN/nsubj:pass/4 was/VBD/aux:pass/4 quoted/VBN/root/0 as/IN/mark/6 "
                "saying/VBG/advcl/4 that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/6 ././punct/4",
            ),
        ),
        Example(
            "Saying",
            "Wang",
            "that it rained",
            (
                "Saying/VBG/advcl/7 that/IN/mark/4 it/PRP/nsubj/4 rained/VBD/ccomp/1 ,/,/punct/1 "
                "Wang/NNP/nsubj/7/PERSON left/VBD/root/0 ././punct/7",
            ),
        ),
        Example(
            "adding",
            "Wang",
            "that it rained",
            (
                "Wang/NNP/nsubj/2/PERSON left/VBD/root/0 ,/,/punct/4 adding/VBG/advcl/2 that/IN/mark/7 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/4 ././punct/2",
            ),
        ),
        Example(
            "said",
            "Blinken",
            "it rained",
            (
                "Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON and/CC/cc/5 said/VBD/conj/2 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
            ),
        ),
        Example(
            "said",
            "Glaser, the director of the fund",
            "it rained",
            (
                "Glaser/NNP/nsubj/9/PERSON ,/,/punct/4 the/DT/det/4 director/NN/appos/1 of/IN/case/7 the/DT/det/7 "
                "fund/NN/nmod/4 ,/,/punct/4 said/VBD/root/0 it/PRP/nsubj/11 rained/VBD/ccomp/9 ././punct/9",
            ),
        ),
        Example(
            "said",
            "who",
            "it rained",
            (
                "Glaser/NNP/nsubj/8/PERSON ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 it/PRP/nsubj/6 "
                "rained/VBD/ccomp/4 ,/,/punct/4 left/VBD/root/0 ././punct/8",
            ),
        ),
        Example(
            "say",
            "Wang",
            "it rained",
            (
                "Wang/NNP/nsubj/2/PERSON went/VBD/root/0 on/RP/compound:prt/2 to/TO/mark/5 say/VB/xcomp/2 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
            ),
        ),
        Example(
            "announced",
            "the ministry",
            "that it rained",
            (
                "It/PRP/nsubj:pass/3 was/VBD/aux:pass/3 announced/VBN/root/0 by/IN/case/6 the/DT/det/6 "
                "ministry/NN/obl:agent/3 that/IN/mark/9 it/PRP/nsubj/9 rained/VBD/ccomp/3 ././punct/3",
            ),
        ),
        Example(
            "said",
            "The ministry",
            "it rained",
            (
                "The/DT/det/2 ministry/NN/nsubj/3 said/VBD/root/0 in/IN/case/6 a/DT/det/6 statement/NN/obl/3 "
                "it/PRP/nsubj/8 rained/VBD/ccomp/3 ././punct/3",
            ),
        ),
        Example(
            "saying",
            "A report",
            "it rained",
            (
                "A/DT/det/2 report/NN/nsubj:pass/7 saying/VBG/acl/2 it/PRP/nsubj/5 rained/VBD/ccomp/3 "
                "was/VBD/aux:pass/7 lost/VBN/root/0 ././punct/7",
            ),
        ),
        Example(
            "saying",
            "Wang",
            "it rained",
            (
                "Wang/NNP/nsubj/2/PERSON issued/VBD/root/0 a/DT/det/4 statement/NN/obj/2 saying/VBG/acl/4 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
            ),
        ),
        Example(
            "told",
            "A guard",
            "that it had rained",
            (
                "A/DT/det/2 guard/NN/nsubj/3 told/VBD/root/0 a/DT/det/5 vigil/NN/obj/3 at/IN/case/8 the/DT/det/8 "
                "rowing/VBG/acl/5 club/NN/obj/8 that/IN/mark/13 it/PRP/nsubj/13 had/VBD/aux/13 rained/VBN/ccomp/8 "
                "././punct/3",
            ),
        ),
        Example(
            "said",
            "Wang",
            "flights were due Monday",
            (
                "Wang/NNP/nsubj/2/PERSON said/VBD/root/0 flights/NNS/nsubj/5 were/VBD/cop/5 due/JJ/amod/6 "
                "Monday/NNP/obl:unmarked/2 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        ("Blinken/NNP/nsubj/2/PERSON met/VBD/root/0 Wang/NNP/obj/2/PERSON ././punct/2",),
        ("The/DT/det/2 river/NN/nsubj/3 rose/VBD/root/0 ././punct/3",),
        ("Nothing/NN/nsubj:pass/3 was/VBD/aux:pass/3 said/VBN/root/0 ././punct/3",),
    ),
    propose=verb_reports,
    takes_adjacent_passages=True,
    fallback=True,
)
