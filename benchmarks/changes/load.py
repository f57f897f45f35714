"""Writers at work: articles come, are revised, retitled, redated and deleted, and quotations are corrected."""

from __future__ import annotations

import random
import threading
import time

from .copies import Client

NAMES = ("Ada Byron", "Bob Stone", "Carl Drake", "Dina Moss", "Emil Lund")
SOURCES = ("Morning Post", "Al Jazeera", "The Daily")


class Writer(threading.Thread):
    """One writer, with articles of its own."""

    def __init__(self, client: Client, seed: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self.client, self.seed, self.seconds = client, seed, seconds
        self.random = random.Random(seed)
        self.articles: dict[str, str] = {}  # identifiers by address
        self.quotes: list[str] = []
        self.made = self.writes = 0

    def run(self) -> None:
        """Write until the time is over."""
        end = time.monotonic() + self.seconds
        moves = [self.add] * 5 + [self.revise] * 2 + [self.delete, self.retitle, self.redate, self.correct]
        while time.monotonic() < end:
            self.random.choice(moves)()
            self.writes += 1

    def add(self) -> None:
        """An article of some quotations, of any day of the year."""
        self.made += 1
        self.put(f"https://news.example/{self.seed}/{self.made}")

    def put(self, url: str) -> None:
        """A text under an address; its date says where in the list it stands."""
        said = (f"“Word {self.random.randrange(10**6)},” {name} said." for name in self.random.choices(NAMES, k=6))
        article = {"text": " ".join(said), "url": url, "source": SOURCES[len(url) % 3], "published_at": self.day()}
        stored = self.client.send("POST", "/v1/articles", article)
        if stored is not None:
            self.articles[url] = stored["id"]
            self.quotes += [quote["id"] for quote in stored["quotations"]]

    def revise(self) -> None:
        """Another text for an article."""
        if self.articles:
            self.put(self.random.choice(list(self.articles)))

    def delete(self) -> None:
        """An article less."""
        if self.articles:
            url = self.random.choice(list(self.articles))
            self.client.send("DELETE", f"/v1/articles/{self.articles.pop(url)}")

    def retitle(self) -> None:
        """Another title."""
        self.describe({"title": f"Title {self.random.randrange(10**6)}"})

    def redate(self) -> None:
        """Another day."""
        self.describe({"published_at": self.day()})

    def describe(self, changes: dict[str, str]) -> None:
        """Something else about an article."""
        if self.articles:
            self.client.send("PATCH", f"/v1/articles/{self.random.choice(list(self.articles.values()))}", changes)

    def correct(self) -> None:
        """Another speaker."""
        if self.quotes:
            correction = {"speaker": {"name": self.random.choice(NAMES)}, "by": "a writer", "why": "to see it move"}
            self.client.send("PATCH", f"/v1/quotes/{self.random.choice(self.quotes)}", correction)

    def day(self) -> str:
        """A day of the year."""
        return f"2024-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
