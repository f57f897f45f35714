"""Whether the content of a report was said and meant: asserted, denied, unsaid or open.

The values follow FactBank (Saurí and Pustejovsky 2009) and the attribution features polarity and determinacy of the
Penn Discourse Treebank (Prasad et al. 2007). They are read off the cue and the words that govern it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import SUBJECTS, introducer, is_noun, is_passive, lemma, subject
from ..language.lexicon import words
from ..model import Factuality, QuotationType
from ..rules.report import Report
from .claim_reviews import reviewed_claim
from .content_heads import content_heads
from .fabrications import is_disowned, is_fabricated, is_unproven
from .imagined import is_imagined
from .negations import has_no, is_fronted_negation, is_negation, is_nobody, is_passed_over
from .purported_media import is_relayed_falsely
from .questions import QUESTION_WORDS
from .types import is_refusal_to_speak, is_retraction

MODALS = frozenset(
    {"will", "’ll", "'ll", "may", "might", "could", "should", "must", "would", "’d", "'d", "can", "shall"}
)
HABITUAL = frozenset({"would", "’d", "'d", "can", "could"})  # with words in marks: '"Run," she would say'
COUNTERFACTUAL = frozenset({"might", "could", "should", "would", "’d", "'d"})
PERFECT = frozenset({"have", "’ve", "'ve"})
PAST_PERFECT = frozenset({"had", "’d", "'d"})
DO_OR_HAVE = frozenset({"do", "does", "did", "have", "has", "had"})
SUPPOSING = frozenset({"if", "unless"})
CONDITIONS = SUPPOSING | {"whether", "whenever"}
HEDGES = frozenset({"allegedly", "purportedly", "reportedly", "supposedly"})
MAX_GOVERNORS = 4


def factuality(article: Article, report: Report, kind: QuotationType) -> Factuality:
    """The factuality of a report by its own cue, irrespective of the reports that enclose it."""
    cue = article.tokens[report.cue_head]
    if is_retraction(article, report):
        return Factuality.DENIED
    if kind == QuotationType.ACT:
        return Factuality.ASSERTED
    reviewed = reviewed_claim(article, min(report.cue.start, report.content[0].start))
    if reviewed is not None or report.cue.start >= report.cue.end:
        return reviewed or Factuality.ASSERTED
    verbs = list(_governors(cue))
    if _is_unsaid(article, report, verbs):
        return _unsaid(report, kind)
    if kind != QuotationType.DIRECT and _is_denial(cue):
        return Factuality.OPEN if _is_negated(article, report, verbs) else Factuality.DENIED
    return Factuality.OPEN if _is_open(article, report, verbs, kind) else Factuality.ASSERTED


def within(outer: Factuality, claims_falsely: bool, own: Factuality) -> Factuality:
    """The factuality of a report within the content of another: what nobody said reports nothing."""
    if outer == Factuality.UNSAID or claims_falsely:
        return Factuality.UNSAID
    return Factuality.OPEN if own == Factuality.ASSERTED and outer != Factuality.ASSERTED else own


def is_false_claim(article: Article, report: Report) -> bool:
    """Whether the article calls the content of the report false: "falsely claimed that ...", "a doctored clip"."""
    verbs = list(_governors(article.tokens[report.cue_head]))
    own = [found for verb in verbs if (found := subject(verb)) is not None]
    return any(_is_called_false(word) for word in (*verbs, *own))


def _governors(cue: Token) -> Iterator[Token]:
    """The cue and the words that it depends on as a complement: "said", "refused" in "refused to say"."""
    node = cue
    for _ in range(MAX_GOVERNORS):
        yield node
        if _is_inverted(node):
            yield node.head
            return
        if node.dep_ not in ("xcomp", "ccomp", "acl", "pcomp", "obl", "advcl", "nmod") or node.head == node:
            return
        if node.dep_ in ("ccomp", "advcl") and _own_subject(node) is not None:
            return
        if node.dep_ == "advcl" and node.tag_ == "VBG" and introducer(node) != "as":
            return  # "left without a word, saying": a clause of its own
        node = node.head
        if node.pos_ == "ADP" and node.head != node:
            node = node.head


def _is_inverted(verb: Token) -> bool:
    """Whether the auxiliary comes before the subject and is parsed as the main verb: "Nor *has* she said"."""
    first = verb.head
    return first.lower_ in DO_OR_HAVE and first.i < verb.i and not any(c.dep_ in SUBJECTS for c in first.lefts)


def _own_subject(verb: Token) -> Token | None:
    found = subject(verb)
    return found if found is not None and found.i < verb.i else None


def _is_negated(article: Article, report: Report, verbs: list[Token]) -> bool:
    """Whether the reporter negates one of the verbs, other than by "not only".

    Words of the content are the speaker's: the parser may attach the "Never" of '"Never," she said' to "said".
    """
    for verb in verbs:
        auxiliaries = (child for child in verb.children if _is_auxiliary(child))
        for child in (*verb.children, *(below for auxiliary in auxiliaries for below in auxiliary.children)):
            if article.is_quoted(child.i) or any(span.start <= child.idx < span.end for span in report.content):
                continue
            if is_negation(child) or (child.dep_ in SUBJECTS and is_nobody(child)) or is_fronted_negation(child, verb):
                return True
    return False


def _is_auxiliary(child: Token) -> bool:
    """Whether a dependent is an auxiliary, or an inverted one that was taken for a verb: "Nowhere *did* she say"."""
    inverted = (
        child.lower_ in DO_OR_HAVE and child.i < child.head.i and not any(c.dep_ in SUBJECTS for c in child.lefts)
    )
    return child.dep_.startswith("aux") or inverted


def _is_unsaid(article: Article, report: Report, verbs: list[Token]) -> bool:
    cue, above = verbs[0], verbs[1:]
    if is_refusal_to_speak(article, report) or any(lemma(v) in words("refusal_verbs") for v in above):
        return True
    if any(_is_denial(v) for v in above) or _is_left_open(cue) or _denies_speaking(article, report, cue):
        return True  # "denied saying that ...", "would neither confirm nor deny that ..."
    if (
        any(map(_is_counterfactual, verbs))
        or _is_condition(cue)
        or any(introducer(v) == "without" or is_passed_over(v) for v in verbs)
    ):
        return True  # "paid without admitting that ...", "has yet to say that ..."
    if any(is_noun(v) and has_no(v) for v in above) or is_unproven(cue):
        return True  # "There is no record of her saying that ..."
    if _is_called_false(cue) and (lemma(cue) in words("ascription_verbs") or is_passive(cue)):
        return True  # "wrongly attributed the words to her", "is wrongly said to have called"
    if any(_is_called_false(v) for v in above) or is_fabricated(article, report):
        return True
    if is_disowned(article, report) or is_imagined(article, report) or is_relayed_falsely(article, report):
        return True
    if not report.rule.verbatim and _is_nothing(article, report):
        return True
    return _is_negated(article, report, verbs) and not (_is_denial(cue) or _leads_to_words(article, report))


def _leads_to_words(article: Article, report: Report) -> bool:
    """Whether a clause that tells of no speech precedes a colon and words in marks: "Lopez was not: “It rained.”" """
    colon = article.char_before(report.content[0].start - 1) == ":"
    return colon and bool(report.passages) and report.lemma not in words("speech_verbs", "ascription_verbs")


def _is_left_open(cue: Token) -> bool:
    """Whether somebody would not say if something is so: "would neither confirm nor *deny* that it rained"."""
    first = cue.head if cue.dep_ == "conj" else cue
    pair = {lemma(verb) for verb in (first, *first.children) if verb is first or verb.dep_ == "conj"}
    return pair >= {"confirm", "deny"} and any(is_negation(child) for child in (*first.children, *cue.children))


def _is_counterfactual(verb: Token) -> bool:
    """Whether the verb tells of what could have happened and did not: "might have said", "if she had told us"."""
    auxiliaries = [child.lower_ for child in verb.lefts if child.dep_ == "aux"]
    if introducer(verb) == "if" and verb.dep_ == "advcl" and not PAST_PERFECT.isdisjoint(auxiliaries):
        return True
    return not COUNTERFACTUAL.isdisjoint(auxiliaries) and not PERFECT.isdisjoint(auxiliaries)


def _is_condition(cue: Token) -> bool:
    """Whether a clause supposes that somebody speaks some day: "If she *says* that it rained, the club will appeal"."""
    if cue.dep_ != "advcl" or introducer(cue) not in SUPPOSING or cue.tag_ not in ("VBZ", "VBP"):
        return False
    above = (verb for verb in (cue.head, cue.head.head))
    return any(child.dep_ == "aux" and child.lower_ in MODALS for verb in above for child in verb.lefts)


def _is_nothing(article: Article, report: Report) -> bool:
    """Whether a part of the content is "nothing [of the kind]" or "no such thing", in the words of the article."""
    heads = [head for head in content_heads(article, report) if not article.is_quoted(head.i)]
    heads += [head.head for head in heads if head.dep_ in ("nmod", "pobj")]
    return any(head.lower_ == "nothing" or (lemma(head) in ("thing", "word") and has_no(head)) for head in heads)


def _unsaid(report: Report, kind: QuotationType) -> Factuality:
    """What somebody does not believe is denied; words that were not spoken are unsaid."""
    return Factuality.DENIED if kind == QuotationType.BELIEF else Factuality.UNSAID


def _is_denial(verb: Token) -> bool:
    return lemma(verb) in words("denial_verbs", "retraction_verbs")


def _denies_speaking(article: Article, report: Report, cue: Token) -> bool:
    """Whether a cue denies that words were spoken: "denied [telling the crew that it rained]", "denies having said"."""
    if not _is_denial(cue):
        return False
    of_cue = article.tokens[slice(*article.token_range(report.cue))]
    denied = [token for token in of_cue if token.i > cue.i]
    denied += [head for head in content_heads(article, report) if _is_gerund(head)]
    return any(lemma(token) in words("speech_verbs", "ascription_verbs") for token in denied)


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" or any(child.tag_ == "VBG" and child.dep_ == "aux" for child in verb.lefts)


def _is_called_false(word: Token) -> bool:
    """Whether a verb or noun has a modifier that calls it false: "falsely claimed", "a doctored clip".

    Not a clause that is joined to it: "used to say so and was never [wrong]".
    """
    if any(child.lower_ in words("falsity_words") and child.dep_ != "conj" for child in word.children):
        return True
    node = word
    while node.dep_ in ("acl:relcl", "relcl", "xcomp", "ccomp", "acl") and node.head != node:
        node = node.head
        if is_noun(node):
            return any(child.lower_ in words("falsity_words") for child in node.children)
    return False


def _is_open(article: Article, report: Report, verbs: list[Token], kind: QuotationType) -> bool:
    cue = verbs[0]
    verbatim = kind in (QuotationType.DIRECT, QuotationType.MIXED)
    for verb in verbs:
        modals = {c.lower_ for c in verb.children if c.dep_ == "aux" or c.tag_ == "MD"} & MODALS
        if modals and not (verbatim and modals <= HABITUAL):
            return True
        if introducer(verb) in CONDITIONS or any(c.lower_ in HEDGES for c in verb.lefts):
            return True
    if any(lemma(v) in words("prospect_words") for v in verbs[1:]):
        return True
    if lemma(cue) in words("prospect_words") and kind == QuotationType.INDIRECT:
        return True
    return not verbatim and lemma(cue) in words("question_verbs") and _is_question(article, report)


def _is_question(article: Article, report: Report) -> bool:
    start, end = report.content[0].start, report.content[-1].end
    first = article.text[start:end].split(maxsplit=1)
    return bool(first) and (first[0].casefold() in QUESTION_WORDS or article.text[end - 1 : end + 1].count("?") > 0)
