"""Checks the drafts of tests/gold/drafts with the real engine: which faults are found, which sound quotations accused.

    python -m benchmarks.drafts [NAME]... [--verbose]

A fault is found if a check says `look` or `stop` of any quotation that overlaps its words. A sound quotation is accused
if a check says so of it; so is any quotation of the draft that the gold does not list.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from api.operations.attributors import InProcessAttributor
from api.operations.checking import DraftCheck, Origin, check_draft
from api.verification.drafts import Checked, DraftInput, Judgement, SourceInput
from api.verification.sources import SourceKind

DRAFTS = Path(__file__).resolve().parents[2] / "tests" / "gold" / "drafts"


class Outcome(NamedTuple):
    """What a check made of a quotation. ``fault``: what the gold says, None if sound; "unlisted" if it lists it not."""

    words: str
    fault: str | None
    items: list[Checked[Origin]]

    @property
    def is_objected_to(self) -> bool:
        return any(item.judgement is not Judgement.OK for item in self.items)

    @property
    def is_right(self) -> bool:
        return self.is_objected_to == (self.fault not in (None, "unlisted"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(folder.name for folder in DRAFTS.iterdir()))
    parser.add_argument("--verbose", action="store_true", help="print each quotation that was judged wrongly")
    arguments = parser.parse_args()
    attributor = InProcessAttributor()
    for name in arguments.names:
        outcomes = list(_outcomes(DRAFTS / name, attributor))
        faulty = [outcome for outcome in outcomes if outcome.fault not in (None, "unlisted")]
        sound = [outcome for outcome in outcomes if outcome.fault is None]
        unlisted = len(outcomes) - len(faulty) - len(sound)
        print(
            f"{name:10} faults {sum(o.is_objected_to for o in faulty)}/{len(faulty)}, "
            f"accused {sum(o.is_objected_to for o in sound)}/{len(sound)}, "
            f"unread {sum(not o.items for o in sound)}, accused though not in the gold {unlisted}",
            flush=True,
        )
        if arguments.verbose:
            for outcome in outcomes:
                if not outcome.is_right:
                    _explain(outcome)


def _outcomes(folder: Path, attributor: InProcessAttributor) -> Iterator[Outcome]:
    told = json.loads((folder / "expected.json").read_text(encoding="utf8"))
    text = (folder / "draft.txt").read_text(encoding="utf8")
    sources = [_source(folder, **given) for given in told["sources"]]
    check = check_draft(attributor, None, DraftInput(text, sources, archive=False))
    listed = []
    for row in told["quotations"]:
        items = _overlapping(check, text.index(row["words"]), len(row["words"]))
        listed += items
        yield Outcome(row["words"], row["fault"], items)
    for item in check.items:
        if item.judgement is not Judgement.OK and item not in listed:
            yield Outcome(item.asked, "unlisted", [item])


def _source(folder: Path, file: str, kind: str | None = None) -> SourceInput:
    text = (folder / file).read_text(encoding="utf8")
    return SourceInput(file, text, SourceKind(kind) if kind is not None else None)


def _overlapping(check: DraftCheck, start: int, length: int) -> list[Checked[Origin]]:
    return [
        item
        for item in check.items
        if any(span.start < start + length and start < span.end for span in item.quotation.spans)
    ]


def _explain(outcome: Outcome) -> None:
    print(f"  {outcome.fault or 'sound'}: {outcome.words}")
    for item in outcome.items:
        print(f"    {item.judgement.value} {[f.value for f in item.verdict.findings]} {_said(item)}")
        for match in item.verdict.matches[:2]:
            changes: list[Any] = [d for d in match.differences if d.kinds]
            print(f"      {match.finding.value} {match.score:.2f} {sorted(match.statement.speakers)} {match.turns}")
            print(f"        {match.statement.text[:300]!r}")
            print(f"        {[(d.change.value, d.asked, d.printed, [k.value for k in d.kinds]) for d in changes][:6]}")


def _said(item: Checked[Origin]) -> str:
    speaker = item.quotation.speaker
    return f"[{item.quotation.type.value}] {speaker.name if speaker else None}: {item.asked!r}"


if __name__ == "__main__":
    main()
