"""The Python files of the project, what they import, and a way to check a rule for each of them."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("attribution", "api")


def modules(*folders: str) -> list[Path]:
    """The Python files below ``folders``, relative to the root."""
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return sorted(file.relative_to(ROOT) for file in found if "__pycache__" not in file.parts)


@functools.cache
def imports(module: Path) -> frozenset[str]:
    """Everything that a module imports anywhere, by absolute dotted name; ``from a import b`` gives ``a.b``."""
    package = module.parts[:-1]  # of a module and of an __init__ alike: the folder
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return frozenset(found)


def roots(module: Path) -> set[str]:
    """The top-level packages that a module imports."""
    return {name.partition(".")[0] for name in imports(module)}


def matches(module: Path, prefixes: tuple[str, ...]) -> set[str]:
    """What a module imports at or below one of the dotted ``prefixes``."""
    return {name for name in imports(module) if any(f"{name}.".startswith(f"{prefix}.") for prefix in prefixes)}


def each(files: list[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Check a rule for each of ``files`` in one test, which reports all that break it."""

    def decorate(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = {}
            for module in files:
                try:
                    rule(module)
                except AssertionError as error:
                    broken[str(module)] = str(error)
            assert files
            assert broken == {}

        return test

    return decorate
