"""Words as indirect speech shifts them: "I will leave my post" is reported as "she would leave her post"."""

from __future__ import annotations

from dataclasses import replace

from api.wording.asked import Asked
from api.wording.word import Word
from api.wording.word_lists import base_forms

_SHIFTS = (
    "i you he she we they it one",
    "me him us them",
    "my your his her our their its",
    "mine yours hers ours theirs",
    "will would shall should",
    "can could",
    "may might",
    "is are am was were be been",
    "has have had",
    "do does did",
    "this that these those",
    "here there",
)
SHIFTED = {word: shift.split()[0] for shift in _SHIFTS for word in shift.split()}
_ENDINGS = ("ing", "ed", "es", "s", "e")


def reported(asked: Asked) -> Asked:
    """The asked quotation with its words as indirect speech may have them."""
    return replace(asked, runs=tuple(tuple(reported_word(word) for word in run) for run in asked.runs))


def reported_word(word: Word) -> Word:
    """The word under a key that its persons and tenses share."""
    shifted = SHIFTED.get(word.key)
    return word._replace(key=shifted if shifted is not None else _stem(present(word).key))


def present(word: Word) -> Word:
    """The word, of an irregular verb in the past under the key of its base form: "understood" is "understand"."""
    return word._replace(key=base_forms().get(word.key, word.key))


def _stem(key: str) -> str:
    """A crude stem: endings of number and tense fall off words that keep four letters."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            return key[: -len(ending)]
    return key
