"""Spectral's ``oas`` rules and Redocly's ``recommended`` ones find nothing in either form of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Live
from .toolchain import node_tools, run


@pytest.mark.parametrize("form", ["contract", "contract_3_1"])
def test_spectral_finds_nothing(live: Live, tmp_path: Path, form: str) -> None:
    (tmp_path / "rules.yaml").write_text('extends: ["spectral:oas"]\n')
    spectral = node_tools() / "node_modules" / ".bin" / "spectral"
    rules = ("--ruleset", tmp_path / "rules.yaml", "--fail-severity", "hint")
    done = run(spectral, "lint", getattr(live, form), *rules)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("No results")


@pytest.mark.parametrize("form", ["contract", "contract_3_1"])
def test_redocly_finds_nothing(live: Live, tmp_path: Path, form: str) -> None:
    (tmp_path / "redocly.yaml").write_text("extends:\n  - recommended\n")
    redocly = node_tools() / "node_modules" / ".bin" / "redocly"
    done = run(redocly, "lint", getattr(live, form), "--config", tmp_path / "redocly.yaml", "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}
