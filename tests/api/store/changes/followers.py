"""Followers of the feed, who read a page now and then and keep a copy by what the feed says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from api.http.representations.records import quote_record
from api.operations import replication
from api.store import InvalidFilter, Page, QuoteFilter, QuoteView, Sort
from api.store.changes import feed, positions
from api.store.speakers import merging

from .motion import Motion, Record


class Follower:
    """A copy of what a filter finds, begun with nothing."""

    def __init__(self, motion: Motion, where: QuoteFilter, limit: int) -> None:
        self.motion, self.where, self.limit = motion, where, limit
        self.since = positions.BEGINNING
        self.copy: dict[str, Record] = {}
        self.pages = 0
        self.begin()

    def read(self) -> bool:
        """A page; returns whether there is more. Whose speaker became part of another begins anew with that one."""
        try:
            return self.follow()
        except InvalidFilter:
            with self.motion.database.reading() as session:
                speakers = tuple(merging.current_id(session, speaker) for speaker in self.where.speaker)
            assert speakers != self.where.speaker
            self.where = replace(self.where, speaker=speakers)
            self.begin()
            return True

    def begin(self) -> None:
        """Begin with nothing."""
        self.since, self.copy = positions.BEGINNING, {}

    def follow(self) -> bool:
        """A page of changes, each of which must fit the copy."""
        page = replication.changes(self.motion.database, self.where, self.since, self.limit)
        for change in page.items:
            if change.kind is feed.ChangeKind.DELETED:
                assert self.copy.pop(change.id) == quote_record(self.of(change.before))
            else:
                before = quote_record(change.before) if change.before is not None else None
                assert self.copy.get(change.id) == (before if change.kind is feed.ChangeKind.CHANGED else None)
                self.copy[change.id] = quote_record(self.of(change.after))
        self.since, self.pages = page.next_since, self.pages + 1
        self.check()
        return page.more

    def check(self) -> None:
        """The copy is what the archive was at the position, to the letter."""
        then = self.motion.states.get(self.since)
        if then is not None:
            assert self.copy == selected(then, self.where)

    @staticmethod
    def of(view: QuoteView | None) -> QuoteView:
        assert view is not None
        return view


class Bootstrapped(Follower):
    """A copy begun with the stream of the list, read while others write; then the changes, each taken as it comes."""

    listing: Iterator[QuoteView] | None

    def begin(self) -> None:
        """Ask for the list."""
        self.copy = {}
        self.since, self.listing = replication.stream(self.motion.database, self.where, Sort.NEWEST)

    def follow(self) -> bool:
        """Some lines of the list, or a page of changes."""
        self.pages += 1
        if self.listing is None:
            return self.take()
        lines = list(islice(self.listing, self.limit))
        self.copy |= {quote.id: quote_record(quote) for quote in lines}
        if len(lines) < self.limit:
            self.listing = None
        return True

    def take(self) -> bool:
        """A page of changes; what the list showed may be older or newer than a change that follows."""
        page = replication.changes(self.motion.database, self.where, self.since, self.limit)
        for change in page.items:
            if change.kind is feed.ChangeKind.DELETED:
                self.copy.pop(change.id, None)
            else:
                self.copy[change.id] = quote_record(self.of(change.after))
        self.since = page.next_since
        return page.more


class Paged(Bootstrapped):
    """The same with pages of the list instead of the stream."""

    def begin(self) -> None:
        """Ask for the first page, which says where changes go on."""
        page = self.page(None)
        self.copy, self.since, self.listing = {}, page.since or "", self.pages_from(page)

    def page(self, cursor: str | None) -> Page[QuoteView]:
        """A page of the list."""
        return self.motion.services.quotes(self.where, self.limit, cursor)

    def pages_from(self, page: Page[QuoteView]) -> Iterator[QuoteView]:
        """The quotations of a page and of those after it, each read when it is its turn."""
        yield from page.items
        while page.next_cursor is not None:
            page = self.page(page.next_cursor)
            yield from page.items


def selected(state: dict[str, Record], where: QuoteFilter) -> dict[str, Record]:
    """The part of a state that a filter means, by the records alone."""
    return {key: record for key, record in state.items() if meets(record, where)}


def meets(record: dict[str, Any], where: QuoteFilter) -> bool:
    """The filters that the tests use, said again in terms of the record."""
    speaker, article = record["speaker"], record["article"]
    published = article["published_at"]
    begin, end = (
        moment and f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (where.published_from, where.published_before)
    )
    return (
        (not where.speaker or (speaker is not None and speaker["id"] in where.speaker))
        and (not where.source or article["source"] in where.source)
        and (not where.type or record["type"] in where.type)
        and (begin is None or (published is not None and published >= begin))
        and (end is None or (published is not None and published < end))
        and (where.q is None or where.q in record["text"])
    )
