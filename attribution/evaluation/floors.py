"""The quality floors in ``tests/gold/floors.json``: minimum scores, and digests of the gold they were measured on.

The form is ``{SUITE: {"gold": {NAME: SHA-256}, "floors": {FIGURE: NUMBER}}}``; for every figure, higher is better.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import AttributionError

ROOT = Path(__file__).resolve().parents[2]  # of the checkout
FLOORS = Path("tests") / "gold" / "floors.json"

PLACES = 1000  # floors are rounded down to three decimals
STRICT = frozenset({"survived"})  # figures without a margin: one crash is too many


class FloorsError(AttributionError):
    """The file with the floors cannot be read or is invalid."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one suite, and the digests of its gold."""

    gold: dict[str, str] = field(default_factory=dict)
    floors: dict[str, float] = field(default_factory=dict)


def stated() -> dict[str, Floors]:
    """The floors by suite that this engine meets: of the checkout, or of the installed package, which has a copy.

    Empty if there are none. Raises ``FloorsError`` if the file is invalid.
    """
    if (ROOT / "pyproject.toml").is_file():
        return read(ROOT / FLOORS)
    return read(Path(str(resources.files("attribution") / "trained" / FLOORS.name)))


def read(path: Path) -> dict[str, Floors]:
    """Read the floors by suite; empty if there is no file. Raises ``FloorsError`` if it is invalid."""
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf8"))
        return {suite: _floors(part) for suite, part in kept.items()}
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise FloorsError(f"{path}: no file of floors: {type(error).__name__}: {error}") from error


def _floors(part: dict[str, Any]) -> Floors:
    gold = {str(name): str(digest) for name, digest in part["gold"].items()}
    return Floors(gold, {str(name): float(value) for name, value in part["floors"].items()})


def write(path: Path, kept: Mapping[str, Floors]) -> None:
    """Write the floors, sorted, so that each change is one line of a diff."""
    plain = {suite: {"gold": part.gold, "floors": part.floors} for suite, part in kept.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf8")


def changed_gold(kept: Floors, gold: Mapping[str, str]) -> list[str]:
    """Messages about how the gold differs from that of the floors."""
    words = [f"{name}: gold changed" for name, digest in gold.items() if kept.gold.get(name, digest) != digest]
    words += [f"{name}: new gold" for name in gold.keys() - kept.gold.keys()]
    words += [f"{name}: gold is gone" for name in kept.gold.keys() - gold.keys()]
    return sorted(words)


def missed(kept: Floors, measured: Mapping[str, float]) -> list[str]:
    """Messages about each figure that is below its floor or no longer measured."""
    words = []
    for name, floor in sorted(kept.floors.items()):
        value = measured.get(name)
        if value is None:
            words.append(f"{name}: not measured, floor {floor:.3f}")
        elif value < floor:
            words.append(f"{name}: {value:.4f} is below the floor {floor:.3f}")
    return words


def updated(kept: Floors, gold: Mapping[str, str], measured: Mapping[str, float], margin: float) -> Floors:
    """The floors after an update: each figure less ``margin``.

    A floor that the figure reaches is kept or raised; only one that the figure misses is lowered.
    """
    floors = {}
    for name, value in measured.items():
        new = math.floor((value - (0 if name in STRICT else margin)) * PLACES) / PLACES
        old = kept.floors.get(name)
        floors[name] = max(new, 0.0) if old is None or value < old else max(new, old)
    return Floors(dict(gold), floors)
