"""Training documents made of trees and entity labels."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
import spacy

from attribution.training.corpora import Builder, newswire, silver, treebank

from .corpus import lines, sentences

FIRST = (
    "Xi/xi/PROPN/NNP/2/nsubj/Entity=(1-person-giv:act-cf1-1-sgl-Xi) left/leave/VERB/VBD/0/root/SpaceAfter=No "
    "././PUNCT/./2/punct"
)
SECOND = "He/he/PRON/PRP/2/nsubj laughed/laugh/VERB/VBD/0/root/SpaceAfter=No ././PUNCT/./2/punct"
NLP = spacy.blank("en")


def test_whitespace_beyond_one_space_is_a_token(tmp_path: Path) -> None:
    first, second = sentences(tmp_path, FIRST, SECOND)
    builder = Builder(NLP, random.Random(1))
    builder.gap("\n\n")
    builder.add(first, [(0, 1, "PERSON")], "keep")
    builder.gap(" ")
    builder.add(second, [], "keep")
    builder.gap(" \n\n")
    builder.add(first, [], "keep")
    assert len(builder) == 10
    doc = builder.doc()
    assert doc.text == "Xi left. He laughed. \n\nXi left."
    assert [t.tag_ for t in doc if t.is_space] == ["_SP"]
    assert [(e.text, e.start) for e in doc.ents] == [("Xi", 0)]
    assert [s.root.text for s in doc.sents] == ["left", "laughed", "left"]
    assert len(builder) == 0


def test_unannotated_entities_are_missing_values(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, FIRST)
    builder = Builder(NLP, random.Random(1))
    builder.add(sentence, None, "keep")
    assert not builder.doc().has_annotation("ENT_IOB")
    builder.add(sentence, [], "keep")
    assert builder.doc().has_annotation("ENT_IOB")


@pytest.mark.parametrize(("named", "expected"), [(True, ["Xi"]), (False, [])])
def test_a_treebank(tmp_path: Path, named: bool, expected: list[str]) -> None:
    path = tmp_path / "gum.conllu"
    path.write_text("# newdoc id = a\n" + lines(FIRST) + lines(SECOND) + "# newdoc id = b\n" + lines(SECOND))
    docs = list(treebank(NLP, path, random.Random(1), named, augment=False))
    assert [d.text for d in docs] == ["Xi left. He laughed.", "He laughed."]
    assert [e.text for e in docs[0].ents] == expected


def test_an_article_as_printed(tmp_path: Path) -> None:
    written = "Xi/xi/PROPN/NNP/2/nsubj/TokenRange=0:2|NER=PERSON ''/''/PUNCT/''/1/punct/TokenRange=3:4"
    (tmp_path / "a.txt").write_text("Xi “ ", encoding="utf8")
    path = tmp_path / "silver.conllu"
    path.write_text("# newdoc id = a\n" + lines(written.replace("/2/nsubj", "/0/root")))
    ((name, doc),) = silver(NLP, path, tmp_path, random.Random(1), augment=False)
    assert (name, doc.text, [e.text for e in doc.ents]) == ("a", "Xi “", ["Xi"])


def test_an_article_without_offsets(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Xi left.", encoding="utf8")
    path = tmp_path / "silver.conllu"
    path.write_text("# newdoc id = a\n" + lines(FIRST))
    with pytest.raises(ValueError, match="a token without TokenRange"):
        list(silver(NLP, path, tmp_path, random.Random(1), augment=False))


def test_newswire_has_only_entities(tmp_path: Path) -> None:
    rows = [("President", "B-PERSON"), ("Xi", "I-PERSON"), ("left", "O"), ("Bali", "B-LOC"), (".", "O")]
    path = tmp_path / "news.tsv.gz"
    path.write_bytes(gzip.compress("".join(f"{word}\tX\t{label}\n" for word, label in rows).encode()))
    (doc,) = newswire(NLP, path, random.Random(1))
    assert doc.text == "President Xi left Bali."
    assert [(e.text, e.label_) for e in doc.ents] == [("Xi", "PERSON"), ("Bali", "LOC")]
    assert not doc.has_annotation("DEP")
