"""Link a made archive: ``python -m benchmarks.speakers [--speakers 100000] [--small 1000] [--added 3000]``.

Everybody is put into the archive as the one record that they are. Then articles are linked that quote known people
and, one in ten, people whom the archive does not know; the precision of links is that of names in full. At last the
same number of articles is added to the archive of few speakers and to that of many, in turns, each article in a
transaction of its own. ``--grow`` also grows an archive from nothing by linking alone, for so many articles.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import Database, upgrade
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.identity.article_mentions import identity_key
from api.store.identity.tables import Appearance
from api.store.models import Speaker

from . import people
from .articles import Made, made
from .loading import load, speaker_id

BATCH = 200


class Judge:
    """Knows who each record is: the person for whom it was made."""

    def __init__(self) -> None:
        self.owners: dict[str, int] = {}
        self.records: dict[int, set[str]] = {}
        self.tally: Counter[str] = Counter()

    def look(self, session: Session, article_id: str, article: Made) -> None:
        """Count what became of the names of an article."""
        query = (
            select(Appearance.key, Speaker.id, Speaker.identified)
            .join(Speaker)
            .where(Appearance.article_id == article_id)
        )
        found = {key: (speaker_id, identified) for key, speaker_id, identified in session.execute(query)}
        for name, (person, described) in article.meant.items():
            speaker_id, identified = found[identity_key("person", name)]
            group = "described" if described else "bare"
            known = person in self.records
            if not identified:
                self.tally[f"{group} unresolved"] += 1
            elif speaker_id not in self.owners:
                self.owners[speaker_id] = person
                self.records.setdefault(person, set()).add(speaker_id)
                self.tally[f"{group} {'missed' if known else 'new'}"] += 1
            else:
                right = self.owners[speaker_id] == person
                self.tally[f"{group} {'right' if right else 'wrong'}"] += 1

    def report(self, title: str) -> None:
        """Print precision and recall by group, and begin to count anew."""
        for group in ("described", "bare"):
            right, wrong, missed, new, unresolved = (
                self.tally[f"{group} {what}"] for what in ("right", "wrong", "missed", "new", "unresolved")
            )
            print(
                f"{title}, {'full name and role' if group == 'described' else 'full name alone'}: "
                f"precision {right / max(right + wrong, 1):.4f} ({right} right, {wrong} wrong), "
                f"{missed} made anew, {unresolved} left undecided, {new} new",
                flush=True,
            )
        right = self.tally["described right"] + self.tally["bare right"]
        wrong = self.tally["described wrong"] + self.tally["bare wrong"]
        print(f"{title}, all: precision {right / max(right + wrong, 1):.4f}", flush=True)
        self.tally.clear()


def grow(database: Database, everyone: list[people.Person], judge: Judge, chance: random.Random, count: int) -> None:
    """Add so many articles to an empty archive: nearly all of their speakers are new to it."""
    plan = [(person, True) for person in everyone if person.number % 3 == 0]
    plan += [(everyone[int(len(everyone) * chance.random() ** 3)], False) for _ in range(len(everyone) // 10)]
    chance.shuffle(plan)
    for start in range(0, min(len(plan), count), BATCH):
        with database.writing() as session:
            for number, (person, all) in enumerate(plan[start : start + BATCH], start):
                article = made(chance, number, everyone, person, all=all)
                detail, _ = articles.add(session, validate(article.article), article.quotations)
                judge.look(session, detail.id, article)
                session.expunge_all()


def cost(database: Database, batch: list[Made]) -> list[float]:
    """Seconds that it takes to add each article in a transaction of its own."""
    found = []
    for article in batch:
        begin = time.perf_counter()
        with database.writing() as session:
            articles.add(session, validate(article.article), article.quotations)
        found.append(time.perf_counter() - begin)
    return found


def link(database: Database, everyone: list[people.Person], judge: Judge, count: int, chance: random.Random) -> None:
    """Link articles, one in ten on somebody whom the archive does not know."""
    strangers = people.made(len(everyone), seed=2)
    for start in range(0, count, BATCH):
        with database.writing() as session:
            for number in range(start, min(start + BATCH, count)):
                stranger = chance.random() < 0.1
                who = chance.choice(strangers if stranger else everyone)
                article = made(chance, 10**7 + number, strangers if stranger else everyone, who)
                if stranger:
                    article.meant.update({name: (-1 - n, told) for name, (n, told) in article.meant.items()})
                detail, _ = articles.add(session, validate(article.article), article.quotations)
                judge.look(session, detail.id, article)
                session.expunge_all()


def loaded(folder: Path, count: int) -> tuple[Database, list[people.Person], Judge, random.Random]:
    """An archive of so many speakers, with who they are."""
    chance, everyone, judge = random.Random(count), people.made(count), Judge()
    database = Database(folder / f"{count}.db")
    upgrade(database)
    begin = time.perf_counter()
    load(database, everyone, chance)
    judge.owners = {speaker_id(person): person.number for person in everyone}
    judge.records = {person.number: {speaker_id(person)} for person in everyone}
    print(f"{count} people loaded in {time.perf_counter() - begin:.0f} s", flush=True)
    return database, everyone, judge, chance


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--added", type=int, default=3_000)
    parser.add_argument("--timed", type=int, default=300)
    parser.add_argument("--grow", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    if options.grow:
        database, judge = Database(folder / "grown.db"), Judge()
        upgrade(database)
        grow(database, people.made(options.speakers), judge, random.Random(3), options.grow)
        judge.report("grown from nothing")
    stores = {count: loaded(folder, count) for count in (options.small, options.speakers)}
    database, everyone, judge, chance = stores[options.speakers]
    link(database, everyone, judge, options.added, chance)
    judge.report(f"in the archive of {options.speakers}")
    times: dict[int, list[float]] = {count: [] for count in stores}
    for turn in range(10):
        for count, (database, everyone, _, chance) in stores.items():
            batch = [
                made(chance, 10**8 + turn * 10**6 + number, everyone, chance.choice(everyone))
                for number in range(options.timed // 10)
            ]
            times[count] += cost(database, batch)
    for count, taken in times.items():
        ranked = sorted(taken)
        print(
            f"adding an article to {count}: median {1000 * statistics.median(taken):.2f} ms, "
            f"mean {1000 * statistics.mean(taken):.2f} ms, p95 {1000 * ranked[int(0.95 * len(ranked))]:.2f} ms"
        )
    few, many = times.values()
    print(
        f"ratio of medians {statistics.median(many) / statistics.median(few):.2f}, "
        f"of means {statistics.mean(many) / statistics.mean(few):.2f}"
    )


if __name__ == "__main__":
    main()
