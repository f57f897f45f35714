"""Lemma tables from small treebanks."""

from __future__ import annotations

import gzip
from pathlib import Path

from spacy.language import Language

from attribution.training.lemmas import tables

from .corpus import lines

SAID = "She/she/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root things/thing/NOUN/NNS/2/obj"
RAINED = "It/it/PRON/PRP/2/nsubj rained/rain/VERB/VBD/0/root"
ONCE = "He/he/PRON/PRP/2/nsubj went/go/VERB/VBD/0/root"


def test_tables(tmp_path: Path) -> None:
    for name in ("treebank/ewt-train", "treebank/gum-train", "polnear/train"):
        path = tmp_path / f"{name}.conllu.gz"
        path.parent.mkdir(exist_ok=True)
        written = [SAID, SAID, RAINED] + ([ONCE] if name.startswith("polnear") else [])
        path.write_bytes(gzip.compress("".join(map(lines, written)).encode()))
    made = tables(tmp_path)
    assert set(made) == {"lemma_rules", "lemma_index", "lemma_exc"}
    assert made["lemma_index"]["verb"] == ["rain", "say"]
    assert made["lemma_index"]["noun"] == ["thing"]
    assert made["lemma_exc"]["verb"] == {"said": ["say"]}, "regular forms are no exceptions, and once is too seldom"
    assert made["lemma_exc"].get("noun", {}) == {}


def test_a_word_in_ss_is_its_own_lemma(nlp: Language) -> None:
    doc = nlp("An actress and two witnesses discuss a glass mattress.")
    assert [t.lemma_ for t in doc if t.is_alpha] == "a actress and two witness discuss a glass mattress".split()
