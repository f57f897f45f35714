"""Two ways to keep a copy, as a client would write them after the documentation."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

Record = dict[str, Any]
PAUSE = 0.15  # seconds that a client takes for a page


class Client:
    """A client of the service at an address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str, accept: str = "application/json", **query: Any) -> tuple[bytes, dict[str, str]]:
        """Body and headers of the answer."""
        url = f"{self.address}{path}?{urllib.parse.urlencode(query, doseq=True)}"
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=60) as answer:
            return answer.read(), {name.lower(): value for name, value in answer.headers.items()}

    def json(self, path: str, **query: Any) -> Any:
        """The answer's content."""
        return json.loads(self.get(path, **query)[0])

    def send(self, method: str, path: str, content: Any = None) -> Any:
        """What a write answers; ``None`` where it was refused, as others write too."""
        headers = {"Content-Type": "application/json"} | ({"If-Match": "*"} if method != "POST" else {})
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.address + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            error.close()
            return None

    def archive(self, **filters: Any) -> dict[str, Record]:
        """What the list holds, as lines."""
        lines = self.get("/v1/quotes", "application/x-ndjson", **filters)[0].splitlines()
        return {record["id"]: record for record in map(json.loads, lines)}


class Copy:
    """A copy that a way keeps until it is told that nothing is written any more, and then once more."""

    def __init__(self, client: Client, *, pause: float = PAUSE, size: int = 50, **filters: Any) -> None:
        self.client, self.pausing, self.size, self.filters = client, pause, size, filters
        self.kept: dict[str, Record] = {}
        self.pages = 0
        self.over = threading.Event()
        self._pause = threading.Event()

    def run(self) -> None:
        """Rounds until it is over, and two more, so that nothing is missing for want of time."""
        left = 2
        while left:
            left -= self.over.is_set()
            self.round()

    def round(self) -> None:
        """Read what is new."""
        raise NotImplementedError

    def pause(self) -> None:
        """As long as a client takes for a page."""
        self.pages += 1
        self._pause.wait(self.pausing)


class ByMoments(Copy):
    """From the latest ``updated_at`` and ``deleted_at`` seen, as was documented before there was a feed."""

    updated = deleted = ""

    def round(self) -> None:
        """The list since the latest moment, then the deletions."""
        since = {"updated_since": self.updated} if self.updated else {}
        for record in self.walk("/v1/quotes", **self.filters, **since):
            self.kept[record["id"]] = record
            self.updated = max(self.updated, record["updated_at"])
        since = {"since": self.deleted} if self.deleted else {}
        for mark in self.walk("/v1/deletions", **since):
            self.deleted = max(self.deleted, mark["deleted_at"])
            if mark["id"] in self.kept and self.kept[mark["id"]]["updated_at"] <= mark["deleted_at"]:
                del self.kept[mark["id"]]

    def walk(self, path: str, **query: Any) -> list[Record]:
        """All pages of a list."""
        found: list[Record] = []
        while True:
            page = self.client.json(path, limit=self.size, **query)
            found += page["data"]
            self.pause()
            if page["next_cursor"] is None:
                return found
            query["cursor"] = page["next_cursor"]


class ByChanges(Copy):
    """From the list as lines, then by the feed."""

    since = ""

    def round(self) -> None:
        """The list at first; then the changes."""
        if not self.since:
            body, headers = self.client.get("/v1/quotes", "application/x-ndjson", **self.filters)
            self.kept = {record["id"]: record for record in map(json.loads, body.splitlines())}
            self.since = headers["saidby-since"]
        more = True
        while more:
            page = self.client.json("/v1/changes", limit=self.size, since=self.since, **self.filters)
            for change in page["data"]:
                if change["kind"] == "deleted":
                    self.kept.pop(change["id"], None)
                else:
                    self.kept[change["id"]] = change["after"]
            self.since, more = page["next_since"], page["more"]
            self.pause()


WAYS: dict[str, type[Copy]] = {"moments": ByMoments, "changes": ByChanges}
