"""Link a made archive: ``python -m benchmarks.speakers [--speakers 100000] [--small 1000] [--added 300]``.

Prints the precision and recall of links while the archive grows and once it is large, and what adding the same
articles costs in an archive of few speakers and of many, one after the other in turns.
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

from api.store import Database, articles, upgrade
from api.store.identity.casting import identity_key
from api.store.identity.tables import Appearance
from api.store.models import Speaker

from . import people
from .articles import Made, made

BATCH = 200
REPORTED = 5_000


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


def grow(database: Database, everyone: list[people.Person], judge: Judge, chance: random.Random) -> int:
    """Add articles until everybody was quoted, and some on people drawn by fame; returns how many."""
    plan = [(person, True) for person in everyone if person.number % 3 == 0]
    plan += [(everyone[int(len(everyone) * chance.random() ** 3)], False) for _ in range(len(everyone) // 10)]
    chance.shuffle(plan)
    for start in range(0, len(plan), BATCH):
        with database.writing() as session:
            for number, (person, all) in enumerate(plan[start : start + BATCH], start):
                article = made(chance, number, everyone, person, all=all)
                detail, _ = articles.add(session, article.article, article.quotations)
                judge.look(session, detail.id, article)
                session.expunge_all()
        if start % REPORTED == REPORTED - BATCH:
            judge.report(f"after {start + BATCH} articles")
    return len(plan)


def cost(database: Database, batch: list[Made]) -> list[float]:
    """Seconds that it takes to add each article in a transaction of its own."""
    found = []
    for article in batch:
        begin = time.perf_counter()
        with database.writing() as session:
            articles.add(session, article.article, article.quotations)
        found.append(time.perf_counter() - begin)
    return found


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--added", type=int, default=300)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    stores = {}
    for count in (options.small, options.speakers):
        chance = random.Random(count)
        everyone, judge = people.made(count), Judge()
        database = Database(folder / f"{count}.db")
        upgrade(database)
        begin = time.perf_counter()
        added = grow(database, everyone, judge, chance)
        seconds = time.perf_counter() - begin
        print(f"{count} people, {added} articles in {seconds:.0f} s, {1000 * seconds / added:.1f} ms each", flush=True)
        judge.report(f"growing to {count}")
        stores[count] = (database, everyone, judge, chance)
    database, everyone, judge, chance = stores[options.speakers]
    for number in range(2_000):
        article = made(chance, 10**7 + number, everyone, chance.choice(everyone))
        with database.writing() as session:
            detail, _ = articles.add(session, article.article, article.quotations)
            judge.look(session, detail.id, article)
    judge.report(f"in the archive of {options.speakers}")
    times: dict[int, list[float]] = {count: [] for count in stores}
    for turn in range(10):
        for count, (database, everyone, _, chance) in stores.items():
            batch = [
                made(chance, 10**8 + turn * 10**6 + number, everyone, chance.choice(everyone))
                for number in range(options.added // 10)
            ]
            times[count] += cost(database, batch)
    for count, taken in times.items():
        ranked = sorted(taken)
        print(
            f"adding an article to {count}: median {1000 * statistics.median(taken):.2f} ms, "
            f"mean {1000 * statistics.mean(taken):.2f} ms, p95 {1000 * ranked[int(0.95 * len(ranked))]:.2f} ms"
        )
    small, large = (statistics.median(taken) for taken in times.values())
    means = [statistics.mean(taken) for taken in times.values()]
    print(f"ratio of medians {large / small:.2f}, of means {means[1] / means[0]:.2f}")


if __name__ == "__main__":
    main()
