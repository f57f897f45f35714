"""Coarse parts of speech from tags, as a spaCy component: one table look-up for all tokens of a Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy
from spacy.attrs import DEP, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]
from spacy.strings import get_string_id
from spacy.tokens import Doc

from .language.grammar import AUXILIARIES, VERB_TAGS
from .language.token_ids import Numbers, ids, isin

FACTORY = "saidby_parts_of_speech"
PARTS_OF_SPEECH = {
    "ADJ": "JJ JJR JJS AFX",
    "ADP": "IN RP",
    "ADV": "RB RBR RBS WRB",
    "AUX": "MD",
    "CCONJ": "CC",
    "DET": "DT PDT WDT",
    "INTJ": "UH",
    "NOUN": "NN NNS",
    "NUM": "CD",
    "PART": "TO POS",
    "PRON": "PRP PRP$ WP WP$ EX",
    "PROPN": "NNP NNPS",
    "PUNCT": ". , : `` '' -LRB- -RRB- HYPH NFP",
    "SPACE": "_SP",
    "SYM": "SYM $ #",
    "VERB": "VB VBD VBG VBN VBP VBZ",
    "X": "FW LS ADD GW XX",
}


@cache
def _table() -> tuple[Numbers, Numbers]:
    """The tags' hashes, ascending, and the part of speech of each."""
    pairs = sorted((get_string_id(tag), IDS[part]) for part, tags in PARTS_OF_SPEECH.items() for tag in tags.split())
    return numpy.array([p[0] for p in pairs], "uint64"), numpy.array([p[1] for p in pairs], "uint64")


class PartOfSpeechTable:
    """Sets ``Token.pos`` from ``Token.tag``; verbs in an auxiliary relation are AUX, as in Universal Dependencies."""

    def __call__(self, doc: Doc) -> Doc:
        tags, parts = _table()
        found = doc.to_array([TAG, DEP])
        place = numpy.minimum(numpy.searchsorted(tags, found[:, 0]), len(tags) - 1)
        pos = numpy.where(tags[place] == found[:, 0], parts[place], numpy.uint64(0))
        pos[isin(found[:, 1], ids(AUXILIARIES)) & isin(found[:, 0], ids(VERB_TAGS))] = IDS["AUX"]
        return doc.from_array([POS], pos.reshape(-1, 1))  # type: ignore[arg-type]  # spaCy's types know no NumPy array

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Process a stream of Docs."""
        for doc in stream:
            yield self(doc)


@Language.factory(FACTORY)
def make_part_of_speech_table(nlp: Language, name: str) -> PartOfSpeechTable:
    """The factory that spaCy calls."""
    return PartOfSpeechTable()
