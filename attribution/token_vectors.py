"""Compute the token vectors of a spaCy pipeline with NumPy: each word is embedded once, in blocks that fit the cache.

The result is that of spaCy's ``tok2vec`` component with ``MultiHashEmbed`` and ``MaxoutWindowEncoder``, up to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from .family_names import PLAIN_NAME, family_names
from .language.token_ids import Numbers
from .maxout import PIECES, Array, Convolution, MaxoutLayer
from .word_table import WordTable

PIECE = 4_096  # tokens per piece, which bounds the memory for a long article
MAX_WORDS = 8_192  # whose embeddings are kept; 3 MB
EPSILON = 1e-8  # of Thinc's layer normalization
ARCHITECTURES = ("spacy.MultiHashEmbed.v2", "spacy.MaxoutWindowEncoder.v2")


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The layers of a ``tok2vec`` component: features of a word, their embedding, and the encoder's convolutions."""

    features: Any
    embedding: tuple[Any, ...]
    encoder: tuple[Convolution, ...]
    words: WordTable

    def of(self, doc: Doc) -> Array:
        """The vectors of a Doc, shape (tokens, units)."""
        (rows,) = self.features.predict([doc])
        names = family_names(doc)
        if names:
            rows[names] = self.features.predict([Doc(doc.vocab, words=[PLAIN_NAME])])[0]
        margin = len(self.encoder)  # each layer reads the neighbours of a token
        vectors = numpy.empty((len(doc), self.words.rows.shape[1]), dtype="float32")
        for start in range(0, len(doc), PIECE):
            end, before = start + PIECE, max(0, start - margin)
            piece = rows[before : end + margin]
            hidden = self.words.look_up(piece, partial(self._embed, piece))
            hidden = numpy.pad(hidden, ((margin, margin), (0, 0)))  # as spaCy does: the margin is convolved too
            for convolution in self.encoder:
                hidden = convolution.apply(hidden)
            vectors[start:end] = hidden[margin:-margin][start - before : end - before]
        return vectors

    def _embed(self, rows: Numbers, tokens: Numbers) -> Array:
        made: Any = [rows[tokens]]
        for layer in self.embedding:
            made = layer.predict(made)
        found: Array = made[0]
        return found


@lru_cache(maxsize=2)
def token_vectors(nlp: Language, name: str) -> TokenVectors | None:
    """The layers of the pipeline's ``tok2vec`` component ``name``, as they are now; None if their kind is not known."""
    model = nlp.config["components"][name]["model"]
    embed, encode = model.get("embed", {}), model.get("encode", {})
    known = (embed.get("@architectures"), encode.get("@architectures")) == ARCHITECTURES
    if not known or embed["include_static_vectors"] or (encode["window_size"], encode["maxout_pieces"]) != (1, PIECES):
        return None
    embedding, encoder = nlp.get_pipe(name).model.layers  # type: ignore[attr-defined]
    features, *layers = embedding.layers
    convolutions = tuple(_convolution(residual) for residual in encoder.layers[0].layers)
    return TokenVectors(features, tuple(layers), convolutions, WordTable(MAX_WORDS, encoder.get_dim("nO")))


def _convolution(residual: Any) -> Convolution:
    """A convolution of spaCy's encoder: Thinc keeps the pieces of a unit side by side."""
    named = {layer.name: layer for layer in residual.walk()}
    dense, norm = named["maxout"], named["layernorm"]
    weights, bias = dense.get_param("W"), dense.get_param("b")
    linear = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
    return Convolution.of(MaxoutLayer(linear, bias.T.ravel(), norm.get_param("G"), norm.get_param("b"), EPSILON))
