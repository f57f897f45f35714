"""What the only person of a paragraph says without a cue. BOATENG has a shop. The roof leaks. "[We sold it.]" """

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import HEADINGS, TURNS
from ..article.passages import Passage
from ..language.grammar import SINGULAR_PRONOUNS, SUBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.person_words import is_person_word, is_plural_role
from ..model import Span
from .lead_ins import is_sentence, narrative_before, other_person_follows, sentence_follows
from .named_persons import Named, NamedPersons, are_one, named_persons
from .report import Report, Source
from .rule import Example, Rule

PROBABILITY = 0.6
MAX_STRETCH = 120  # tokens of the paragraph before a passage
MAX_SENTENCES = 3  # of the narrative from the person to the passage
I_OR_WE = re.compile(r"\b(?:I|[Ii]['’]\w+|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Ww]e['’]\w+|[Uu]s|[Oo]urs?)\b")
HE_OR_SHE = re.compile(r"\b(?:he|she|him|her|his|hers|(?:he|she)['’]\w+)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:they|them|their|they['’]\w+)\b", re.IGNORECASE)
BEARERS = ("document_nouns", "fiction_nouns", "media_nouns")  # of words that nobody says there
BODIES = ("body_nouns", "group_nouns", "company_nouns")
OTHERS = frozenset("they we i somebody someone another one others some many".split())


class Stretch(NamedTuple):
    """The narrative before a passage, as tokens (end exclusive), and where its last sentence begins."""

    first: int
    last_sentence: int
    end: int


def sole_person(article: Article, number: int) -> Report | None:
    """The report of a quoted sentence by the only person whom the narrative before it tells of.

    The cue is empty, since none is printed.
    """
    passage = article.passages[number]
    if not _may_be_said(article, number):
        return None
    stretch = _stretch(article, passage)
    if stretch is None or _bears_words(article, stretch, passage):
        return None
    source = _who(article, stretch, passage)
    if source is None or other_person_follows(article, number, article.tokens[source.head]):
        return None
    here = Span(source.span.end, source.span.end)
    head = article.first_token_inside(passage)
    return Report(SOLE_PERSON, here, "", head, source, passage.spans, PROBABILITY, (number,))


def _may_be_said(article: Article, number: int) -> bool:
    """Whether a passage is a sentence of its own in prose."""
    passage, text = article.passages[number], article.text
    kind = article.structure.kind_at(passage.outer.start)
    if not passage.closed or kind in TURNS or kind in HEADINGS or not text[passage.start].isupper():
        return False
    return text[passage.end - 1] in ".!?…" and is_sentence(article, number) and sentence_follows(article, passage)


def _stretch(article: Article, passage: Passage) -> Stretch | None:
    """The narrative up to a passage: of its paragraph, or of the one before if the passage is a paragraph of its own.

    None if it does not end as a sentence, or if somebody is quoted in it.
    """
    narrative = narrative_before(article, passage.outer)
    if narrative is None or article.structure.kind_at(narrative.paragraph.start) in HEADINGS | TURNS:
        return None
    paragraph = narrative.paragraph
    first = bisect_left(article.starts, paragraph.start)
    end = bisect_left(article.starts, passage.outer.start)
    while end > first and article.tokens[end - 1].is_space:
        end -= 1
    if end <= first or end - first > MAX_STRETCH or article.has_passage(paragraph.start, passage.outer.start):
        return None
    begin = article.sentence_range(end - 1)[0]
    return Stretch(first, max(first, begin), end)


def _who(article: Article, stretch: Stretch, passage: Passage) -> Source | None:
    """The only person of a stretch: by name, or by a pronoun if nobody is named."""
    said = article.text[passage.start : passage.end]
    own = I_OR_WE.search(said) is not None
    if not own and HE_OR_SHE.search(said):
        return None  # of whom the stretch tells
    persons = article.once(named_persons)
    named = persons.within(stretch.first, stretch.end)
    if any(lemma(article.tokens[at]) in words("death_verbs") for at in range(stretch.first, stretch.end)):
        return None
    if named and not are_one(named):
        return None
    others = [t for t in article.tokens[stretch.last_sentence : stretch.end] if _is_other(article, persons, t, said)]
    if others:
        return None
    return _by_name(article, named, stretch) if named else _by_pronoun(article, stretch)


