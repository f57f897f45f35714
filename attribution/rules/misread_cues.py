"""A verb of speech that the tagger took for a plural: "It rained," the guard, WANG, *answers*."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import lemma
from ..language.lexicon import words
from ..model import Span
from .beat_persons import POSSESSORS
from .beside_marks import continuation, words_of
from .report import Report, Source
from .rule import Example, Rule

PROBABILITY = 0.75
WITHIN_PHRASE = POSSESSORS | {"compound", "amod", "nmod"}  # relations of nouns before the head of a phrase


def misread_cue(article: Article, number: int) -> Report | None:
    """ "It rained," the guard, WANG, *answers*."""
    passage, window = article.passages[number], words_of(continuation(article, number))
    if len(window) < 2 or article.text[passage.end - 1] not in ",?!":
        return None
    verb, before = window[-1], window[:-1]
    named = next((t for t in before if t.ent_type_ == "PERSON"), None)
    head = named or next((t for t in before if t.tag_ in ("NN", "NNP") and t.dep_ not in WITHIN_PHRASE), None)
    if verb.tag_ != "NNS" or lemma(verb) not in words("speech_verbs") or head is None or not _is_phrase(before):
        return None
    source = Source(Span(before[0].idx, before[-1].idx + len(before[-1])), head.i, "subject_of_cue")
    cue = Span(verb.idx, verb.idx + len(verb))
    return Report(MISREAD_CUE, cue, lemma(verb), verb.i, source, passage.spans, PROBABILITY, (number,))


def _is_phrase(tokens: list[Token]) -> bool:
    """Whether the words may be one noun phrase, without a verb."""
    return not any(token.tag_.startswith(("VB", "MD", "W")) for token in tokens)


MISREAD_CUE = Rule(
    "misread_cue",
    examples=(
        Example(
            "answers",
            "the guard, Wang",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ,/,/punct/3 ”/''/punct/3 the/DT/det/7 "
                "guard/NN/parataxis/3 ,/,/punct/7 Wang/NNP/appos/7/PERSON ,/,/punct/7 answers/NNS/appos/7 ././punct/3",
            ),
        ),
    ),
    counterexamples=(
        (
            "“/``/punct/2 Rain/NN/root/0 ,/,/punct/2 ”/''/punct/2 the/DT/det/6 first/JJ/amod/7 of/IN/case/9 "
            "two/CD/nummod/9 songs/NNS/parataxis/2 ././punct/2",
        ),
    ),
    propose_beside=misread_cue,
    min_probability=PROBABILITY,
    no_variants=True,
)
