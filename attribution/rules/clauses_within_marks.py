"""Speech within speech without marks of its own: "HE *swore* [the lift was safe]," Ruiz said.

The role network hears only the outer speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import NEGATIVE_ADVERBS, OBJECTS, SINGULAR_PRONOUNS, is_noun, lemma
from ..language.lexicon import cue_probability, words
from ..model import Span, lies_in
from .content import trim_punctuation
from .cue_verbs import verb_report
from .report import Report, Source
from .rule import Example, Rule

MIN_PRIOR = 0.7
MIN_WORDS = 3  # of what is said: not "she said so again"
FINITE_FORMS = frozenset({"VBD", "VBZ"})
DEPENDENT = frozenset({"acl", "acl:relcl", "relcl", "csubj", "nsubj"})  # "what she says"
OWNERS = frozenset({"my", "our", "his", "her", "their"})
SPEAKERS = frozenset({"me", "us"})  # who quotes, as the addressee of whom they quote


def clauses_within_marks(article: Article) -> Iterator[Report]:
    """The reported clauses within passages whose subject is one third person: he, my aunt, the vicar, Greta."""
    for verb in article.verbs if article.roles.tagged else ():
        if not article.is_quoted(verb.i) or not _is_finite(verb) or not _states(verb):
            continue
        frame, told = article.frames.frame(verb)[1], _is_told_to_speaker(verb)
        prior = cue_probability(lemma(verb), "ccomp", "-")  # its words have no marks of their own
        if frame != "ccomp" or not (prior >= MIN_PRIOR or told):
            continue
        report = verb_report(article, verb, prior)
        report = report._replace(content=_words_said(article, verb, report), rule=CLAUSE_WITHIN_MARKS)
        if report.source is not None and is_third_person(article, report.source) and _is_within(article, report):
            yield report


def _words_said(article: Article, verb: Token, report: Report) -> tuple[Span, ...]:
    """The clause that a verb reports; after a comma, the rest of the sentence: he said, [go, it is late]."""
    passage, after = article.passage_at(verb.idx), article.tokens[verb.i + 1 : verb.i + 3]
    if passage is not None and len(after) > 1 and after[0].text == "," and after[1].tag_ not in ("CC", "IN", "WRB"):
        end = min(verb.sent.end_char, passage.end)
        return (trim_punctuation(article.text, Span(after[1].idx, end)),)
    return report.content


def _is_finite(verb: Token) -> bool:
    """Whether a verb tells of what was said: "said", "says", "has said"; not "people say"."""
    perfect = verb.tag_ == "VBN" and any(child.dep_ == "aux" and lemma(child) == "have" for child in verb.lefts)
    return perfect or verb.tag_ in FINITE_FORMS


def _is_told_to_speaker(verb: Token) -> bool:
    """Whether the addressee of a verb is who quotes it: "told me", "asked us"."""
    if lemma(verb) not in words("addressee_verbs"):
        return False
    return any(child.dep_ in OBJECTS and child.lower_ in SPEAKERS for child in verb.rights)


def _states(verb: Token) -> bool:
    """Whether a verb of speech is stated: neither negated, asked nor part of another clause."""
    if lemma(verb) not in words("speech_verbs", "addressee_verbs") or verb.dep_ in DEPENDENT:
        return False
    if verb.dep_ == "advcl" and any(child.dep_ in ("mark", "advmod") for child in verb.lefts):
        return False  # "when he said", but "My aunt says, sell it"
    if any(child.lower_ in NEGATIVE_ADVERBS or child.tag_ in ("MD", "WRB", "WP") for child in verb.lefts):
        return False
    return verb.sent[-1].text != "?" and not any(token.text == "?" for token in verb.sent[-2:])


def is_third_person(article: Article, source: Source) -> bool:
    """Whether a source is one person other than who quotes them."""
    head = article.tokens[source.head]
    if head.lower_ in SINGULAR_PRONOUNS or head.ent_type_ == "PERSON":
        return True
    if not is_noun(head) or head.tag_ in ("NNS", "NNPS"):
        return False
    human = lemma(head) in words("kin_nouns", "person_nouns", "roles")
    first = head.left_edge
    return human and (first == head or first.lower_ == "the" or any(child.lower_ in OWNERS for child in head.lefts))


def _is_within(article: Article, report: Report) -> bool:
    """Whether cue, source and content lie in one stretch of a passage, and the content is a clause."""
    words_said = article.text[slice(*report.content[0])] if report.content else ""
    if len(words_said.split()) < MIN_WORDS or not words_said[0].isalnum():
        return False  # words in inner marks are found by their marks
    passage = article.passage_at(report.cue.start)
    if passage is None or article.char_before(passage.outer.start).isalnum():
        return False  # what stands between two passages if a mark is printed the wrong way round
    parts = (*report.content, *((report.source.span,) if report.source is not None else ()))
    return any(all(lies_in(part, (span,)) for part in parts) for span in passage.spans)


CLAUSE_WITHIN_MARKS = Rule(
    "clause_within_marks",
    examples=(
        Example(
            "said",
            "He",
            "rain comes today",
            (
                "“/``/punct/3 He/PRP/nsubj/3 said/VBD/ccomp/10 rain/NN/nsubj/5 comes/VBZ/ccomp/3 today/NN/obl/5 "
                ",/,/punct/3 ”/''/punct/3 Xi/NNP/nsubj/10/PERSON said/VBD/root/0 ././punct/10",
            ),
            (("source", 8, 9),),
        ),
    ),
    counterexamples=(
        (
            "“/``/punct/4 as/IN/mark/4 we/PRP/nsubj/4 said/VBD/root/0 rain/NN/nsubj/6 comes/VBZ/ccomp/4 "
            "today/NN/obl/6 ”/''/punct/4",
        ),
    ),
    propose=clauses_within_marks,
    min_probability=0.7,
    no_variants=True,
    told_by_another=True,
)
