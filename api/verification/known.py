"""What the sources of a draft say, and who speaks in them: read once, and looked up for each quotation."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from itertools import chain
from typing import Generic, TypeVar

from api.wording.asked import Asked
from api.wording.words import words
from attribution.language.name_key import key
from attribution.language.names import parse_name
from attribution.model import SpeakerKind

from .findings import LEAST_ALTERED, LEAST_PARAPHRASED
from .postings import Postings
from .reported_speech import reported_word
from .reports import LEAST_SCORE
from .speakers import called_alike
from .splices import LEAST_PIECE
from .statement import Statement, content

T = TypeVar("T")
MOST_COMPARED = 40  # statements of a kind, word by word, as of those of an archive
Cast = Collection[tuple[str, SpeakerKind]]  # speakers by name or, if their kind is ANONYMOUS, by their role


class Known(Generic[T]):
    """The statements of all sources and ``names``, their speakers.

    ``transcripts``: the speakers of each transcript or set of notes, whose labels may be offices ("THE COURT:").
    """

    def __init__(self, statements: Iterable[Statement[T]], names: Cast, transcripts: Iterable[Cast] = ()) -> None:
        self.statements = tuple(statements)
        self.names = dict(names)
        self._transcripts = tuple(transcripts)
        self._labels: dict[str, frozenset[str]] = {}

    def comparable(self, asked: Asked, speakers: Collection[str] | None) -> list[Statement[T]]:
        """The statements, in order, with which a verdict on words in quotation marks can have to do."""
        keys = [word.key for word in asked.words]
        shifted = [reported_word(word).key for word in asked.words]
        printed = self._printed.sharing(keys, _share(LEAST_ALTERED["own"], keys))
        reported = self._reported.sharing(shifted, _share(LEAST_PARAPHRASED["own"], shifted))
        wanted, wanted_shifted = frozenset(keys), frozenset(shifted)
        shared = {n: len(wanted & self.statements[n].keys) for n in printed}
        shared |= {n: len(wanted_shifted & self.statements[n].reported_keys) for n in reported}
        return self._numbered(self._nearest(shared, speakers) | self._with_pieces(keys))

    def bearing_on(self, report: str, speakers: Collection[str] | None) -> list[Statement[T]]:
        """The statements, in order, with which a verdict on a report in the draft's own words can have to do."""
        wanted = content(words(report))
        found = self._content.sharing(sorted(wanted), _share(LEAST_SCORE, wanted))
        return self._numbered(self._nearest({n: len(wanted & self.statements[n].content) for n in found}, speakers))

    def labels(self, name: str) -> frozenset[str]:
        """The names in the sources that may be a speaker's.

        In a transcript that does not name the speaker, any label without a name may be theirs.
        """
        if name not in self._labels:
            unnamed = {
                label
                for cast in self._transcripts
                if not alike(name, cast)
                for label, kind in cast
                if kind is SpeakerKind.ANONYMOUS
            }
            self._labels[name] = frozenset(alike(name, self.names.items()) | unnamed)
        return self._labels[name]

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """The speakers without a name, by their role."""
        return tuple(name for name, kind in self.names.items() if kind is SpeakerKind.ANONYMOUS)

    @cached_property
    def family_names(self) -> dict[str, list[str]]:
        """The names by the key of their last word."""
        return by_last_word(self.names)

    def _nearest(self, shared: Mapping[int, int], speakers: Collection[str] | None) -> set[int]:
        """Of statements with the number of words that they share, those that share most.

        As many by the speakers, by others, and by nobody in particular, and as many paragraphs, which count for less.
        """
        kinds: dict[tuple[bool | None, bool], list[int]] = {}
        for number in sorted(shared, key=lambda n: (-shared[n], n)):
            said = self.statements[number]
            kinds.setdefault((said.said_by(speakers), said.is_context), []).append(number)
        return {number for kind in kinds.values() for number in kind[:MOST_COMPARED]}

    def _with_pieces(self, keys: list[str]) -> set[int]:
        """The statements in marks with the words, in whatever order, of a piece that a splice may have.

        For each piece, those with the most of them.
        """
        having: list[list[int]] = []
        for start in range(len(keys) - LEAST_PIECE + 1):
            piece = keys[start : start + LEAST_PIECE]
            near = self._printed.having(self._printed.rarest(piece))
            having.append([number for number in near if self.statements[number].keys.issuperset(piece)])
        pieces = Counter(chain.from_iterable(having))
        most = (nlargest(MOST_COMPARED, numbers, key=pieces.__getitem__) for numbers in having)
        return set(chain.from_iterable(most))

    def _numbered(self, numbers: Iterable[int]) -> list[Statement[T]]:
        return [self.statements[number] for number in sorted(numbers)]

    @cached_property
    def _printed(self) -> Postings:
        return Postings((n, said.keys) for n, said in enumerate(self.statements) if said.is_verbatim)

    @cached_property
    def _reported(self) -> Postings:
        return Postings((n, said.reported_keys) for n, said in enumerate(self.statements) if not said.is_verbatim)

    @cached_property
    def _content(self) -> Postings:
        return Postings((n, said.content) for n, said in enumerate(self.statements))


def alike(asked: str, names: Cast) -> set[str]:
    """The names that may be the asked one in another form."""
    return {name for name, kind in names if called_alike(asked, name, kind)}


def by_last_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by the key of their last word."""
    found: dict[str, list[str]] = {}
    for name in names:
        for last in parse_name(name).words[-1:]:
            found.setdefault(key(last), []).append(name)
    return found


def _share(least: float, keys: Collection[str]) -> int:
    """How many of the keys are a share of them, at least one."""
    return max(1, math.ceil(least * len(keys)))
