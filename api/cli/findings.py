"""Findings about quotations for people to read: the verdict, the difference word by word, and the place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from .messages import plain

WIDTH = 96
INDENT = "      "
COLOURS = {"ok": "green", "look": "yellow", "stop": "red"}
MEANINGS = {
    "verbatim": "in these words",
    "altered": "in other words",
    "truncated": "cut out of a longer quotation",
    "spliced": "joined from pieces",
    "other_speaker": "said by somebody else",
    "paraphrased": "paraphrased",
    "denied": "denied, or said not to have been said",
    "not_found": "not found in what was searched",
}
SHOWN_PLACES = 2


def item(head: str, verdict: str, findings: Sequence[str], asked: str, matches: Sequence[Mapping[str, Any]]) -> str:
    """A quotation with its findings and the best places, in a few lines; click removes colours where none are shown."""
    said = " and ".join(MEANINGS[finding] for finding in findings)
    lines = [f"{click.style(f'{verdict.upper():4}', fg=COLOURS[verdict], bold=True)}  {head}: {said}"]
    lines += _wrapped(f"“{plain(asked)}”")
    for match in matches[: len(matches) if "spliced" in findings else SHOWN_PLACES]:
        lines += _place(match, reported=verdict == "ok" or "paraphrased" in findings)
    return "\n".join(lines) + "\n"


def _place(match: Mapping[str, Any], *, reported: bool) -> Iterator[str]:
    """Where the words stand, and how they differ; ``reported``: only as they stand there."""
    where = match.get("source") or _article(match.get("quote"))
    who = match.get("speaker") or ((match.get("quote") or {}).get("speaker") or {}).get("name")
    at = f" at {match['time']}" if match.get("time") else ""
    yield f"{INDENT}{click.style(f'{plain(who)}, ' if who else '', bold=True)}{plain(where)}{at}:"
    yield from _wrapped(plain(match["text"]) if reported else "".join(_marked(match["differences"])).strip())
    if match["turns"] and not reported:
        cut = match["cut"] or {"before": "", "after": ""}
        rest = " ... ".join(filter(None, (plain(cut["before"])[-60:], plain(cut["after"])[:60])))
        yield f"{INDENT}left out, which turns the meaning ({', '.join(match['turns'])}): {rest}"
    if match.get("link"):
        yield f"{INDENT}{match['link']}"


def _article(quote: Mapping[str, Any] | None) -> str:
    article = (quote or {}).get("article") or {}
    date = (article.get("published_at") or "")[:10]
    return ", ".join(filter(None, (article.get("source") or article.get("title") or "the archive", date)))


def _marked(differences: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The printed wording: {-printed-} is missing or changed in what is asked, {+asked+} is not printed."""
    for part in differences:
        asked, printed = plain(part["asked"]), plain(part["printed"])
        if part["change"] == "kept":
            yield f"{printed} "
        elif part["change"] == "omitted":
            yield f"({printed}) "
        else:
            yield click.style(f"{{-{printed}-}}", fg="red") + " " if printed else ""
            yield click.style(f"{{+{asked}+}}", fg="green") + " " if asked else ""


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT) or [INDENT]
