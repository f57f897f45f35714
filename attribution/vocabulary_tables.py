"""Bound the hash tables of a vocabulary, which grow with all words that were ever new, although they are freed.

A memory zone removes the words of an article from the tables of strings and of lexemes. preshed counts the place of a
removed key as filled, though, and doubles a table that is: by one to two kilobytes per article of news, without end.
"""

from __future__ import annotations

import gc
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.vocab import Vocab

REMOVED = 32_768  # keys, from which on a table is made anew: in 20 ms, after 200 articles or more
MAX_FILLED = 0.6  # of a table's places, at which preshed doubles it


class VocabularyTables:
    """The tables of a vocabulary: of the strings by their hash, and of the lexemes, which has no name in Python."""

    def __init__(self, vocab: Vocab) -> None:
        strings: Any = vocab.strings
        kind = type(strings._map)
        self.tables: list[Any] = [strings._map, *(each for each in gc.get_referents(vocab) if type(each) is kind)]
        self.filled = [len(table) for table in self.tables]  # places, when a table was made

    def trim(self) -> None:
        """Make the tables anew from which many keys have been removed. Call it outside of a memory zone."""
        for number, table in enumerate(self.tables):
            if len(table) > self.filled[number] + REMOVED:
                _make_anew(table)
                self.filled[number] = len(table)


def _make_anew(table: Any) -> None:
    """Give a table the places that its keys need, and as many as are removed until the next time."""
    keys, values = array("Q", table.keys()), array("Q", table.values())
    table.__init__(int((len(keys) + REMOVED) / MAX_FILLED) + 1)
    for key, value in zip(keys, values, strict=True):
        table[key] = value
