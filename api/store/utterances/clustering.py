"""Clusters quotations into utterances, and keeps the clusters up to date.

Each member is the fullest wording of an utterance, or a wording that is related to it (``same_utterance``), or an
excerpt of such a wording. So no chain of wordings, each like the one before, leads from one utterance into another.
Taken from the fullest member to the least, this decides each member by fuller ones alone: the clusters follow from the
quotations, not from the order in which they arrived. A change is carried on only to members that it may concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import islice

from api.wording.sketches import sketch, sought
from api.wording.utterances import Wording, is_excerpt, same_utterance
from api.wording.variants import Loss, variant

from ..dialects import PlainConnection
from . import members, totals
from .members import BATCH, Depth, Facts, Member, Rank

_INSERT = """INSERT INTO utterance_member
    (quote_id, speaker_id, source_id, order_key, stems, length, wording, utterance, via, losses)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0) RETURNING number"""
_REMOVE = "DELETE FROM utterance_sketch WHERE value = ? AND depth IN (0, 1, 2, 3) AND member = ?"
_ADD = "INSERT INTO utterance_sketch (value, depth, member) VALUES (?, ?, ?)"


def update(connection: PlainConnection, quote_ids: Iterable[str]) -> None:
    """Bring the utterances up to date after some quotations were added, changed or deleted."""
    state = _Clustering(connection)
    for batch in _batches(quote_ids):
        state.take(batch)
    state.settle()


def rebuild(connection: PlainConnection) -> None:
    """Form all utterances again."""
    for table in ("utterance", "utterance_sketch", "utterance_member"):
        connection.execute(f"DELETE FROM {table}")
    after = -(2**63)
    page = "SELECT number, id FROM quotation WHERE number > ? ORDER BY number LIMIT ?"
    while rows := connection.execute(page, (after, BATCH)).fetchall():
        update(connection, [quote_id for _, quote_id in rows])
        after = rows[-1][0]


# The depths of members that may leave the member that they are joined to for one at a depth. Wordings and repetitions
# are related to the fullest member of their utterance, and stay with it when another wording comes.
_ATTRACTED = {Depth.FULLEST: list(Depth), Depth.WORDING: [Depth.FULLEST, Depth.EXCERPT]}


def _batches(quote_ids: Iterable[str]) -> Iterator[Sequence[str]]:
    given = iter(quote_ids)
    while batch := list(islice(given, BATCH)):
        yield batch


Relation = Callable[[Wording, Wording], bool]


class _Clustering:
    """A change of the clusters: the members to decide again, the fullest first, and the utterances that changed.

    Members are decided once each, in the order of their rank. So those that this change adds never have to be decided
    again because of one that is decided later: only members with a number ``before`` theirs are looked up for that.
    ``dissolved`` are the utterances that have lost their fullest member, whose members are all in the queue.
    """

    def __init__(self, connection: PlainConnection) -> None:
        self.connection = connection
        self.queue: list[tuple[Rank, int]] = []
        self.queued: set[int] = set()
        self.changed: set[int] = set()
        self.removed: list[Member] = []
        self.dissolved: set[int] = set()
        self.before = members.ANY

    def take(self, quote_ids: Sequence[str]) -> None:
        """Store the members that these quotations make now in place of those that they made before."""
        known, found = members.stored(self.connection, quote_ids), members.facts(self.connection, quote_ids)
        for quote_id in quote_ids:
            old, new = known.get(quote_id), found.get(quote_id)
            if old is not None and not (new is not None and _same(old, new)):
                self._remove(old)
                old = None
            if old is None and new is not None:
                self._insert(new)

    def settle(self) -> None:
        """Decide what is to be decided, and add up the utterances that changed."""
        self._let_go(self.removed)
        while self.queue:
            _, number = heappop(self.queue)
            for member in members.select(self.connection, "number = ?", (number,)):
                self._decide(member)
        totals.add_up(self.connection, self.changed)

    def _insert(self, new: Facts) -> None:
        row = (new.quote_id, new.speaker_id, new.source_id, new.order_key, new.stems, new.length, new.wording)
        (number,) = self.connection.execute(_INSERT, row).fetchone()
        self.before = min(self.before, number)
        self._queue([Member(*row, number, None, None)])

    def _remove(self, old: Member) -> None:
        self.connection.execute("DELETE FROM utterance_member WHERE number = ?", (old.number,))
        self._sketch(_REMOVE, old)
        self.removed.append(old)

    def _decide(self, member: Member) -> None:
        """Find the utterance of a member; all fuller members have theirs."""
        via = self._fullest(member, Depth.FULLEST, same_utterance) or self._fullest(member, Depth.WORDING, is_excerpt)
        utterance = member.number if via is None else via.utterance
        joined = replace(member, utterance=utterance, via=member.number if via is None else via.number)
        if joined != member:
            depth = _depth(joined, via)
            self._store(member, joined, depth)
            self._let_go([member])
            self._take_in(joined, depth)

    def _fullest(self, member: Member, depth: Depth, related: Relation) -> Member | None:
        """The fullest member at a depth that is fuller than this one, and related to it."""
        others = self._others(member, [depth], members.ANY)
        fuller = (o for o in others if o.rank < member.rank and related(member.compared, o.compared))
        return min(fuller, key=lambda other: other.rank, default=None)

    def _others(self, member: Member, depths: Sequence[Depth], before: int) -> list[Member]:
        found = members.having(self.connection, sought(member.speaker_id, member.compared), depths, before)
        return [other for other in found if other.speaker_id == member.speaker_id and other.number != member.number]

    def _store(self, member: Member, joined: Member, depth: Depth) -> None:
        lost = Loss.NONE
        if depth is not Depth.FULLEST:
            (fullest,) = members.select(self.connection, "number = ?", (joined.utterance,))
            if fullest.wording != member.wording:
                texts = (members.text_of(self.connection, each.quote_id) for each in (member, fullest))
                lost = variant(*texts).losses
        sql = "UPDATE utterance_member SET utterance = ?, via = ?, losses = ? WHERE number = ?"
        self.connection.execute(sql, (joined.utterance, joined.via, int(lost), member.number))
        self._sketch(_REMOVE, member)
        self._sketch(_ADD, member, int(depth))

    def _let_go(self, gone: Sequence[Member]) -> None:
        """Members are no longer what they were: those that were joined to them have to be decided again."""
        numbers = {member.number for member in gone}
        of = {member.utterance for member in gone if member.utterance is not None} - self.dissolved
        self.changed.update(of)
        self.dissolved.update(of & numbers)
        for utterance in of:
            joined = members.select(self.connection, "utterance = ?", (utterance,))
            others = (other for other in joined if other.number not in numbers)
            self._queue(other for other in others if utterance in numbers or other.via in numbers)

    def _take_in(self, joined: Member, depth: Depth) -> None:
        """A member is what it is now: the less full ones that may be joined to it have to be decided again."""
        assert joined.utterance is not None
        self.changed.add(joined.utterance)
        if depth in _ATTRACTED:
            others = self._others(joined, _ATTRACTED[depth], self.before)
            related: Relation = same_utterance if depth is Depth.FULLEST else is_excerpt
            less_full = (other for other in others if other.rank > joined.rank)
            self._queue(other for other in less_full if related(other.compared, joined.compared))

    def _sketch(self, sql: str, member: Member, *depth: int) -> None:
        values = sketch(member.speaker_id, member.compared)
        self.connection.executemany(sql, [(value, *depth, member.number) for value in values])

    def _queue(self, found: Iterable[Member]) -> None:
        for member in found:
            if member.number not in self.queued:
                self.queued.add(member.number)
                heappush(self.queue, (member.rank, member.number))


def _same(old: Member, new: Facts) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in Facts.__dataclass_fields__)


def _depth(member: Member, via: Member | None) -> Depth:
    """How a member belongs to its utterance that is joined to another one, or to none."""
    if via is None:
        return Depth.FULLEST
    if not via.is_fullest:
        return Depth.EXCERPT
    return Depth.REPETITION if via.stems == member.stems else Depth.WORDING
