"""Read the PolNeAR articles as spaCy Docs with automatic trees, and their gold attributions."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from .conllu import Sentence, read
from .scheme import cue_as_head

Spans = list[tuple[int, int]]


@dataclass
class Attribution:
    """One annotated attribution: the (start, end) offsets of its source, cue and content."""

    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)


def attributions(path: Path) -> list[Attribution]:
    """The attributions in a brat standoff file, without those that have no content."""
    spans: dict[str, Spans] = {}
    events: list[Attribution] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        part = line.split("\t")
        if len(part) < 2:
            continue
        if part[0].startswith("T"):
            spans[part[0]] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", part[1])]
        elif part[0].startswith("E") and part[1].startswith("Attribution"):
            event = Attribution()
            for item in part[1].split():
                role, _, reference = item.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in ("source", "cue", "content"):
                    getattr(event, role).extend(spans.get(reference, []))
            if event.content:
                events.append(event)
    return events


def gold(folder: Path, article: str) -> list[Attribution]:
    """The attributions of an article by its first annotator; empty if it is not annotated."""
    files = sorted((folder / "attributions").glob(f"{article}_*.ann"))
    return attributions(files[0]) if files else []


def to_doc(vocab: Vocab, text: str, sentences: list[Sentence]) -> Doc:
    """A Doc of the printed article, including whitespace, with the corpus's trees, tags, lemmas and entities."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = collections.defaultdict(list)
    heads: list[int] = []
    end = 0

    def gap(piece: str) -> None:
        if not piece:
            return
        if words and piece[0] == " ":
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
            heads.append(max(len(words) - 2, 0))
            for name, value in (("tags", "_SP"), ("pos", "SPACE"), ("deps", "dep"), ("lemmas", piece), ("ents", "O")):
                columns[name].append(value)

    for sentence in sentences:
        places: list[int] = []
        for token in sentence.tokens:
            where = token.char_range
            assert where is not None
            gap(text[end : where[0]])
            places.append(len(words))
            words.append(text[where[0] : where[1]])
            spaces.append(False)
            heads.append(-1)
            label = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC"}.get(token.misc.get("NER", ""))
            for name, value in (
                ("tags", token.xpos), ("pos", token.upos), ("lemmas", token.lemma),
                ("deps", "ROOT" if token.deprel == "root" else token.deprel),
                ("ents", _bio(columns["ents"], label)),
            ):  # fmt: skip
                columns[name].append(value)
            end = where[1]
        for place, token in zip(places, sentence.tokens, strict=True):
            heads[place] = places[token.head]
    gap(text[end:])
    return Doc(vocab, words=words, spaces=spaces, heads=heads, **columns)  # type: ignore[arg-type]


def _bio(before: list[str], label: str | None) -> str:
    if label is None:
        return "O"
    return f"I-{label}" if before and before[-1] in (f"B-{label}", f"I-{label}") else f"B-{label}"


def articles(data: Path, split: str, vocab: Vocab) -> Iterator[tuple[str, Doc, list[Attribution]]]:
    """The annotated articles of a split of PolNeAR, as (name, Doc, attributions)."""
    grouped: dict[str, list[Sentence]] = collections.defaultdict(list)
    for sentence in read(data / "polnear" / f"{split}.conllu.gz"):
        cue_as_head(sentence)
        grouped[sentence.document].append(sentence)
    folder = data / "polnear" / split
    for name, sentences in grouped.items():
        found = gold(folder, name)
        if found:
            text = (folder / "text" / f"{name}.txt").read_text(encoding="utf8")
            yield name, to_doc(vocab, text, sentences), found
