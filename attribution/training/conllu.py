"""Read CoNLL-U files (also gzipped) into plain sentences."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Token:
    """One syntactic word of a CoNLL-U sentence; ``head`` is 0-based, and the root is its own head."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: dict[str, str]

    @property
    def space_after(self) -> bool:
        return self.misc.get("SpaceAfter") != "No"

    @property
    def char_range(self) -> tuple[int, int] | None:
        """The (start, end) offsets in the article, if the corpus has them (``TokenRange=start:end``)."""
        value = self.misc.get("TokenRange")
        if value is None:
            return None
        start, end = value.split(":")
        return int(start), int(end)


@dataclass
class Sentence:
    """A sentence, with the name of its document and whether it starts a paragraph."""

    document: str
    opens_paragraph: bool
    tokens: list[Token] = field(default_factory=list)


def _misc(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    pairs = (item.partition("=") for item in column.split("|"))
    return {key: value for key, _, value in pairs}


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, without multiword tokens and empty nodes.

    Raises ``ValueError`` if a line does not have ten columns.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    document, opens = "", True
    rows: list[list[str]] = []
    joined: dict[str, str] = {}
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document, opens = line.partition("=")[2].strip(), True
            elif line.startswith("# newpar"):
                opens = True
            elif line.startswith("#"):
                continue
            elif line:
                columns = line.split("\t")
                if len(columns) != 10:
                    raise ValueError(f"{path}: a line with {len(columns)} columns: {line[:80]!r}")
                _keep(columns, rows, joined)
            elif rows:
                yield _sentence(document, opens, rows, joined)
                opens, rows, joined = False, [], {}
    if rows:
        yield _sentence(document, opens, rows, joined)


def _keep(columns: list[str], rows: list[list[str]], joined: dict[str, str]) -> None:
    """Add a line to the sentence: a word, or the spacing inside and after a multiword token."""
    if "-" in columns[0]:
        first, _, last = columns[0].partition("-")
        # Inside a multiword token ("don't") the words touch; after it, its own SpaceAfter counts.
        joined.update({str(i): "No" for i in range(int(first), int(last))})
        if "SpaceAfter=No" in columns[9]:
            joined[last] = "No"
    elif "." not in columns[0]:
        rows.append(columns)


def _sentence(document: str, opens: bool, rows: list[list[str]], joined: dict[str, str]) -> Sentence:
    sentence = Sentence(document, opens)
    for index, (number, form, lemma, upos, xpos, _, head, deprel, _, misc) in enumerate(rows):
        fields = _misc(misc)
        if number in joined:
            fields["SpaceAfter"] = joined[number]
        target = int(head) - 1 if int(head) else index
        sentence.tokens.append(Token(form, lemma, upos, xpos, target, deprel, fields))
    return sentence
