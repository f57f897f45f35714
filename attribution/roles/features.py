"""The role network's input features: words, shape, parse, quotation marks, and the nearest likely cue above a token."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    LENGTH,
    NORM,
    SENT_START,
    SHAPE,
    SUFFIX,
    TAG,
)
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

from ..article.frames import Frames
from ..article.passages import Passage
from ..language.grammar import lemma, verbs
from ..language.lexicon import cue_probability

LIKELY = 0.3  # probability from which a verb counts as a likely cue
COLUMNS = (
    "norm",
    "lemma",
    "suffix",
    "shape",
    "tag",
    "dep",
    "head",
    "marks",
    "entity",
    "cue",
    "head_cue",
    "path",
    "sentence",
)
Features = NDArray[numpy.uint64]


def cue_probabilities(doc: Doc, frames: Frames) -> NDArray[numpy.float32]:
    """The lexicon's probability of each token to be a cue in its frame; 0 unless it is a verb. Shape (tokens,)."""
    found = numpy.zeros(len(doc), dtype="float32")
    for at in verbs(doc):
        verb = doc[at]
        _, shape, state = frames.frame(verb)
        found[at] = cue_probability(lemma(verb), shape, state)
    return found


def _mark_states(starts: list[int], lengths: list[int], passages: list[Passage]) -> list[str]:
    """For each token "out" or "in", or at the edges of a passage "before", "open", "close" or "after"."""
    states = ["out"] * len(starts)
    place = 0
    for at, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        while place < len(passages) and passages[place].outer.end <= start:
            place += 1
        if place == len(passages):
            break
        outer = passages[place].outer
        if start >= outer.start:
            states[at] = "open" if start == outer.start else "in"
            if start + length >= outer.end:
                states[at] = "close"
        elif start + length + 2 >= outer.start:
            states[at] = "before"
        if place and start - passages[place - 1].outer.end <= 1:
            states[at] = "after"
    return states


def _paths(heads: list[int], labels: list[str], probabilities: list[float]) -> list[str]:
    """For each token the relation of its subtree to the nearest likely cue above it, with side and probability.

    The form is "relation|l or r|fifth of the probability", "none" if there is no such cue.
    """
    paths = [""] * len(heads)
    for token in range(len(heads)):
        chain = []
        node = token
        while not paths[node]:
            chain.append(node)
            head = heads[node]
            if head == node:
                paths[node] = "none"
            elif probabilities[head] >= LIKELY:
                side = "l" if node < head else "r"
                paths[node] = f"{labels[node]}|{side}|{int(probabilities[head] * 5)}"
            else:
                node = head
        for below in chain:
            paths[below] = paths[node]
    return paths


def _hashes(values: list[str]) -> list[int]:
    """The hash of each value, of which there are few different ones."""
    known = {value: hash_string(value) for value in set(values)}
    return [known[value] for value in values]


def featurize(doc: Doc, passages: list[Passage], frames: Frames | None = None) -> Features:
    """The features of a parsed Doc with these passages in quotation marks, as hashes: (tokens, len(COLUMNS)).

    ``frames`` keeps the verbs' frames for whoever needs them next.
    """
    probabilities = cue_probabilities(doc, frames or Frames(passages))
    table = doc.to_array([NORM, LEMMA, SUFFIX, SHAPE, TAG, DEP, ENT_TYPE, ENT_IOB, SENT_START, HEAD, IDX, LENGTH])
    heads = numpy.arange(len(doc)) + table[:, 9].astype("int64")
    strings, relations = doc.vocab.strings, table[:, 5].tolist()
    names = {relation: strings[relation] for relation in set(relations)}
    labels = [names[relation] for relation in relations]
    marks = _mark_states(table[:, 10].tolist(), table[:, 11].tolist(), passages)
    paths = _paths(heads.tolist(), labels, probabilities.tolist())
    out = numpy.zeros((len(doc), len(COLUMNS)), dtype="uint64")
    out[:, :5] = table[:, :5]
    dep, entity = table[:, 5], table[:, 6] * numpy.uint64(31) + table[:, 7]
    left = (heads < numpy.arange(len(doc))).astype("uint64")
    out[:, 5] = dep * numpy.uint64(3) + left
    out[:, 6] = table[heads, 1]
    out[:, 7] = _hashes(marks)
    out[:, 8] = entity
    buckets = (probabilities * 10).astype("uint64") + numpy.uint64(1)
    buckets[probabilities == 0] = 0
    out[:, 9] = buckets
    out[:, 10] = buckets[heads] * numpy.uint64(1000003) + dep
    out[:, 11] = _hashes(paths)
    begins = table[:, 8] == 1
    ends = numpy.append(begins[1:], True)
    out[:, 12] = begins.astype("uint64") + ends.astype("uint64") * numpy.uint64(2)
    return out
