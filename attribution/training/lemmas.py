"""Build the tables of spaCy's rule lemmatizer from the lemmas of the treebanks."""

from __future__ import annotations

import collections
from pathlib import Path
from typing import Any

from .conllu import read

# Regular English inflection as (suffix, replacement). Of several that give a known word, spaCy prefers the last.
RULES: dict[str, list[list[str]]] = {
    "noun": [["ies", "y"], ["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["zes", "z"], ["men", "man"],
             ["ss", "ss"], ["s", ""]],
    "verb": [["ies", "y"], ["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["es", "e"], ["ss", "ss"],
             ["s", ""], ["ied", "y"], ["ed", ""], ["ed", "e"], ["ing", ""], ["ing", "e"]],
    "adj": [["ier", "y"], ["iest", "y"], ["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
    "adv": [["er", ""], ["est", ""]],
}  # fmt: skip
PARTS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv", "AUX": "aux", "PRON": "pron", "DET": "det"}
MIN_COUNT = 2

Counts = dict[tuple[str, str], collections.Counter[str]]


def _regular(form: str, part: str, index: set[str]) -> list[str]:
    """The lemmas by the rules alone, in the order of spaCy's lemmatizer, which takes the first."""
    if form in index and part not in ("verb", "noun"):
        return [form]
    found = [form[: len(form) - len(old)] + new for old, new in RULES.get(part, []) if form.endswith(old)]
    return list(dict.fromkeys(lemma for lemma in reversed(found) if lemma in index)) or [form]


def tables(data: Path) -> dict[str, Any]:
    """The tables ``lemma_rules``, ``lemma_index`` and ``lemma_exc`` by part of speech, in spaCy's form."""
    counts = _counts(data)
    index: dict[str, set[str]] = collections.defaultdict(set)
    for (part, _), lemmas in counts.items():
        index[part].update(word for word, number in lemmas.items() if number >= MIN_COUNT)
    best = {
        (part, form): lemma
        for (part, form), lemmas in counts.items()
        for lemma, number in lemmas.most_common(1)
        if number >= MIN_COUNT
    }
    _drop_rivals(counts, best, index)
    exceptions: dict[str, dict[str, list[str]]] = collections.defaultdict(dict)
    for (part, form), lemma in best.items():
        if _regular(form, part, index[part])[0] != lemma:
            exceptions[part][form] = [lemma]
    return {
        "lemma_rules": RULES,
        "lemma_index": {part: sorted(found) for part, found in index.items()},
        "lemma_exc": {part: dict(sorted(found.items())) for part, found in exceptions.items()},
    }


def _counts(data: Path) -> Counts:
    """How often each (part of speech, form) has each lemma; the hand-made treebanks count three times."""
    counts: Counts = collections.defaultdict(collections.Counter)
    files = [data / "treebank" / f"{n}-train.conllu.gz" for n in ("ewt", "gum")] + [
        data / "polnear" / "train.conllu.gz"
    ]
    for weight, path in zip((3, 3, 1), files, strict=True):
        for sentence in read(path):
            for token in sentence.tokens:
                part = PARTS.get(token.upos)
                if part and token.form.isalpha() and token.lemma.isalpha():
                    counts[part, token.form.lower()][token.lemma.lower()] += weight
    return counts


def _drop_rivals(counts: Counts, best: dict[tuple[str, str], str], index: dict[str, set[str]]) -> None:
    """Remove from the index rarer lemmas that the rules prefer to the right one: "singe" for "singing".

    spaCy's exceptions cannot overrule a lemma order that the rules themselves give.
    """
    totals: collections.Counter[tuple[str, str]] = collections.Counter()
    for (part, _), lemmas in counts.items():
        totals.update({(part, lemma): number for lemma, number in lemmas.items()})
    for (part, form), lemma in best.items():
        found = _regular(form, part, index[part])
        rivals = found[: found.index(lemma)] if lemma in found else []
        index[part].difference_update(rival for rival in rivals if totals[part, rival] < totals[part, lemma])
