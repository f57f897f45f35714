"""Convert the corpora to spaCy training documents: ``python -m attribution.training.corpora DATA OUT``."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from . import entities, styles
from .conllu import Sentence, read
from .renaming import NameMaker, rename
from .scheme import cue_as_head

CHUNK = 220  # minimum tokens of a training document, so that it has several sentences
PARAGRAPH_BREAKS = ("\n\n", "\n\n", "\n\n", "\n", "\n", " ")
HELD_BACK = 25  # one in this many silver articles goes to the development set


class Builder:
    """Collects the words, trees and entities of several sentences into one ``Doc``."""

    def __init__(self, nlp: Language, rng: random.Random) -> None:
        self.nlp, self.rng = nlp, rng
        self.clear()

    def clear(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.ents: list[str] = []

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, text: str) -> None:
        """Add whitespace after the words so far; anything beyond one space becomes a token."""
        if not self.words or not text:
            return
        if text[0] == " ":
            self.spaces[-1] = True
            text = text[1:]
        if text:
            self.words.append(text)
            self.spaces.append(False)
            self.tags.append("_SP")
            self.heads.append(len(self.words) - 2)
            self.deps.append("dep")
            self.ents.append("O")

    def add(self, sentence: Sentence, found: list[entities.Entity] | None, style: str) -> None:
        """Add a sentence; ``found`` are its entities, None if the corpus does not annotate them."""
        base = len(self.words)
        tags = [t.xpos for t in sentence.tokens]
        self.words += styles.restyle([t.form for t in sentence.tokens], tags, style)
        self.spaces += [t.space_after for t in sentence.tokens]
        self.spaces[-1] = False
        self.tags += tags
        self.heads += [base + t.head for t in sentence.tokens]
        self.deps += ["ROOT" if t.deprel == "root" else t.deprel for t in sentence.tokens]
        labels = ["" if found is None else "O"] * len(sentence.tokens)
        for start, end, label in found or []:
            labels[start:end] = [f"{'B' if i == start else 'I'}-{label}" for i in range(start, end)]
        self.ents += labels

    def doc(self) -> Doc:
        """Build the Doc and clear the builder."""
        made = Doc(
            self.nlp.vocab, words=self.words, spaces=self.spaces, tags=self.tags, heads=self.heads,
            deps=self.deps, ents=self.ents,
        )  # fmt: skip
        self.clear()
        return made


def treebank(nlp: Language, path: Path, rng: random.Random, named: bool, augment: bool) -> Iterator[Doc]:
    """Documents with gold trees. ``named``: the treebank annotates entities (GUM does, EWT does not)."""
    builder, document, style = Builder(nlp, rng), None, "keep"
    for sentence in read(path):
        cue_as_head(sentence)
        if len(builder) >= CHUNK or (document != sentence.document and len(builder)):
            yield builder.doc()
        if not len(builder):
            style = styles.choose_style(rng) if augment else "keep"
        builder.gap(rng.choice(PARAGRAPH_BREAKS) if sentence.opens_paragraph else " ")
        builder.add(sentence, entities.treebank(sentence) if named else None, style)
        document = sentence.document
    if len(builder):
        yield builder.doc()


def silver(nlp: Language, path: Path, texts: Path, rng: random.Random, augment: bool) -> Iterator[tuple[str, Doc]]:
    """Documents with automatic trees over the printed articles, as (name of the article, Doc)."""
    builder, document, text, end, style = Builder(nlp, rng), "", "", 0, "keep"
    for sentence in read(path):
        if len(builder) >= CHUNK or (document != sentence.document and len(builder)):
            yield document, builder.doc()
        if document != sentence.document:
            document = sentence.document
            text = (texts / f"{document}.txt").read_text(encoding="utf8")
        if not len(builder):
            style = styles.choose_style(rng) if augment else "keep"
        ranges = [t.char_range for t in sentence.tokens]
        for token, where in zip(sentence.tokens, ranges, strict=True):
            if where is None:
                raise ValueError(f"{path}: {document}: a token without TokenRange")
            token.form = text[where[0] : where[1]]
        first, last = ranges[0], ranges[-1]
        assert first is not None
        assert last is not None
        builder.gap(text[end : first[0]] if len(builder) else "")
        builder.add(sentence, entities.silver(sentence), style)
        end = last[1]
    if len(builder):
        yield document, builder.doc()


def newswire(nlp: Language, path: Path, rng: random.Random) -> Iterator[Doc]:
    """Documents with entity labels only, without trees and tags."""
    words: list[str] = []
    labels: list[str] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                word, _, label = line.rstrip("\n").split("\t")
                words.append(word)
                labels.append(label)
            elif words:
                yield _entity_doc(nlp, words, labels)
                words, labels = [], []
    if words:
        yield _entity_doc(nlp, words, labels)


def _entity_doc(nlp: Language, words: list[str], labels: list[str]) -> Doc:
    spaces, inside = [], False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else "."
        if word == '"':
            inside = not inside
        tight = following in {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "'", "n't"}
        tight = tight or word in {"(", "[", "$"} or (word == '"' and inside) or (following == '"' and inside)
        spaces.append(not tight and index + 1 < len(words))
    tags, start = ["O"] * len(words), 0
    while start < len(words):
        kind = entities.NEWSWIRE.get(labels[start].partition("-")[2])
        end = start + 1
        while end < len(words) and labels[end].startswith("I-"):
            end += 1
        if kind and labels[start].startswith("B-"):
            first = entities.strip_title(words, start, end) if kind == "PERSON" else start
            tags[first:end] = [f"{'B' if i == first else 'I'}-{kind}" for i in range(first, end)]
        start = end
    return Doc(nlp.vocab, words=words, spaces=spaces, ents=tags)


def renamed(docs: list[Doc], rng: random.Random) -> Iterator[Doc]:
    """A copy of each document that names a person, with other names."""
    met: dict[str, list[str]] = {"PERSON": [], "ORG": [], "LOC": []}
    for doc in docs:
        for entity in doc.ents:
            met[entity.label_] += [t.text for t in entity]
    makers = {kind: NameMaker(found) for kind, found in met.items()}
    for doc in docs:
        if not any(e.label_ == "PERSON" for e in doc.ents):
            continue
        labels = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else t.ent_iob_ for t in doc]
        words = rename([t.text for t in doc], labels, makers, rng)
        parsed = doc.has_annotation("DEP")
        yield Doc(
            doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc], ents=labels,
            tags=[t.tag_ for t in doc] if parsed else None, heads=[t.head.i for t in doc] if parsed else None,
            deps=[t.dep_ for t in doc] if parsed else None,
        )  # fmt: skip


def _held_back(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_BACK == 0


def build(data: Path, out: Path, seed: int = 1) -> dict[str, int]:
    """Write ``train.spacy``, ``dev.spacy`` and the gold test sets to ``out``; return the document counts."""
    nlp, rng = spacy.blank("en"), random.Random(seed)
    trees = data / "treebank"
    train: list[Doc] = []
    dev: list[Doc] = []
    for copy in range(2):  # there are three times as many silver trees, so gold trees count twice
        for name, named in (("ewt", False), ("gum", True)):
            train += list(treebank(nlp, trees / f"{name}-train.conllu.gz", rng, named, augment=bool(copy)))
    polnear = data / "polnear"
    for article, doc in silver(nlp, polnear / "train.conllu.gz", polnear / "train" / "text", rng, augment=True):
        (dev if _held_back(article) else train).append(doc)
    for number, doc in enumerate(newswire(nlp, data / "ner" / "gmb-news.tsv.gz", rng)):
        (dev if number % 30 == 0 else train).append(doc)
    for name, named in (("ewt", False), ("gum", True)):
        dev += list(treebank(nlp, trees / f"{name}-dev.conllu.gz", rng, named, augment=False))[::2]
    train += list(renamed(train, rng))
    rng.shuffle(train)
    out.mkdir(parents=True, exist_ok=True)
    sets = {"train": train, "dev": dev}
    for name, named in (("ewt", False), ("gum", True)):
        sets[f"{name}-test"] = list(treebank(nlp, trees / f"{name}-test.conllu.gz", rng, named, augment=False))
    for name, docs in sets.items():
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
    return {name: len(docs) for name, docs in sets.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with treebank/, polnear/ and ner/")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    print(build(arguments.data, arguments.out))


if __name__ == "__main__":
    main()
