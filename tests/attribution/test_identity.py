"""The engine's identity changes with everything that affects its output."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attribution import identity as module

Identity = Callable[[], str]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small separate engine package."""
    made = tmp_path / "engine"
    for file in ("engine.py", "data/words.txt", "trained/en/model", "training/loop.py", "__pycache__/engine.pyc"):
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).write_text(file)
    monkeypatch.setattr(module, "PACKAGE", made)
    monkeypatch.delenv("SAIDBY_PIPELINE", raising=False)
    return made


def identity() -> str:
    module.identity.cache_clear()
    return module.identity()


def test_the_identity_of_this_engine_is_stable() -> None:
    assert re.fullmatch("[0-9a-f]{12}", identity())
    assert identity() == identity()


@pytest.mark.parametrize("file", ["engine.py", "data/words.txt", "trained/en/model", "new.py"])
def test_relevant_files_change_it(package: Path, file: str) -> None:
    before = identity()
    (package / file).write_text("another")
    assert identity() != before


@pytest.mark.parametrize("file", ["training/loop.py", "__pycache__/engine.pyc"])
def test_other_files_do_not(package: Path, file: str) -> None:
    before = identity()
    (package / file).write_text("another")
    assert identity() == before


def test_it_is_the_same_elsewhere(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = identity()
    shutil.copytree(package, tmp_path / "moved")
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "moved")
    assert identity() == before


def test_another_pipeline_is_another_engine(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {identity()}
    (tmp_path / "pipeline").mkdir()
    for content in ("one", "two"):
        (tmp_path / "pipeline" / "model").write_text(content)
        monkeypatch.setenv("SAIDBY_PIPELINE", str(tmp_path / "pipeline"))
        found.add(identity())
    monkeypatch.setenv("SAIDBY_PIPELINE", "en_core_web_none")
    found.add(identity())
    assert len(found) == 4
