"""A sentence-embedding model on disk, in the ONNX layout of sentence-transformers: ``model.onnx``, ``tokenizer.json``.

Runs on ONNX Runtime with one thread, without PyTorch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .availability import TOKENIZER, ModelUnavailable, require

MAX_TOKENS = 256  # of a text; the rest is cut off
BATCH = 32  # texts

Vectors = NDArray[np.float32]


class SentenceModel:
    """Turns texts into vectors whose dot product says how close their meanings are.

    ``digest``: the SHA-256 of the model's file. Raises ``ModelUnavailable``.
    """

    def __init__(self, folder: Path) -> None:
        path = require(folder)
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors
        try:
            content = path.read_bytes()
            self._session = InferenceSession(content, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # both libraries raise bare exceptions of many kinds
            raise ModelUnavailable(f"the model in {folder} cannot be loaded: {str(error).splitlines()[0]}") from error
        self.digest = hashlib.sha256(content).hexdigest()
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, one row for each text.

        Token vectors are averaged over the text (mean pooling), as sentence-transformers models are trained.
        """
        batches = [self._batch(texts[n : n + BATCH]) for n in range(0, len(texts), BATCH)]
        return np.concatenate(batches)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([text.ids for text in encoded], dtype=np.int64)
        mask = np.array([text.attention_mask for text in encoded], dtype=np.int64)
        given: dict[str, Any] = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        output = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        if output.ndim == 3:  # one vector for each token
            weights = mask[:, :, None]
            output = (output * weights).sum(axis=1) / weights.sum(axis=1)
        lengths = np.linalg.norm(output, axis=1, keepdims=True)
        vectors: Vectors = (output / np.maximum(lengths, 1e-12)).astype(np.float32)
        return vectors
