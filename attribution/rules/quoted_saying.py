"""What somebody is quoted as saying: the role network hears only who quotes. The paper quoted XI as *saying* so."""

from __future__ import annotations

from collections.abc import Iterator

from ..article.article import Article
from ..language.grammar import SUBJECTS, lemma
from ..language.lexicon import cue_probability
from .cue_verbs import verb_report
from .report import Report
from .rule import Example, Rule
from .sources.quoted_as import quoted_as


def quoted_sayings(article: Article) -> Iterator[Report]:
    """The paper quoted XI as *saying* [that it rained]. Without a subject or a network, it is left to the cue verbs."""
    for verb in article.verbs if article.roles.tagged else ():
        if quoted_as(verb) is None or not any(c.dep_ in SUBJECTS for c in verb.head.children):
            continue
        prior = cue_probability(lemma(verb), *article.frames.frame(verb)[1:])
        report = verb_report(article, verb, prior)
        if report.content:
            yield report._replace(rule=QUOTED_SAYING)


QUOTED_SAYING = Rule(
    "quoted_saying",
    examples=(
        Example(
            "saying",
            "Xi",
            "it rained",
            (
                "Xinhua/NNP/nsubj/2/ORG quoted/VBD/root/0 Xi/NNP/obj/2/PERSON as/IN/mark/5 saying/VBG/advcl/2 "
                "it/PRP/nsubj/7 rained/VBD/ccomp/5 ././punct/2",
            ),
            (("cue", 1, 2),),
        ),
    ),
    counterexamples=(("Xinhua/NNP/nsubj/2/ORG quoted/VBD/root/0 Xi/NNP/obj/2/PERSON ././punct/2",),),
    propose=quoted_sayings,
    min_probability=0.7,
    takes_adjacent_passages=True,
)
