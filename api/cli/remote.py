"""A Saidby service on another machine: sends it batches of articles, and asks what became of them."""

from __future__ import annotations

import gzip
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import click

TIMEOUT = 60.0  # seconds for one response
PATIENCE = 60.0  # seconds for which requests are repeated while the service cannot be reached or is busy
BUSY = (429, 502, 503, 504)


class RemoteArchive:
    """The API of a service. Repeating a request does no harm: an article is stored once however often it is sent."""

    def __init__(self, url: str, key: str | None) -> None:
        """``url`` is the service's address, ``key`` an API key with the scope ingest, if it needs one.

        Raises ``BadParameter`` if the address is not an HTTP address.
        """
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise click.BadParameter(f'"{url}" is not the address of a service, such as https://saidby.example')
        self.url = url.rstrip("/")
        self.key = key

    def submit(self, lines: bytes) -> dict[str, Any]:
        """Queue articles in NDJSON; returns their job. Raises ``ClickException``."""
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        return self._request("POST", "/v1/articles/batch", gzip.compress(lines, 5), headers)

    def job(self, job_id: str) -> dict[str, Any]:
        """A job as it is now. Raises ``ClickException``."""
        return self._request("GET", f"/v1/jobs/{job_id}")

    def failures(self, job_id: str) -> Iterator[dict[str, Any]]:
        """The failed submissions of a job. Raises ``ClickException``."""
        cursor = ""
        while True:
            page = self._request("GET", f"/v1/jobs/{job_id}/submissions?status=failed&limit=200{cursor}")
            yield from page["data"]
            if page["next_cursor"] is None:
                return
            cursor = f"&cursor={page['next_cursor']}"

    def _request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The JSON of a response; the request is repeated while the service is busy or cannot be reached."""
        headers = {"Accept": "application/json", **(headers or {})}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        end, wait = time.monotonic() + PATIENCE, 0.5
        while True:
            request = urllib.request.Request(self.url + path, body, headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                    found = json.load(response)
                if isinstance(found, dict):
                    return found
                raise click.ClickException(f"{self.url} is not a Saidby service")
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in BUSY or time.monotonic() >= end:
                        raise click.ClickException(f"{self.url}: {_reason(error)}") from None
                    wait = max(wait, _retry_after(error))
            except (OSError, http.client.HTTPException) as error:
                if time.monotonic() >= end:
                    raise click.ClickException(f"{self.url} does not respond: {error}") from None
            except ValueError:
                raise click.ClickException(f"{self.url} is not a Saidby service: its response is not JSON") from None
            time.sleep(min(wait, max(end - time.monotonic(), 0)))
            wait = min(2 * wait, 10.0)


def _reason(error: urllib.error.HTTPError) -> str:
    """What a problem response says."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"{error.code} {error.reason}"


def _retry_after(error: urllib.error.HTTPError) -> float:
    text = error.headers.get("Retry-After") or ""
    return float(text) if text.isdigit() else 0.0
