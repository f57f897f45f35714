"""The answer of whom somebody asked. "Why?" XI asked WANG. "[It rained.]" """

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..article.marks import ALL_MARKS
from ..language.grammar import OBJECTS, is_noun, is_passive, is_verb, lemma, subject
from ..language.lexicon import words
from ..model import Span
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.75
MAX_DISTANCE = 40  # tokens between the question's verb and the answer
MARKS = frozenset(ALL_MARKS)
PRONOUNS = frozenset({"him", "her", "them", "he", "she"})


def answer_of_addressee(article: Article, number: int) -> Report | None:
    """ "Why?" XI *asked* WANG. "[It rained.]" """
    passage = article.passages[number]
    if article.text[passage.end - 1] not in ".!":
        return None
    verb = _asking_verb(article, passage.outer.start)
    asked = _addressee(article, verb) if verb is not None else None
    if verb is None or asked is None:
        return None
    cue = Span(verb.idx, verb.idx + len(verb))
    source = Source(source_phrase(asked, verb), asked.i, "addressee_of_question")
    head = article.first_token_inside(passage)  # the verb of the question has a report of its own
    return Report(ADDRESSEE_ANSWER, cue, lemma(verb), head, source, passage.spans, PROBABILITY, (number,))


def _asking_verb(article: Article, at: int) -> Token | None:
    """The verb of asking in the sentence that ends before an offset, in its paragraph or the one above."""
    last = bisect_left(article.starts, at) - 1
    while last > 0 and article.tokens[last].is_space:
        last -= 1
    if last < 1 or article.tokens[last].text != ".":
        return None
    for index in range(last - 1, max(-1, last - MAX_DISTANCE), -1):
        token = article.tokens[index]
        if token.text in (".", "!") or token.is_space or article.is_quoted(index):
            return None
        if is_verb(token) and lemma(token) in words("question_verbs"):
            return token
    return None


def _addressee(article: Article, verb: Token) -> Token | None:
    """The single person whom a verb of asking has for its object, or in the passive for its subject."""
    objects = (child for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i)
    found = subject(verb) if is_passive(verb) else next(objects, None)
    if found is None or article.char_before(verb.idx) in MARKS:
        return None  # after words in marks, "asked WANG" is who asked
    named = found.ent_type_ == "PERSON" or found.lower_ in PRONOUNS
    described = is_noun(found) and found.tag_ != "NNS" and found.left_edge.lower_ in ("the", "his", "her", "a", "an")
    return found if named or described else None


ASKED = (
    "Xi/NNP/nsubj/2/PERSON asked/VBD/root/0 Wang/NNP/obj/2/PERSON why/WRB/advmod/6 she/PRP/nsubj/6 "
    "left/VBD/ccomp/2 ././punct/2",
    "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ././punct/3 ”/''/punct/3",
)
ADDRESSEE_ANSWER = Rule(
    "addressee_answer",
    examples=(Example("asked", "Xi", "why she left", ASKED), Example("asked", "Wang", "It rained.", ASKED)),
    counterexamples=(
        (
            "Rain/NN/nsubj/2 met/VBD/root/0 snow/NN/obj/2 ././punct/2",
            "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ././punct/3 ”/''/punct/3",
        ),
    ),
    propose_beside=answer_of_addressee,
    last_resort=True,
    min_probability=0.7,
    no_variants=True,
)
