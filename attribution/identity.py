"""The identity of the engine: a digest of everything that affects its output."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .parsing import BUNDLED, PIPELINE_VARIABLE

PACKAGE = Path(__file__).parent
EXCLUDED_FOLDERS = ("evaluation", "training")  # folders that do not affect an attribution


@cache
def identity() -> str:
    """Twelve hexadecimal digits that change with the engine's code, data or pipeline. Cached."""
    digest = hashlib.sha256()
    for folder in (PACKAGE, *_other_pipeline()):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder)
            if file.is_file() and path.parts[0] not in EXCLUDED_FOLDERS and "__pycache__" not in path.parts:
                digest.update(f"{path.as_posix()}\0{file.stat().st_size}\0".encode())
                digest.update(file.read_bytes())
    digest.update(_named_pipeline().encode())
    return digest.hexdigest()[:12]


def _other_pipeline() -> list[Path]:
    """The folder of the pipeline that replaces the bundled one, if it is a folder."""
    wanted = Path(os.environ.get(PIPELINE_VARIABLE) or BUNDLED)
    return [wanted] if wanted != BUNDLED and wanted.is_dir() else []


def _named_pipeline() -> str:
    """The name and version of the package that replaces the bundled pipeline, or ""."""
    wanted = os.environ.get(PIPELINE_VARIABLE) or ""
    if not wanted or _other_pipeline():
        return ""
    try:
        return f"{wanted} {version(wanted)}"
    except PackageNotFoundError:
        return wanted
