"""The texts of the corpora without their annotation: on these a small network learns what a larger one says."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy

from .coreference import texts
from .corpora import newswire

TREEBANKS = ("gum-train", "ewt-train")
SENTENCES = 20  # of the newswire per text; it comes as single sentences


def unlabelled(data: Path) -> Iterator[str]:
    """Texts of treebanks, newswire and Wikipedia in the folder of the corpora, training splits only."""
    for name in TREEBANKS:
        for document in texts(data / "treebank" / f"{name}.conllu.gz"):
            yield document.text
    sentences = (doc.text for doc in newswire(spacy.blank("en"), data / "ner" / "gmb-news.tsv.gz", random.Random(1)))
    while paragraphs := list(islice(sentences, SENTENCES)):
        yield "\n\n".join(paragraphs)
    with gzip.open(data / "gap" / "development.tsv.gz", "rt", encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["Text"]
