"""The role network: hashed features, a convolution over neighbouring tokens, one softmax per role.

After the embed-encode-predict design of spaCy's own token models (https://explosion.ai/blog/deep-learning-formula-nlp).
"""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    clone,
    concatenate,
    expand_window,
    residual,
    with_array,
)
from thinc.types import Floats2d

from .features import COLUMNS

ROLES = ("source", "cue", "content")
STATES = ("O", "B", "I")
ROWS = {"norm": 5000, "lemma": 3000, "suffix": 1000, "shape": 500, "tag": 100, "dep": 200, "head": 3000, "marks": 20,
        "entity": 50, "cue": 30, "head_cue": 600, "path": 1000}  # fmt: skip
WIDTHS = {"norm": 64, "lemma": 64, "head": 48}
SMALL = 24
WIDTH, DEPTH, PIECES = 96, 4, 3


def build_network(width: int = WIDTH, depth: int = DEPTH) -> Model[Any, Any]:
    """Lists of feature tables in, lists of logits of shape (tokens, 9) out: three states for each of three roles."""
    embeds: list[Model[Any, Any]] = [
        HashEmbed(WIDTHS.get(name, SMALL), ROWS[name], column=column, seed=8 + column, dropout=0.0)
        for column, name in enumerate(COLUMNS)
    ]
    total = sum(WIDTHS.get(name, SMALL) for name in COLUMNS)
    layer = residual(
        chain(expand_window(window_size=1), Maxout(width, width * 3, nP=PIECES, dropout=0.0, normalize=True))
    )
    return chain(
        with_array(concatenate(*embeds)),
        with_array(Maxout(width, total, nP=PIECES, dropout=0.0, normalize=True)),
        with_array(clone(layer, depth), pad=depth),
        with_array(Linear(len(ROLES) * len(STATES), width)),
    )


def softmax(logits: Floats2d) -> NDArray[numpy.float32]:
    """Probabilities of shape (tokens, 3 roles, 3 states)."""
    grouped = numpy.asarray(logits, dtype="float32").reshape(-1, len(ROLES), len(STATES))
    grouped = numpy.exp(grouped - grouped.max(axis=2, keepdims=True))
    result: NDArray[numpy.float32] = grouped / grouped.sum(axis=2, keepdims=True)
    return result
