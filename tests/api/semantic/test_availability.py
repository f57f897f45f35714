"""Whether a model can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.semantic import availability
from api.semantic.availability import ModelUnavailable, require


def test_the_folder_has_to_hold_a_model_and_its_tokenizer(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    with pytest.raises(ModelUnavailable, match="SAIDBY_MODEL must be a folder with"):
        require(tmp_path)
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").touch()
    (tmp_path / "tokenizer.json").touch()
    assert require(tmp_path) == tmp_path / "onnx" / "model.onnx"


def test_without_the_extra_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "PACKAGES", ("no_such_package",))
    with pytest.raises(ModelUnavailable, match=r"pip install 'saidby\[semantic\]'"):
        require(tmp_path)
