"""Give the inflected forms of listed verbs their lemma: fume for "fumed", nag for "nagged".

``python -m attribution.training.verb_forms`` adds them to the bundled pipeline, as treebanks have few of these verbs.
Run it after a change of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from ..language.lexicon import words
from ..parsing import BUNDLED, load

LISTS = ("speech_verbs", "act_verbs", "gesture_verbs")
ENDINGS = ("ed", "ing")
DOUBLED = re.compile(r"[aeiou][b-df-gk-npr-tvz]\Z")  # of which the last letter may be doubled


def add_verb_forms(lemmatizer: Lemmatizer, verbs: Iterable[str]) -> dict[str, str]:
    """Add the forms to the exceptions of a rule lemmatizer, in place; returns the lemma of each that was added.

    Left out are forms of which the lemmatizer knows the lemma, and those that may be another listed verb's.
    """
    listed = frozenset(verbs)
    exceptions: dict[str, Any] = lemmatizer.lookups.get_table("lemma_exc")
    verbal = dict(exceptions.get("verb", {}))
    found = {
        form: verb
        for verb in sorted(listed, key=lambda verb: verb.endswith("e"))  # of two verbs, that with the silent e
        for form, stem in _forms(verb)
        if stem not in listed and lemma_of(lemmatizer, form) == stem
    }
    exceptions["verb"] = dict(sorted({**verbal, **{form: [verb] for form, verb in found.items()}}.items()))
    lemmatizer.cache.clear()
    return found


def lemma_of(lemmatizer: Lemmatizer, form: str) -> str:
    """The lemma of a form as a verb."""
    found: str = lemmatizer.lemmatize(Doc(lemmatizer.vocab, words=[form], pos=["VERB"])[0])[0]
    return found


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    """The forms whose ending hides how the verb is spelled, and what is left of each without it."""
    stem = verb[:-1] if verb.endswith("e") else f"{verb}{verb[-1]}" if DOUBLED.search(verb) else ""
    if stem.isalpha():
        yield from ((f"{stem}{ending}", stem) for ending in ENDINGS)


def main() -> None:
    nlp = load(BUNDLED)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    for form, verb in add_verb_forms(lemmatizer, words(*LISTS)).items():
        print(f"{form}: {verb}")
    lemmatizer.to_disk(BUNDLED / "lemmatizer", exclude=["vocab"])


if __name__ == "__main__":
    main()
