"""Lemma tables from small treebanks."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.lookups import Lookups

from attribution.language.lexicon import words
from attribution.training.lemmas import RULES, tables
from attribution.training.verb_forms import LISTS, add_verb_forms, lemma_of

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


def test_the_bundled_pipeline_has_the_forms_of_all_listed_verbs(nlp: Language) -> None:
    missing = add_verb_forms(nlp.get_pipe("lemmatizer"), words(*LISTS))  # type: ignore[arg-type]
    assert not missing, "run python -m attribution.training.verb_forms"


def test_forms_of_verbs_that_no_treebank_has() -> None:
    nlp = English()
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lookups = Lookups()
    for name, table in {"lemma_rules": RULES, "lemma_index": {"verb": ["bar", "plan"]}, "lemma_exc": {}}.items():
        lookups.add_table(name, table)
    lemmatizer.initialize(lookups=lookups)
    added = add_verb_forms(lemmatizer, {"grommet", "zorbe", "zorb", "glub", "plan", "wint", "plane"})
    assert added == {"glubbed": "glub", "glubbing": "glub", "grommetted": "grommet", "grommetting": "grommet"} | {
        "planned": "plan",
        "planning": "plan",
    }
    assert [lemma_of(lemmatizer, form) for form in ("glubbed", "glubbing", "zorbed", "winted", "barred")] == [
        "glub",
        "glub",
        "zorb",
        "wint",
        "barr",
    ]
