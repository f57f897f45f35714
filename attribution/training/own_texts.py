"""Short texts with the names that are right for their quotations; the head of a file says the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..evaluation.field.gold import PART
from ..evaluation.naming import normalize

ASKED = "=> "
BETWEEN = "\n%%\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who said the words that a fragment of the text is part of: any of the names is right."""

    fragment: str
    names: tuple[str, ...]

    def accepts(self, name: str | None) -> bool:
        """Whether a name (None or "" for nobody) is right."""
        given = normalize(name or "")
        return any(normalize(n[1:]) in given if n.startswith(PART) else normalize(n) == given for n in self.names)

    def place(self, contents: Sequence[str]) -> int | None:
        """The place of the shortest content with the fragment, or None."""
        wanted = letters(self.fragment)
        holding = [n for n, content in enumerate(contents) if wanted in letters(content)]
        return min(holding, key=lambda n: len(contents[n])) if holding else None


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text with what is asked of it."""

    text: str
    asked: tuple[Asked, ...]


def read(path: Path) -> Iterator[OwnText]:
    """The texts of a file."""
    for block in path.read_text(encoding="utf8").strip().split(BETWEEN)[1:]:
        lines = block.split("\n")
        text = "\n".join(line for line in lines if not line.startswith(ASKED)).strip()
        asked = [line.removeprefix(ASKED).rsplit(" | ", 1) for line in lines if line.startswith(ASKED)]
        yield OwnText(text, tuple(Asked(fragment, tuple(names.split("; "))) for fragment, names in asked))


def letters(text: str) -> str:
    """The letters and digits of a text in one case."""
    return "".join(filter(str.isalnum, text)).casefold()
