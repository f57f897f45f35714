"""Headline labels: a speaker before the colon of a headline. PENCE: Flowers won't be there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..article.article import Article
from ..language.lexicon import words
from ..language.name_key import key
from ..model import Span
from .content import trim_punctuation
from .report import Report, Source
from .rule import Example, Rule

# One to six capitalised words, initials or titles, with an optional note in brackets.
LABEL = re.compile(
    r"((?:(?:[A-Z][\w’'\-]*+\.?|[Oo]f|[Dd]e|[Vv]an|[Vv]on|[Tt]he|al-\w++) ?){1,6})"
    r"(?:,(?: [A-Z][A-Z'’.\-]*){1,4})?(?: ?[(\[][^)\]]{1,40}[)\]])?:(?= |$)"
)
PROBABILITY = 0.8
MAX_NAME_TOKENS = 3  # tokens of a name that the entity recognizer missed
HEADLINES = 2  # paragraphs at the start that may be headlines


def headline_reports(article: Article) -> Iterator[Report]:
    """PENCE: [Flowers won't be there]"""
    doc, text, turns = article.doc, article.text, {turn.label.mark.start for turn in article.structure.turns}
    found = [LABEL.match(text, *paragraph) for paragraph in article.paragraphs[: HEADLINES + 1]]
    for number, paragraph in enumerate(article.paragraphs[:HEADLINES]):
        match = found[number]
        if match is None or match.end() - 1 in turns or _is_head(match.group(1)):
            continue
        if any(found[max(0, number - 1) : number] + found[number + 1 : number + 2]):
            continue  # one of several labels, which head notes: "Roads: ...", "Trains: ..."
        speaks = _names_someone(doc, match) or _looks_like_name(doc, match, paragraph)
        if speaks and _starts_sentence(text, match.end()):
            yield from _report(doc, text, match, paragraph)


def _is_head(label: str) -> bool:
    """Whether a label heads a note: "Photo:"."""
    return key(label.split()[-1]) in words("label_heads")


def _names_someone(doc: Doc, match: re.Match[str]) -> bool:
    span = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
    return span is not None and any(t.ent_type_ in ("PERSON", "ORG") for t in span)


def _starts_sentence(text: str, at: int) -> bool:
    """Whether the text after the colon may start a sentence: not "the woman who came ashore"."""
    first = next((c for c in text[at : at + 4] if not c.isspace()), "")
    return not first.islower()


def _looks_like_name(doc: Doc, match: re.Match[str], paragraph: Span) -> bool:
    """Whether the label of a headline is a person that the entity recognizer missed: "Pence: Flowers won't be there".

    It must consist of proper nouns that are not a place, precede a clause, and be repeated as a person's name in
    the rest of the article, if there is any.
    """
    name = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
    said = doc.char_span(match.end(), paragraph.end, alignment_mode="expand")
    if name is None or said is None or len(name) > MAX_NAME_TOKENS:
        return False
    if any(t.pos_ != "PROPN" or t.ent_type_ in ("LOC", "GPE") for t in name if not t.is_space):
        return False
    after = [t for t in doc[said.end :] if not t.is_space]
    repeated = not after or any(t.lower_ == name[-1].lower_ and t.ent_type_ == "PERSON" for t in after)
    return repeated and any(t.pos_ in ("VERB", "AUX") for t in said)


def _report(doc: Doc, text: str, match: re.Match[str], paragraph: Span) -> Iterator[Report]:
    colon = match.end() - 1
    name = trim_punctuation(text, Span(match.start(1), match.end(1)))
    content = trim_punctuation(text, Span(colon + 1, paragraph.end))
    tokens = doc.char_span(name.start, name.end, alignment_mode="expand")
    if tokens is None or content.start >= content.end:
        return
    mark = doc.char_span(colon, colon + 1, alignment_mode="expand")
    index = mark[0].i if mark is not None and len(mark) else tokens[-1].i
    source = Source(name, tokens[-1].i, "label")
    yield Report(HEADLINE_LABEL, Span(colon, colon + 1), ":", index, source, (content,), PROBABILITY)


HEADLINE_LABEL = Rule(
    "headline_label",
    examples=(
        Example(
            ":",
            "PENCE",
            "Flowers won't be there",
            (
                "PENCE/NNP/root/0/PERSON :/:/punct/1 Flowers/NNS/nsubj/6 wo/MD/aux/6 n't/RB/advmod/6 "
                "be/VB/parataxis/1 there/RB/advmod/6",
                "¶",
                "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        (
            "Trains/NNP/root/0/ORG :/:/punct/1 None/NN/parataxis/1",
            "¶",
            "Roads/NNP/root/0/ORG :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
            "¶",
            "Ferries/NNP/root/0/ORG :/:/punct/1 All/NN/parataxis/1",
        ),
    ),
    propose=headline_reports,
    no_variants=True,
    of_headings=True,
)
