"""One sentence on each quotation of a checked draft: what is wrong with it, and what the record has where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
MOST_SHOWN = 160  # characters of the record
MOST_CHANGES = 3
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")
SPACE = re.compile(r"\s+")


def message(item: Record) -> str:
    """The sentence for a checked quotation in JSON, by its most serious finding."""
    finding, matches = item["finding"], item["matches"]
    is_report = not item["quotation"]["quoted"] or item["quotation"]["type"] == "indirect"
    if not matches:
        return (
            "The sources do not bear this out."
            if is_report
            else "The sources have no such words, nor any close to them."
        )
    best = matches[0]
    place, who = _place(best), _speaker(best)
    if finding == "spliced":
        places = " and ".join(dict.fromkeys(map(_place, matches)))
        return f"These words are joined, without an ellipsis, from passages that stand apart in {places}."
    if finding == "denied":
        return f"{place} has this only as something that {who or 'the speaker'} denied or did not say: {_shown(best)}."
    if finding == "other_speaker":
        meant = (item["quotation"]["speaker"] or {}).get("name")
        return f"{place} has {'this' if is_report else 'these words'} from {who}, not from {meant}: {_shown(best)}."
    if is_report:
        return _of_report(finding, best, place)
    return _of_marked(item, best, place, f" from {who}" if who else "")


def _of_report(finding: str, best: Record, place: str) -> str:
    if finding == "altered":
        return f"A number, a date or a negation differs from {place}, which has {_shown(best)}."
    return f"{place} bears this out: {_shown(best)}."


def _of_marked(item: Record, best: Record, place: str, by: str) -> str:
    """The sentence for words in quotation marks that the speaker, or nobody known, said."""
    if item["finding"] == "paraphrased":
        return f"{place} does not have these words; it has, in other words{by}: {_shown(best)}."
    if item["finding"] == "altered" and best["finding"] == "paraphrased":
        return f"A number, a date or a negation outside of the marks differs from {place}, which has {_shown(best)}."
    if item["finding"] == "altered":
        return f"{place} has {_changes(best['differences'])}."
    if best["turns"] and item["verdict"] != "ok":
        kinds = " and a ".join(best["turns"])
        return f"The draft leaves out a {kinds} that {place} has{by}: {_around(best)}."
    if item["finding"] == "truncated":
        return f"{place} has these words{by}, in a longer passage."
    return f"{place} has these words{by}."


def _place(match: Record) -> str:
    """Where it is: the name of the source and the time, or the article of the archive."""
    article = (match["quote"] or {}).get("article") or {}
    name = match["source"] or article.get("source") or article.get("title") or "the archive"
    return f"{_line(name)} at {match['time']}" if match["time"] else _line(name)


def _speaker(match: Record) -> str | None:
    return _line(match["speaker"]) if match["speaker"] else None


def _changes(differences: Sequence[Record]) -> str:
    """What the record has and the draft has not, the changes that matter by themselves first."""
    changed = [part for part in differences if part["change"] not in ("kept", "omitted")]
    changed.sort(key=lambda part: part["kinds"] == ["other"])
    return ", ".join(_change(part) for part in changed[:MOST_CHANGES]) + (" ..." if changed[MOST_CHANGES:] else "")


def _change(part: Record) -> str:
    asked, printed = _line(part["asked"]), _line(part["printed"])
    if not printed:
        return f"no “{asked}”"
    return f"“{printed}” where the draft has “{asked}”" if asked else f"“{printed}”, which the draft leaves out"


def _around(match: Record) -> str:
    """The rest of the sentence, or of the passage where an ellipsis stands for it."""
    cut = match["cut"] or {"before": "", "after": ""}
    before = SENTENCE_END.split(_line(cut["before"]) + " ")[-1] if cut["before"] else ""
    after = (SENTENCE_END.split(_line(cut["after"]) + " ") or [""])[0]
    omitted = [part["printed"] for part in match["differences"] if part["change"] == "omitted"]
    return " … ".join(f"“{_short(text)}”" for text in _worded((before, *omitted, after)))


def _worded(texts: Sequence[str]) -> Iterator[str]:
    return (text.strip() for text in texts if any(map(str.isalnum, text)))


def _shown(match: Record) -> str:
    return f"“{_short(match['text'])}”"


def _short(text: str) -> str:
    line = _line(text)
    return line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"


def _line(text: str) -> str:
    return SPACE.sub(" ", text).strip()
