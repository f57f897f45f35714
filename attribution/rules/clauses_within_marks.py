"""Speech within speech without marks of its own: "HE *swore* [the lift was safe]," Ruiz said.

The role network hears only the outer speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import NEGATIVE_ADVERBS, SINGULAR_PRONOUNS, is_noun, lemma
from ..language.lexicon import cue_probability, words
from ..model import lies_in
from .cue_verbs import verb_report
from .report import Report, Source
from .rule import Example, Rule

MIN_PRIOR = 0.7
MIN_WORDS = 3  # of what is said: not "she said so again"
FINITE_FORMS = frozenset({"VBD", "VBZ"})
CLAUSES = frozenset({"advcl", "acl", "acl:relcl", "relcl", "csubj", "nsubj"})  # "when he said", "what she says"
OWNERS = frozenset({"my", "our", "his", "her", "their"})


def clauses_within_marks(article: Article) -> Iterator[Report]:
    """The reported clauses within passages whose subject is a third person in the singular: he, my aunt, our vicar."""
    for verb in article.verbs if article.roles.tagged else ():
        if verb.tag_ not in FINITE_FORMS or not article.is_quoted(verb.i) or not _states(verb):
            continue
        prior = cue_probability(lemma(verb), "ccomp", "-")  # its words have no marks of their own
        if article.frames.frame(verb)[1] != "ccomp" or prior < MIN_PRIOR:
            continue
        report = verb_report(article, verb, prior)
        if report.source is not None and _is_third_person(article, report.source) and _is_within(article, report):
            yield report._replace(rule=CLAUSE_WITHIN_MARKS)


def _states(verb: Token) -> bool:
    """Whether a verb of speech is stated: neither negated, asked nor part of another clause."""
    if lemma(verb) not in words("speech_verbs") or verb.dep_ in CLAUSES:
        return False
    if any(child.lower_ in NEGATIVE_ADVERBS or child.tag_ in ("MD", "WRB", "WP") for child in verb.lefts):
        return False
    return verb.sent[-1].text != "?" and not any(token.text == "?" for token in verb.sent[-2:])


def _is_third_person(article: Article, source: Source) -> bool:
    head = article.tokens[source.head]
    if head.lower_ in SINGULAR_PRONOUNS:
        return True
    owned = any(child.lower_ in OWNERS for child in head.lefts)
    human = lemma(head) in words("kin_nouns", "person_nouns", "roles")
    return is_noun(head) and head.tag_ == "NN" and owned and human


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
