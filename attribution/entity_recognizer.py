"""Recognize entities with NumPy: the moves of spaCy's greedy recognizer, for all tokens of an article at once.

Outside an entity, the scores of the moves depend on one token alone, so one product gives them for all tokens. Only
where an entity may begin is it followed token by token to its end, and all of these are followed at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from .language.token_ids import Numbers
from .maxout import Array

PIECE = 4_096  # tokens per piece, which bounds the memory for a long article
READ = 3  # tokens that a state depends on: the next one, the first of the open entity, and the one before the next
PIECES = 2  # linear pieces of a maxout unit
KIND = {
    "@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "maxout_pieces": PIECES,
    "use_upper": True,
}  # fmt: skip
INSIDE, OUTSIDE, BEGIN = 1, 2, 3  # values of ``Token.ent_iob``

Flags = NDArray[numpy.bool_]
Places = NDArray[numpy.intp]


@dataclass(frozen=True, slots=True)
class Dense:
    """A dense layer: ``weights`` of shape (inputs, outputs), ``bias`` of shape (outputs,)."""

    weights: Array
    bias: Array

    def __call__(self, values: Array) -> Array:
        found: Array = values @ self.weights
        found += self.bias
        return found


@dataclass(frozen=True, slots=True)
class Entities:
    """The layers of an entity recognizer.

    ``reduced`` is applied to the token vectors. ``read`` has shape (READ, inputs, PIECES * units), with the pieces one
    after another: what each token that a state depends on gives to the hidden units. ``absent`` is added where no
    entity is open, ``bias`` where one is. ``closed`` scores the moves where none is open: for each of the ``labels`` an
    entity that begins, for each one of a single token, and none; ``open`` for each label that it goes on or ends.
    """

    reduced: Dense
    read: Array
    absent: Array
    bias: Array
    closed: Dense
    open: Dense
    labels: Numbers

    def recognize(self, doc: Doc) -> Doc:
        """Set the entities of a Doc that has vectors; none crosses the end of a sentence. Returns the Doc."""
        table = doc.to_array([SENT_START, IS_SPACE])
        begins, spaces = table[:, 0] == 1, table[:, 1] == 1
        ends = numpy.append(begins[1:], True)
        found = numpy.full((len(doc), 2), (OUTSIDE, 0), dtype="uint64")
        vectors: Any = doc.tensor
        for piece in _pieces(begins):
            for start, end, label in self._spans(vectors[piece], ends[piece], spaces[piece]):
                found[piece][start:end] = INSIDE, self.labels[label]
                found[piece][start, 0] = BEGIN
        return doc.from_array([ENT_IOB, ENT_TYPE], found)  # type: ignore[arg-type]

    def _spans(self, vectors: Array, ends: Flags, spaces: Flags) -> list[tuple[int, int, int]]:
        """(start, end exclusive, number of the label) of each entity; ``ends`` are the last tokens of sentences."""
        count = len(self.labels)
        reduced = self.reduced(vectors)
        own = reduced @ self.read[0]
        scores = self.closed(_maxout(own + self.absent))
        scores[ends | spaces, :count] = -numpy.inf
        scores[spaces, count : 2 * count] = -numpy.inf
        move = scores.argmax(axis=1)
        begins, singles = numpy.flatnonzero(move < count), numpy.flatnonzero((move >= count) & (move < 2 * count))
        after = self._ends(reduced, own, ends, begins, move[begins])
        starts, labels = numpy.concatenate((begins, singles)), move[numpy.concatenate((begins, singles))] % count
        possible = zip(starts.tolist(), [*after.tolist(), *(singles + 1).tolist()], labels.tolist(), strict=True)
        found, done = [], 0
        for start, end, label in sorted(possible):
            if start >= done:  # within an entity none begins
                found.append((start, end, label))
                done = end
        return found

    def _ends(self, reduced: Array, own: Array, ends: Flags, begins: Places, labels: Places) -> Places:
        """The end (exclusive) of each entity that would begin at a token and have a label, by its number."""
        found, going = begins + 1, numpy.arange(len(begins))
        first = reduced[begins] @ self.read[1] + self.bias
        while len(going):
            at, label, row = found[going], labels[going], numpy.arange(len(going))
            scores = self.open(_maxout(own[at] + first[going] + reduced[at - 1] @ self.read[2]))
            goes_on = (scores[row, label] >= scores[row, label + len(self.labels)]) & ~ends[at]
            found[going] += 1
            going = going[goes_on]
        return found


def _maxout(linear: Array) -> Array:
    """The hidden units, for their linear pieces."""
    units = linear.shape[1] // PIECES
    found: Array = numpy.maximum(linear[:, :units], linear[:, units:])
    return found


def _pieces(begins: Flags) -> list[slice]:
    """The tokens in pieces of about ``PIECE``, each of which starts at the first token of a sentence."""
    starts = [0]
    for start in numpy.flatnonzero(begins).tolist():
        if start >= starts[-1] + PIECE:
            starts.append(start)
    return [slice(start, end) for start, end in zip(starts, [*starts[1:], len(begins)], strict=True)]


@lru_cache(maxsize=2)
def entities(nlp: Language, name: str) -> Entities | None:
    """The layers of the pipeline's entity recognizer ``name``, as they are now; None if its kind is not known."""
    component: Any = nlp.get_pipe(name)
    model, config = component.model, nlp.config["components"][name]["model"]
    known = all(config.get(member) == value for member, value in KIND.items())
    if not known or component.cfg["beam_width"] != 1 or model.attrs["unseen_classes"]:
        return None
    moves, lower = component.moves, model.get_ref("lower")
    places = {moves.get_class_name(number): number for number in range(moves.n_moves)}
    labels = component.labels
    dense = model.get_ref("tok2vec").layers[-1]
    read, bias, pad = (lower.get_param(part) for part in ("W", "b", "pad"))
    bias = bias.T.ravel()  # spaCy keeps the pieces of a unit side by side
    absent = bias + pad[0, 1:].sum(axis=0).T.ravel()
    return Entities(
        Dense(dense.get_param("W").T, dense.get_param("b")),
        numpy.ascontiguousarray(read.transpose(0, 3, 2, 1).reshape(READ, read.shape[3], -1)),
        absent,
        bias,
        _moves(model, [*(places[f"{kind}-{label}"] for kind in "BU" for label in labels), places["O"]]),
        _moves(model, [places[f"{kind}-{label}"] for kind in "IL" for label in labels]),
        numpy.array([get_string_id(label) for label in labels], dtype="uint64"),
    )


def _moves(model: Any, numbers: list[int]) -> Dense:
    """The layer that scores some of the moves, in this order."""
    upper = model.get_ref("upper")
    return Dense(numpy.ascontiguousarray(upper.get_param("W")[numbers].T), upper.get_param("b")[numbers])
