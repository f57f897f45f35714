"""Sizes, names and docstrings of files, tests at the mirrored place, and no path of one machine."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .source_files import PACKAGES, ROOT, each, modules

LINES = 300
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


@each(modules(*PACKAGES, "tests"))
def test_no_file_is_long(module: Path) -> None:
    assert len((ROOT / module).read_text(encoding="utf8").splitlines()) <= LINES


@each(modules(*PACKAGES, "tests"))
def test_a_module_says_what_it_is_by_name_and_docstring(module: Path) -> None:
    assert module.stem not in NO_NAMES
    docstring = ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf8")))
    assert docstring
    assert docstring.splitlines()[0].strip()


# What only ties a framework to the house shows in the whole that it makes; its tests are there.
TESTED_THROUGH = {"api/http/blueprints.py": "tests/api/http/test_openapi.py"}


def covered(module: Path, tests: set[Path]) -> bool:
    """Whether a module or a folder that it is in has its test at the mirrored place.

    ``a/b/c.py`` is tested by ``tests/a/b/test_c.py`` or ``test_c_*.py``, by tests in ``tests/a/b/`` or
    ``tests/a/b/c/``, or by ``tests/a/test_b.py`` or ``test_b_*.py``; not by the tests of ``a`` as a whole.
    """
    if str(module) in TESTED_THROUGH:
        return Path(TESTED_THROUGH[str(module)]) in tests
    for place in [module.with_suffix(""), *module.parents]:
        if len(place.parts) < 2:
            return False
        mirrored = Path("tests") / place
        if any(t.parent == mirrored or mirrored in t.parents for t in tests):
            return True
        stem = f"test_{place.name}"
        if any(t.parent == mirrored.parent and (t.stem == stem or t.stem.startswith(f"{stem}_")) for t in tests):
            return True
    return False


def trivial(module: Path) -> bool:
    """Whether a module has no function or class with a body of its own: constants, re-exports, data, errors."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf8"))
    return not any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def test_a_module_has_its_tests_at_the_mirrored_place() -> None:
    tests = {file for file in modules("tests") if file.name.startswith("test_")}
    tested = [module for module in modules(*PACKAGES) if module.name != "__init__.py" and not trivial(module)]
    assert tested
    assert [str(module) for module in tested if not covered(module, tests)] == []


def tracked() -> list[Path]:
    """The files of the repository; all files of the packages and the root where there is no git."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [ROOT / module for module in modules(*PACKAGES, "tests")] + sorted(ROOT.glob("*.*"))
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def test_no_path_of_one_machine_is_kept() -> None:
    homes = [f"/{root}/" for root in ("home", "root", "Users", "work", "workspace", "private")]
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        found += [f"{file.relative_to(ROOT)}: {home}" for home in homes if f"{home}" in text and _absolute(text, home)]
    assert found == []


def _absolute(text: str, home: str) -> bool:
    """Whether ``home`` occurs as the beginning of a path and not as a part of an address or a longer path."""
    before = (text[at - 1] if at else " " for at in _positions(text, home))
    return any(character in " \t\n\r\"'`=(:[<>,;" for character in before)


def _positions(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
