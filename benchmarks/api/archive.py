"""Makes an archive of any number of quotations, skewed as news is: few speakers and outlets have most of them.

python -m benchmarks.api.archive ADDRESS [QUOTES]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from orjson import dumps

from api.store import Database, upgrade
from api.store.database import plain
from api.store.dialects import PlainConnection, dialect_of
from api.store.list_order import end_number
from api.store.mapping import derived_id, order_key
from api.store.names import source_key
from api.store.search_folding import fold
from attribution.language.name_key import name_key
from attribution.model import (
    Cue,
    Evidence,
    Factor,
    Factuality,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    text_digest,
    to_record,
)

SOURCES, DAYS = 200, 3650
START = datetime(2014, 1, 1, tzinfo=UTC)
GIVEN = "Ana Bo Carl Dina Emil Fay Gus Hana Ivan Jo Kai Lea Max Nora Omar Pia Quin Rosa Sam Tara".split()
SYLLABLES = "ka lo mi ra ten vor sel han dor bel ist ung mar tin ros wen gar fel nor lin".split()
TYPES = tuple(map(QuotationType, ("direct", "direct", "mixed", "indirect")))
FACTORS = tuple(Factor(name, 0.37) for name in ("cue_role", "source_role", "passage", "same_sentence", "distance"))
CUES = [("said", "say"), ("told", "tell"), ("added", "add"), ("wrote", "write"), ("warned", "warn")]


def weights(count: int, skew: float) -> list[float]:
    """Zipf's law, summed up for ``random.choices``."""
    return list(accumulate(1 / (rank + 3) ** skew for rank in range(count)))


def names(count: int, random_: random.Random) -> list[str]:
    """Different names of persons."""
    found: dict[str, None] = {}
    while len(found) < count:
        family = "".join(random_.choices(SYLLABLES, k=random_.choice((2, 3)))).capitalize()
        found[f"{random_.choice(GIVEN)} {family}"] = None
    return list(found)


