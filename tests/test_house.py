"""The papers of the house: the licence, the pins, the two commands, the links of the documents, the tables of tests."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_the_licence_is_the_standard_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2


def test_the_readme_begins_with_the_two_commands() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf8").split("```")[1]
    assert re.findall(r"^make \w+", first, re.M) == ["make run", "make test"]


def test_every_declared_package_is_pinned() -> None:
    declared = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]
    names = {re.split(r"[<>=!~\[ ]", requirement)[0] for requirement in declared}
    pinned = {name.lower().replace("_", "-") for name in PINS}
    assert {name.lower().replace("_", "-") for name in names} <= pinned


def test_the_pins_are_plain_versions() -> None:
    assert all(re.fullmatch(r"\d+(\.\d+)*(\.post\d+)?", version) for version in PINS.values())


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf8")))
    assert listed == {file.name for file in folder.glob("[0-9]*.md")}


def unused(tree: ast.Module) -> set[str]:
    """The upper-case names that a module gives a value at its top level and never reads."""
    made: set[str] = set()
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        made |= {target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()}
    return made - {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def test_no_table_of_rows_stands_unused() -> None:
    found: dict[str, str] = {}
    imported: set[str] = set()
    for file in sorted((ROOT / "tests").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf8"))
        found |= {name: str(file.relative_to(ROOT)) for name in unused(tree)}
        froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        imported |= {alias.name for node in froms for alias in node.names}
    assert {name: file for name, file in found.items() if name not in imported} == {}


def test_an_unused_table_is_found() -> None:
    assert unused(ast.parse("ROWS = [1]\nMORE: list[int] = []\nUSED = 2\nx = 3\nprint(USED)")) == {"ROWS", "MORE"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A path with the shell's tools and no Python but those that a test adds."""
    for tool in ("sh", "echo", "env"):
        found = shutil.which(tool)
        if found:
            (tmp_path / tool).symlink_to(found)
    return {**os.environ, "PATH": str(tmp_path)}


def make_venv(environment: dict[str, str], folder: Path, *wanted: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(ROOT / ".ci" / "venv"), str(folder), *wanted]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def stand_in(folder: Path, name: str, script: str) -> Path:
    python = folder / name
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    return python


def test_no_python_is_one_clear_line(environment: dict[str, str], tmp_path: Path) -> None:
    done = make_venv(environment, tmp_path / "venv")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "Python 3.11 or newer" in done.stderr


def test_an_old_python_is_passed_over(environment: dict[str, str], tmp_path: Path) -> None:
    stand_in(tmp_path, "python3", "exit 1")
    done = make_venv(environment, tmp_path / "venv")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_a_python_without_venv_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    stand_in(tmp_path, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = make_venv(environment, tmp_path / "venv")
    assert done.returncode == 1
    assert "python3 lacks the venv module" in done.stderr


def test_a_wanted_python_that_does_not_do_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    done = make_venv(environment, tmp_path / "venv", "python9")
    assert done.returncode == 1
    assert "PYTHON=python9" in done.stderr


def test_the_first_python_that_works_makes_the_environment(environment: dict[str, str], tmp_path: Path) -> None:
    stand_in(tmp_path, "python3.13", "exit 127")  # as of a version manager that knows no such version
    stand_in(tmp_path, "python3.12", 'echo "$@"')
    done = make_venv(environment, tmp_path / "venv")
    assert done.returncode == 0, done.stderr
    assert f"-m venv --clear {tmp_path / 'venv'}" in done.stdout