def _by_name(article: Article, named: list[Named], stretch: Stretch) -> Source | None:
    last = named[-1].span
    sentences = {article.sentence[at] for at in range(last.start, stretch.end)}
    if len(sentences) > MAX_SENTENCES:
        return None
    return Source(Span(last.start_char, last.end_char), last.root.i, "sole_person")


def _by_pronoun(article: Article, stretch: Stretch) -> Source | None:
    """The subject of the last sentence, if it is "he" or "she" and no other of them is in the stretch."""
    tokens = article.tokens[stretch.first : stretch.end]
    found = [t for t in tokens[stretch.last_sentence - stretch.first :] if t.lower_ in SINGULAR_PRONOUNS]
    if (
        not found
        or found[0].dep_ not in SUBJECTS
        or len({t.lower_ for t in tokens if t.lower_ in SINGULAR_PRONOUNS}) > 1
    ):
        return None
    return Source(Span(found[0].idx, found[0].idx + len(found[0])), found[0].i, "sole_person")


def _is_other(article: Article, persons: NamedPersons, token: Token, said: str) -> bool:
    """Whether a subject of the last sentence is somebody else, who may have said it.

    Of those whom the words call "they" somebody else speaks, and a body says "I" of itself never.
    """
    if token.dep_ not in SUBJECTS or persons.at(token) is not None:
        return False
    if any(persons.at(child) is not None for child in token.subtree if child.dep_ in ("appos", "flat", "compound")):
        return False
    if is_noun(token) and token.tag_ in ("NN", "NNP") and is_person_word(token.text):
        return True
    many = token.lower_ in OTHERS or is_plural_role(token.text) or (is_noun(token) and lemma(token) in words(*BODIES))
    many = many or token.ent_type_ == "ORG"
    return many and not THEY.search(said) and not re.search(r"\b(?:I|me|my)\b", said)


def _bears_words(article: Article, stretch: Stretch, passage: Passage) -> bool:
    """Whether the last sentence tells of a thing whose words may follow: "opened a letter", "hung up a banner"."""
    own = I_OR_WE.search(article.text, passage.start, passage.end) is not None
    names = BEARERS if own else (*BEARERS, "display_nouns")
    tokens = article.tokens[stretch.last_sentence : stretch.end]
    nouns = [token for token in tokens if is_noun(token) and token.dep_ != "compound"]
    return any(lemma(noun) in words(*names) or noun.lower_ in words("proverb_nouns") for noun in nouns)


SOLE_PERSON = Rule(
    "sole_person",
    examples=(
        Example(
            "",
            "Boateng",
            "We sold it.",
            (
                "Boateng/NNP/nsubj/2/PERSON ran/VBD/root/0 a/DT/det/4 shop/NN/obj/2 ././punct/2",
                "The/DT/det/2 roof/NN/nsubj/3 leaked/VBD/root/0 ././punct/3",
                "“/``/punct/3 We/PRP/nsubj/3 sold/VBD/root/0 it/PRP/obj/3 ././punct/3 ”/''/punct/3",
            ),
        ),
    ),
    counterexamples=(
        (
            "Boateng/NNP/nsubj/2/PERSON met/VBD/root/0 Ruiz/NNP/obj/2/PERSON ././punct/2",
            "The/DT/det/2 roof/NN/nsubj/3 leaked/VBD/root/0 ././punct/3",
            "“/``/punct/2 Rain/NN/root/0 ././punct/2 ”/''/punct/2",
        ),
        (
            "Boateng/NNP/nsubj/2/PERSON ran/VBD/root/0 a/DT/det/4 shop/NN/obj/2 ././punct/2",
            "A/DT/det/2 sign/NN/nsubj/3 hung/VBD/root/0 outside/RB/advmod/3 ././punct/3",
            "“/``/punct/2 Rain/NN/root/0 ././punct/2 ”/''/punct/2",
        ),
    ),
    propose_beside=sole_person,
    last_resort=True,
    min_probability=PROBABILITY,
    no_variants=True,
)
