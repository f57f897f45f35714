"""Read the coreference annotation of a CoNLL-U corpus (``Entity`` in MISC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from .conllu import Sentence, read

BRACKET = re.compile(r"\((\d+)-[^()]*(\))?|(\d+)\)")


@dataclass
class Text:
    """One document: its text, and its mentions as (start, end, entity)."""

    name: str
    text: str
    mentions: list[tuple[int, int, str]] = field(default_factory=list)

    def entity(self, offset: int) -> str | None:
        """The entity of the shortest mention that covers an offset, or None."""
        over = [(end - start, entity) for start, end, entity in self.mentions if start <= offset < end]
        return min(over)[1] if over else None


def texts(path: Path) -> Iterator[Text]:
    """The documents of a corpus. Raises ``ValueError`` if a line does not have ten columns."""
    for name, sentences in groupby(read(path), key=lambda sentence: sentence.document):
        yield _text(name, sentences)


def _text(name: str, sentences: Iterator[Sentence]) -> Text:
    found = Text(name, "")
    parts: list[str] = []
    length = 0
    opened: dict[str, list[int]] = {}
    for sentence in sentences:
        gap = ("\n\n" if sentence.opens_paragraph else " ") if parts else ""
        for number, token in enumerate(sentence.tokens):
            before = gap if number == 0 else ("" if not sentence.tokens[number - 1].space_after else " ")
            parts += [before, token.form]
            start = length + len(before)
            length = start + len(token.form)
            for bracket in BRACKET.finditer(token.misc.get("Entity", "")):
                entity, closed, closing = bracket.groups()
                if entity and closed:
                    found.mentions.append((start, length, entity))
                elif entity:
                    opened.setdefault(entity, []).append(start)
                elif opened.get(closing):
                    found.mentions.append((opened[closing].pop(), length, closing))
    found.text = "".join(parts)
    return found
