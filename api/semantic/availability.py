"""Whether a sentence-embedding model can be used, found out without loading anything."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("onnxruntime", "tokenizers")  # of the extra semantic
MODELS = ("model.onnx", "onnx/model.onnx")
TOKENIZER = "tokenizer.json"


class ModelUnavailable(Exception):
    """The model cannot be used; the message says what to do."""


def require(folder: Path) -> Path:
    """Return the path of the model in a folder. Raises ``ModelUnavailable``."""
    if any(find_spec(package) is None for package in PACKAGES):
        raise ModelUnavailable("SAIDBY_MODEL needs the extra semantic: pip install 'saidby[semantic]'")
    found = next((folder / name for name in MODELS if (folder / name).is_file()), None)
    if found is None or not (folder / TOKENIZER).is_file():
        raise ModelUnavailable(f'SAIDBY_MODEL must be a folder with "{MODELS[0]}" and "{TOKENIZER}", not "{folder}"')
    return found
