"""Build the tables of spaCy's rule lemmatizer from the lemmas of the treebanks."""

from __future__ import annotations

import collections
from pathlib import Path
from typing import Any

from .conllu import read

# Regular English inflection as (suffix, replacement), tried in this order.
RULES: dict[str, list[list[str]]] = {
    "noun": [["ies", "y"], ["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["zes", "z"], ["men", "man"],
             ["ss", "ss"], ["s", ""]],
    "verb": [["ies", "y"], ["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["es", "e"], ["ss", "ss"],
             ["s", ""], ["ied", "y"], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]],
    "adj": [["ier", "y"], ["iest", "y"], ["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
    "adv": [["er", ""], ["est", ""]],
}  # fmt: skip
PARTS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv", "AUX": "aux", "PRON": "pron", "DET": "det"}
MIN_COUNT = 2


def _regular(form: str, part: str, index: set[str]) -> str:
    """The lemma by the rules alone, applied like spaCy's lemmatizer does."""
    if form in index and part not in ("verb", "noun"):
        return form
    for old, new in RULES.get(part, []):
        if form.endswith(old) and form[: len(form) - len(old)] + new in index:
            return form[: len(form) - len(old)] + new
    return form


def tables(data: Path) -> dict[str, Any]:
    """The tables ``lemma_rules``, ``lemma_index`` and ``lemma_exc`` by part of speech, in spaCy's form."""
    counts: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    files = [data / "treebank" / f"{n}-train.conllu.gz" for n in ("ewt", "gum")] + [
        data / "polnear" / "train.conllu.gz"
    ]
    for weight, path in zip((3, 3, 1), files, strict=True):
        for sentence in read(path):
            for token in sentence.tokens:
                part = PARTS.get(token.upos)
                if part and token.form.isalpha() and token.lemma.isalpha():
                    counts[part, token.form.lower()][token.lemma.lower()] += weight
    index: dict[str, set[str]] = collections.defaultdict(set)
    for (part, _), lemmas in counts.items():
        index[part].update(word for word, number in lemmas.items() if number >= MIN_COUNT)
    exceptions: dict[str, dict[str, list[str]]] = collections.defaultdict(dict)
    for (part, form), lemmas in counts.items():
        lemma, number = lemmas.most_common(1)[0]
        if number >= MIN_COUNT and _regular(form, part, index[part]) != lemma:
            exceptions[part][form] = [lemma]
    return {
        "lemma_rules": RULES,
        "lemma_index": {part: sorted(found) for part, found in index.items()},
        "lemma_exc": {part: dict(sorted(found.items())) for part, found in exceptions.items()},
    }
