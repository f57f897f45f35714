"""An archive in motion: every kind of write there is, drawn by a seed, on a clock that also goes back."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pytest

from api.http.representations.records import quote_record
from api.operations.curation import Curation
from api.operations.services import Services
from api.store import ArticleInput, Database, NotFound, QuoteFilter
from api.store.articles import articles
from api.store.changes import positions
from api.store.errors import InvalidInput
from api.store.quotes import quotes
from api.store.speakers.amendments import Amendment, SpeakerChoice
from api.store.speakers.corrections import Authorship
from attribution.model import QuotationType, Span

from ...fakes import FakeAttributor, attribute

Record = dict[str, Any]
AUTHORSHIP = Authorship("a tester", "to move things")
NAMES = ("Ada Byron", "Bob Stone", "Carl Drake", "Dina Moss", "Ada BYRON", "Robert Stone", "Byron")
SOURCES = ("Morning Post", "Al Jazeera", None)
CLOCKS = (
    "articles.articles", "speakers.amendments", "speakers.corrections", "speakers.curation", "speakers.linking",
    "speakers.relinking",
)  # fmt: skip


class Clock(datetime):
    """The time, which goes on, stands still, and goes back."""

    moment = datetime(2024, 3, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The time at present."""
        return cls.moment


class Motion:
    """The archive, and what each of its numbers stood for."""

    def __init__(self, database: Database, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in CLOCKS:
            monkeypatch.setattr(f"api.store.{module}.datetime", Clock)
        self.random = random.Random(seed)
        self.database = database
        self.services = Services(database, FakeAttributor())
        self.curation = Curation(database)
        self.states: dict[str, dict[str, Record]] = {positions.BEGINNING: {}}
        self.refused = 0
        self.done: dict[str, int] = {}
        self.moves: tuple[Callable[[], object], ...] = (
            self.add, self.add, self.add, self.revise, self.revise, self.delete, self.retitle, self.redate,
            self.reread, self.correct, self.correct, self.resize, self.deny, self.restore, self.merge,
            self.split, self.relink,
        )  # fmt: skip

    def step(self) -> None:
        """One write of some kind; what is refused changes nothing."""
        Clock.moment += timedelta(seconds=self.random.choice((-3600, -1, 0, 0, 1, 5)))
        move = self.random.choice(self.moves)
        try:
            move()
            self.done[move.__name__] = self.done.get(move.__name__, 0) + 1
        except (InvalidInput, NotFound, IndexError):
            self.refused += 1
        self.note()

    def note(self) -> None:
        """Remember what the archive holds at its present position."""
        with self.database.snapshot() as reader:
            self.states.setdefault(positions.now(reader), self.now(reader))

    @staticmethod
    def now(reader: Any, where: QuoteFilter | None = None) -> dict[str, Record]:
        """What a list shows with everything, by identifier."""
        found = quotes.find(reader, where or QuoteFilter(), limit=1000).items
        return {quote.id: quote_record(quote) for quote in found}

    def add(self) -> None:
        said = [f"“{self.words()},” {self.random.choice(NAMES)} said." for _ in range(self.random.randint(1, 4))]
        url = f"https://a.example/{self.random.randrange(12)}" if self.random.random() < 0.7 else None
        self.services.add_article(
            ArticleInput(" ".join(said), self.random.choice(SOURCES), url, self.words(), self.day())
        )

    def revise(self) -> None:
        article = self.article()
        text = f"{article.text} “{self.words()},” {self.random.choice(NAMES)} said."
        text = text.partition(" said. ")[2] or text if self.random.random() < 0.5 else text
        self.services.add_article(ArticleInput(text, article.source and article.source.name, article.url))

    def delete(self) -> None:
        self.services.delete_article(self.article().id, lambda found: None)

    def retitle(self) -> None:
        self.services.change_article(self.article().id, {"title": self.words()}, lambda found: None)

    def redate(self) -> None:
        self.services.change_article(self.article().id, {"published_at": self.day()}, lambda found: None)

    def reread(self) -> None:
        article = self.article()
        read = attribute(article.text)
        kept = [quotation for quotation in read if self.random.random() < 0.8]
        with self.database.writing() as session:
            articles.replace_quotations(session, article.id, self.random.choice((read, kept)))

    def correct(self) -> None:
        quote = self.quote()
        named = SpeakerChoice(name=self.random.choice(NAMES))
        if self.random.random() < 0.5:
            named = SpeakerChoice(id=self.random.choice(self.speakers()))
        kind = self.random.choice((None, QuotationType.INDIRECT, QuotationType.MIXED))
        self.curation.amend(quote, Amendment(speaker=named, type=kind), AUTHORSHIP)

    def resize(self) -> None:
        quote = self.services.quote(self.quote())
        last = quote.spans[-1]
        shorter = (*quote.spans[:-1], Span(last.start, max(last.start + 1, last.end - 1)))
        self.curation.amend(quote.id, Amendment(spans=shorter), AUTHORSHIP)

    def deny(self) -> None:
        self.curation.amend(self.quote(), Amendment(is_quotation=False), AUTHORSHIP)

    def restore(self) -> None:
        said = [c.quote_id for c in self.curation.corrections(200, None).items if c.quote_id is not None]
        self.curation.amend(self.random.choice(said), Amendment(is_quotation=True), AUTHORSHIP)

    def merge(self) -> None:
        self.curation.merge(self.random.choice(self.speakers()), self.random.choice(self.speakers()), AUTHORSHIP)

    def split(self) -> None:
        quote = self.services.quote(self.quote())
        self.curation.split(quote.speaker_id or "", [quote.article_id], [], None, AUTHORSHIP)

    def relink(self) -> None:
        self.curation.relink()

    def article(self) -> Any:
        return self.services.article(self.random.choice(self.curation.article_ids()))

    def quote(self) -> str:
        return self.random.choice(sorted(quote.id for quote in self.services.quotes(QuoteFilter(), 200, None).items))

    def speakers(self) -> list[str]:
        return [speaker.id for speaker in self.services.speakers(None, 200, None).items]

    def words(self) -> str:
        return " ".join(self.random.choices("We shall see what the climate of talks brings Zürich".split(), k=4))

    def day(self) -> datetime | None:
        return self.random.choice((None, *(datetime(2023, 6, day, tzinfo=UTC) for day in (1, 1, 2, 3, 20))))
