"""What the feed costs, in processor time: writing, reading it, the migration, a merge, trimming.

python -m benchmarks.changes.cost [QUOTES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from alembic import command

from api.operations.curation import Curation
from api.store import ArticleInput, Database, QuoteFilter, upgrade
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.changes import feed, positions
from api.store.changes.trimming import trim
from api.store.quotes import quotes
from api.store.schema import alembic_config
from api.store.speakers.corrections import Authorship
from benchmarks.api.archive import Maker, make

from .load import NAMES
from .marks import attribute

BEFORE = "0009"  # the migration before the feed


def spent(work: Callable[[], object], times: int = 1) -> float:
    """The median of the milliseconds of processor time that it takes."""
    found = []
    for _ in range(times):
        begin = time.process_time()
        work()
        found.append((time.process_time() - begin) * 1000)
    return median(found)


def show(what: str, milliseconds: float) -> None:
    """One line."""
    print(f"{what:<60} {milliseconds:10.2f} ms")


def writing(folder: Path) -> None:
    """Articles of ten quotations, one after another."""
    database, random_ = Database(folder / "writing.db"), random.Random(1)
    upgrade(database)

    def add(url: str | None = None) -> None:
        said = (f"“Word {random_.random()},” {random_.choice(NAMES)} said." for _ in range(10))
        article = ArticleInput(" ".join(said), "Post", url)
        found = attribute(article.text)
        with database.writing() as session:
            articles.add(session, validate(article), found)

    def delete() -> None:
        with database.writing() as session:
            articles.delete(session, kept.pop())

    for number in range(50):
        add(f"https://news.example/{number}")
    show("adding an article of ten quotations", spent(add, 150))
    numbers = iter(range(50))
    show("revising one", spent(lambda: add(f"https://news.example/{next(numbers)}"), 50))
    kept = Curation(database).article_ids()
    show("deleting one", spent(delete, 50))


def reading(folder: Path, count: int) -> None:
    """A made archive, as if it had had no feed before."""
    database = Database(folder / "reading.db")
    make(database.path, Maker(count))
    with database.write_connection(foreign_keys=False) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, BEFORE)
    database = Database(database.path)
    show(f"the migration of {count:,} quotations", spent(lambda: upgrade(database)))
    with database.snapshot() as reader:
        most = "SELECT speaker_id, count(*) FROM quotation GROUP BY 1 HAVING speaker_id <> '' ORDER BY 2 DESC LIMIT 2"
        (one, _), (other, number) = reader.execute(most).fetchall()
        every, nothing = QuoteFilter(), QuoteFilter(article=("none",))
        now = positions.now(reader)
        show("a page of 50 of the list", spent(lambda: quotes.find(reader, every), 200))
        show("a page of 50 of the feed", spent(lambda: feed.find(reader, every), 200))
        show("2,000 changes of which a filter finds none", spent(lambda: feed.find(reader, nothing), 20))
        show("asking where there is nothing new", spent(lambda: feed.find(reader, every, now), 200))
    authorship = Authorship("a benchmark", "to measure it")
    size = database.path.stat().st_size
    show(f"merging a speaker of {number:,} quotations", spent(lambda: Curation(database).merge(other, one, authorship)))
    print(f"{'the file is larger by':<60} {database.path.stat().st_size - size:10,} bytes")
    show("trimming everything", spent(lambda: trim(database, 0)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        writing(Path(made))
        reading(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