class Maker:
    """All choices of one archive, by a fixed seed."""

    def __init__(self, quotes: int) -> None:
        self.random = random.Random(5)
        self.quotes = quotes
        self.speakers = names(max(quotes // 40, 200), self.random)
        self.by_speaker = weights(len(self.speakers), 0.9)
        self.sources = [f"The {name.split()[1]} Post" for name in names(SOURCES, self.random)]
        self.by_source = weights(SOURCES, 1.0)
        letters = ["".join(self.random.choices(SYLLABLES, k=k)) for k in (1, 2, 3) for _ in range(10_000)]
        self.words = list(dict.fromkeys(["the", "of", "climate", "election", "minister", *letters]))
        self.by_word = weights(len(self.words), 1.0)
        self.speaker_ids = [derived_id("speaker", "person", name_key(name)) for name in self.speakers]
        self.source_ids = [derived_id("source", source_key(name)) for name in self.sources]

    def sentence(self) -> str:
        """What somebody said: 6 to 40 words."""
        words = self.random.choices(self.words, cum_weights=self.by_word, k=self.random.randint(6, 40))
        return " ".join(words).capitalize()

    def articles(self) -> Iterator[tuple[tuple[object, ...], list[tuple[object, ...]]]]:
        """Rows of articles with the rows of their quotations."""
        made = 0
        taken: dict[int, int] = {}
        moments = [START + timedelta(seconds=self.random.randrange(DAYS * 86_400)) for _ in range(self.quotes)]
        while made < self.quotes:
            count = min(self.random.randint(3, 17), self.quotes - made)
            published = moments[made]
            article, quotes = self.article(made, count, published, taken)
            made += count
            yield article, quotes

    def article(
        self, number: int, count: int, published: datetime, taken: dict[int, int]
    ) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
        """One article, whose quotations stand one after the other."""
        (outlet,) = self.random.choices(range(SOURCES), cum_weights=self.by_source)
        chosen = self.random.choices(range(len(self.speakers)), cum_weights=self.by_speaker, k=max(1, count // 3))
        key, identifier = order_key(published), derived_id("article", "benchmark", str(number))
        place = taken.get(key, end_number(key)) - count
        taken[key] = place
        stamp = published.strftime("%Y-%m-%d %H:%M:%S.%f")
        parts, quotes, at = [], [], 0
        for position in range(count):
            text, (cue, lemma) = self.sentence(), self.random.choice(CUES)
            speaker = self.random.choice(chosen) if self.random.random() < 0.9 else None
            name = self.speakers[speaker] if speaker is not None else "someone"
            printed = f"“{text},” {name} {cue}. "
            start, end = at + 1, at + 1 + len(text)
            mention = Mention(name, end + 2, end + 2 + len(name))
            kind = self.random.choice(TYPES)
            said = Quotation(
                id=derived_id("quotation", identifier, str(position)),
                type=kind,
                text=text,
                spans=(Span(start, end),),
                quoted=(Span(start, end),) if kind is not QuotationType.INDIRECT else (),
                cue=Cue(cue, lemma, mention.end + 1, mention.end + 1 + len(cue)),
                mention=mention,
                speaker=Speaker(name, SpeakerKind.PERSON) if speaker is not None else None,
                reported_by=None,
                confidence=round(self.random.random(), 2),
                factuality=self.random.choices((Factuality.ASSERTED, Factuality.DENIED), (49, 1))[0],
                evidence=Evidence("subject_of_cue", (name,), None if speaker is not None else Reason.NO_CUE, FACTORS),
            )
            record = to_record(said)
            evidence = record.pop("evidence")
            quotes.append((
                place + position, said.id, identifier, position, key, self.source_ids[outlet],
                self.speaker_ids[speaker] if speaker is not None else None, "person" if speaker is not None else None,
                dumps(record).decode(), dumps(evidence).decode(), stamp, fold(text),
            ))  # fmt: skip
            parts.append(printed)
            at += len(printed)
        body = "".join(parts)
        return (
            identifier, self.source_ids[outlet], f"https://news.example/{number}", f"Headline {number}", stamp, key,
            body, text_digest(body), stamp, stamp, 1, stamp,
        ), quotes  # fmt: skip


ARTICLE = """id, source_id, url, title, published_at, order_key, text, text_sha256, created_at, updated_at, revision,
    revised_at"""
QUOTATION = """number, id, article_id, position, order_key, source_id, speaker_id, linked_kind, record, evidence,
    updated_at, folded"""
DAY = f"({date(1970, 1, 1).toordinal() * 86_400} - (number >> 24)) / 86400"
# What the triggers of an archive, and the end of a transaction, would have written one quotation after the other.
COUNTED = {
    "type": "type",
    "factuality": "coalesce(factuality, '')",
    "source": "source_id",
    "speaker": "speaker_id",
    "day": f"CAST({DAY} AS TEXT)",
}
WRITTEN_BY_TRIGGERS = (
    *(
        f"INSERT INTO tally (facet, key, count) SELECT {name}, {key}, count(*) FROM quotation "
        f"WHERE {key} IS NOT NULL GROUP BY 1, 2"
        for facet, key in COUNTED.items()
        for name in (f"'{facet}'", *([f"'{facet}/' || type"] if facet != "type" else []))
    ),
    "INSERT INTO change (number, quote_id, before) SELECT 1, id, NULL FROM quotation ORDER BY number",
    "INSERT INTO change_commit (number, mark, last) SELECT 1, 'benchmark', max(seq) FROM change",
)


def make(address: str | Path, maker: Maker) -> None:
    """Write the archive: the indexes are built at the end."""
    database = Database(address)
    upgrade(database)
    with database.write_connection(foreign_keys=False) as connection:
        writer = plain(connection)
        with dialect_of(writer).copying(writer):
            write(writer, maker)
            for statement in WRITTEN_BY_TRIGGERS:
                writer.execute(statement)
    database.close()


def write(writer: PlainConnection, maker: Maker) -> None:
    """Write all rows."""

    def add(table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
        dialect_of(writer).write_rows(writer, table, [name.strip() for name in columns.split(",")], rows)

    named = dict(zip(maker.source_ids, maker.sources, strict=True))
    add("source", "id, name, key", [(identifier, name, source_key(name)) for identifier, name in named.items()])
    speakers: list[tuple[object, ...]] = []
    aliases: list[tuple[object, ...]] = []
    tokens: list[tuple[object, ...]] = []
    for number, (identifier, name) in enumerate(zip(maker.speaker_ids, maker.speakers, strict=True), 1):
        key = name_key(name)
        speakers.append((identifier, name, "person", key, False))
        aliases.append((number, identifier, name, key, 1))
        tokens += [(token, number) for token in set(key.split())]
    add("speaker", "id, name, kind, key, identified", speakers)
    add("speaker_alias", "id, speaker_id, form, key, count", aliases)
    add("alias_token", "token, alias_id", tokens)
    made = maker.articles()
    while part := list(islice(made, 200)):
        add("article", ARTICLE, [article for article, _ in part])
        add("quotation", QUOTATION, [row for _, rows in part for row in rows])


if __name__ == "__main__":
    make(sys.argv[1], Maker(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000))
