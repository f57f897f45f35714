"""What a smaller role network learns from: the features of texts, and what the larger one says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray
from spacy.language import Language

from ..article.segmentation import segment
from ..parsing import parse
from ..roles.features import COLUMNS, Features, featurize
from ..roles.network import Network
from ..tokenization import make_doc
from .unlabelled import unlabelled

WORDS, HIDDEN = ("norm", "lemma", "suffix"), 0.15  # columns in which words are hidden, and how many of them
NO_WORD = 1  # a hash that no string has

Half = NDArray[numpy.float16]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text: features (tokens, columns), and the larger network's probabilities (tokens, roles, states)."""

    features: Features
    taught: Half


def lessons(nlp: Language, teacher: Network, data: Path) -> Iterator[Lesson]:
    """Two lessons of each article that the teacher was trained on, the second with hidden words; one of other texts."""
    rng = numpy.random.default_rng(1)
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        features = _features(nlp, path.read_text(encoding="utf8"))
        yield _lesson(teacher, features)
        yield _lesson(teacher, hide_words(features, rng))
    for text in unlabelled(data):
        yield _lesson(teacher, _features(nlp, text))


def hide_words(features: Features, rng: numpy.random.Generator) -> Features:
    """The features of a text with words at random as if they were unknown: that text nobody has learnt by heart."""
    found = features.copy()
    for name in WORDS:
        found[rng.random(len(found)) < HIDDEN, COLUMNS.index(name)] = NO_WORD
    return found


def _lesson(teacher: Network, features: Features) -> Lesson:
    return Lesson(features, teacher.predict(features).astype("float16"))


def _features(nlp: Language, text: str) -> Features:
    segments = segment(text)
    doc = parse(nlp, make_doc(nlp, text, segments), segments)
    return featurize(doc, segments.passages, segments.frames)
