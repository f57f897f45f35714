"""The quotations that utterances are made of, as they are compared and as they are stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from orjson import loads

from api.wording.asked import read
from api.wording.content import content_stems
from api.wording.positions import marked, quoted_text
from api.wording.utterances import Wording
from attribution.model import Factuality, QuotationType, Span

from ..dialects import PlainConnection
from ..mapping import UNDATED, moment_of

BATCH = 500  # quotations that are looked up at once
ANY = 2**63 - 1  # more than any member's number
_TYPES = frozenset({QuotationType.DIRECT.value, QuotationType.MIXED.value})
_NOT_SAID = frozenset({Factuality.DENIED.value, Factuality.UNSAID.value})
_FACTS = """SELECT q.id, q.speaker_id, q.source_id, q.order_key, q.record
    FROM quotation q JOIN speaker s ON s.id = q.speaker_id WHERE s.identified AND q.id IN ({})"""
COLUMNS = "number, quote_id, speaker_id, source_id, order_key, stems, length, wording, utterance, via"

Rank = tuple[int, int, bool, int, str]


class Depth(IntEnum):
    """How a member belongs to its utterance."""

    FULLEST = 0  # it is the fullest wording
    WORDING = 1  # it is related to the fullest wording, and has other content words
    REPETITION = 2  # it has the content words of the fullest wording: nothing is joined to it
    EXCERPT = 3  # it is an excerpt of a wording and not related to the fullest one: nothing is joined to it


@dataclass(frozen=True)
class Facts:
    """What an utterance needs to know of a quotation."""

    quote_id: str
    speaker_id: str
    source_id: str | None
    order_key: int
    stems: str
    length: int
    wording: int


@dataclass(frozen=True)
class Member(Facts):
    """A quotation that is stored as a member; ``utterance`` and ``via`` are None until its utterance is known."""

    number: int
    utterance: int | None
    via: int | None

    @cached_property
    def compared(self) -> Wording:
        """The wording, to compare."""
        stems = tuple(self.stems.split())
        return Wording(stems, moment_of(self.order_key) if self.order_key != UNDATED else None)

    @cached_property
    def rank(self) -> Rank:
        """The order of members: the fullest first, of equally full ones the one that was seen first."""
        undated = self.order_key == UNDATED
        return -len(self.compared.content), -self.length, undated, -self.order_key, self.quote_id

    @property
    def is_fullest(self) -> bool:
        """Whether it is the fullest of its utterance."""
        return self.utterance == self.number


def facts(connection: PlainConnection, quote_ids: Sequence[str]) -> dict[str, Facts]:
    """The facts of the quotations that belong to an utterance, by identifier; the others are left out."""
    rows = connection.execute(_FACTS.format(_places(quote_ids)), tuple(quote_ids))
    found = (_facts(*row) for row in rows)
    return {each.quote_id: each for each in found if each is not None}


def _facts(quote_id: str, speaker_id: str, source_id: str | None, order_key: int, record: str) -> Facts | None:
    words = read(words_in_marks(loads(record))).words
    stems = content_stems(words)
    if not stems:
        return None
    digest = hashlib.blake2b(" ".join(word.key for word in words).encode("utf8"), digest_size=8).digest()
    wording = int.from_bytes(digest, "big", signed=True)
    return Facts(quote_id, speaker_id, source_id, order_key, " ".join(stems), len(words), wording)


def words_in_marks(record: dict[str, Any]) -> str:
    """What a record has in quotation marks; nothing if its speaker did not say that."""
    if record["type"] not in _TYPES or record.get("factuality") in _NOT_SAID:
        return ""
    spans, quoted = ([Span(**place) for place in record[name]] for name in ("spans", "quoted"))
    return quoted_text(record["text"], marked(spans, quoted))


def text_of(connection: PlainConnection, quote_id: str) -> str:
    """What a quotation has in quotation marks."""
    (record,) = connection.execute("SELECT record FROM quotation WHERE id = ?", (quote_id,)).fetchone()
    return words_in_marks(loads(record))


def stored(connection: PlainConnection, quote_ids: Sequence[str]) -> dict[str, Member]:
    """The members among these quotations, by the quotation's identifier."""
    found = select(connection, f"quote_id IN ({_places(quote_ids)})", quote_ids)
    return {member.quote_id: member for member in found}


def select(connection: PlainConnection, condition: str, values: Iterable[object]) -> list[Member]:
    """The members that meet a condition."""
    sql = f"SELECT {COLUMNS} FROM utterance_member WHERE {condition}"
    return [_member(*row) for row in connection.execute(sql, tuple(values))]


def _member(number: int, *row: Any) -> Member:
    return Member(*(*row[:-2], number, row[-2] or None, row[-1] or None))


def having(connection: PlainConnection, values: Iterable[int], depths: Sequence[Depth], before: int) -> list[Member]:
    """The members at some depths, with a number less than ``before``, whose sketch has one of the values."""
    wanted, among = tuple(values), tuple(int(depth) for depth in depths)
    inner = (
        f"SELECT member FROM utterance_sketch WHERE value IN ({_places(wanted)}) AND depth IN ({_places(among)}) "
        "AND member < ?"
    )
    return select(connection, f"number IN ({inner})", (*wanted, *among, before))


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values)) or "NULL"
