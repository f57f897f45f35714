"""Vectors of texts by a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.semantic.availability import ModelUnavailable
from api.semantic.model import SentenceModel

from .models import model_folder


def test_texts_of_one_meaning_are_close(tmp_path: Path) -> None:
    texts = ["The bridge was never inspected after the flood.", "Nobody examined the crossing once the waters receded."]
    other = "Taxes on cigarettes have risen every year."
    vectors = SentenceModel(model_folder(tmp_path)).embed([*texts, other, "", "word " * 5000])
    same, different, *_ = vectors[1:] @ vectors[0]
    assert same > 0.6 > 0.3 > different
    assert (vectors**2).sum(axis=1) == pytest.approx(1)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf8")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        SentenceModel(tmp_path)
