"""Formats findings about quotations for people: the verdict, the difference word by word, and where it was found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from .messages import single_line

WIDTH = 96
INDENT = "      "
COLOURS = {"ok": "green", "look": "yellow", "stop": "red"}
MEANINGS = {
    "verbatim": "in these words",
    "altered": "in other words",
    "truncated": "cut from a longer quotation",
    "spliced": "joined from several passages",
    "other_speaker": "said by somebody else",
    "paraphrased": "paraphrased",
    "denied": "denied, or reported as never said",
    "not_found": "not found in the sources searched",
}
MAX_MATCHES_SHOWN = 2


def meaning(findings: Sequence[str]) -> str:
    """The findings in words."""
    return " and ".join(MEANINGS[finding] for finding in findings)


def item(
    head: str, verdict: str, findings: Sequence[str], asked: str, matches: Sequence[Mapping[str, Any]], detail: str = ""
) -> str:
    """A quotation with its best matches, in a few lines; the caller removes the colours if needed.

    ``detail``: a sentence on the quotation.
    """
    lines = [f"{click.style(f'{verdict.upper():4}', fg=COLOURS[verdict], bold=True)}  {head}"]
    lines += _wrapped(f"“{single_line(asked)}”") + (_wrapped(single_line(detail)) if detail else [])
    for match in matches[: len(matches) if "spliced" in findings else MAX_MATCHES_SHOWN]:
        lines += _place(match, reported=verdict == "ok" or "paraphrased" in findings)
    return "\n".join(lines) + "\n"


def _place(match: Mapping[str, Any], *, reported: bool) -> Iterator[str]:
    """Where the words were found, and how they differ; ``reported``: only the words found there."""
    where = match.get("source") or _article(match.get("quote"))
    who = match.get("speaker") or ((match.get("quote") or {}).get("speaker") or {}).get("name")
    at = f" at {match['time']}" if match.get("time") else ""
    yield f"{INDENT}{click.style(f'{single_line(who)}, ' if who else '', bold=True)}{single_line(where)}{at}:"
    yield from _wrapped(single_line(match["text"]) if reported else "".join(_marked(match["differences"])).strip())
    if match["turns"] and not reported:
        cut = match["cut"] or {"before": "", "after": ""}
        rest = " ... ".join(filter(None, (single_line(cut["before"])[-60:], single_line(cut["after"])[:60])))
        yield f"{INDENT}left out, which turns the meaning ({', '.join(match['turns'])}): {rest}"
    if match["method"] == "embedding":
        yield f"{INDENT}close in meaning by a model (similarity {match['score']:.2f}); read it and compare"
    if match.get("link"):
        yield f"{INDENT}{match['link']}"


def _article(quote: Mapping[str, Any] | None) -> str:
    article = (quote or {}).get("article") or {}
    date = (article.get("published_at") or "")[:10]
    return ", ".join(filter(None, (article.get("source") or article.get("title") or "the archive", date)))


def _marked(differences: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The printed wording: {-printed-} is missing or changed in the quotation to verify, {+asked+} is not printed."""
    for part in differences:
        asked, printed = single_line(part["asked"]), single_line(part["printed"])
        if part["change"] == "kept":
            yield f"{printed} "
        elif part["change"] == "omitted":
            yield f"({printed}) "
        else:
            yield click.style(f"{{-{printed}-}}", fg="red") + " " if printed else ""
            yield click.style(f"{{+{asked}+}}", fg="green") + " " if asked else ""


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT) or [INDENT]
