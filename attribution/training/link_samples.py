"""Collect links with their features, and whether they lead to the right name.

A sample is a report whose content somebody is known to have said. Reports that nobody made are the scorer's matter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..coreference.discourse_state import Choose, DiscourseState, Resolution
from ..coreference.links import Features, features
from ..coreference.ranker import choose
from ..coreference.resolve import resolve
from ..engine import final_reports
from ..evaluation.entries import Entry
from ..evaluation.naming import normalize
from ..language.name_matching import same_person
from ..language.names import parse_name
from ..model import Span
from ..parsing import parsed
from ..rules.report import Report
from . import answers
from .antecedents import own_texts, read_labels

Answers = Callable[[list[Report], list[Resolution]], Iterator[tuple[int, bool]]]  # a report's index; is its name right?


@dataclass(frozen=True, slots=True)
class LinkSample:
    """A link of a text of the set ``kind``; ``report`` is the probability of the report that it is a part of."""

    kind: str
    form: str
    features: Features
    report: float
    right: bool


def of_text(kind: str, text: str, answers: Answers, decide: Choose = choose) -> Iterator[LinkSample]:
    """The samples of one text, of which ``decide`` resolves the mentions."""
    with parsed(text) as article:
        reports = final_reports(article).reports
        rows: dict[int, Features] = {}

        def record(state: DiscourseState, reports: list[Report], found: list[Resolution]) -> list[Resolution]:
            for number, (report, who) in enumerate(zip(reports, found, strict=True)):
                if who.speaker is not None and report.source is not None:
                    rows[number] = features(state, report, who)
            return found

        found = resolve(article, reports, decide, record)
        for number, right in answers(reports, found):
            if number in rows:
                form = next(name for name in rows[number] if name.startswith("form="))
                yield LinkSample(kind, form, rows[number], reports[number].probability, right)


def of_answered(text: answers.Answered, decide: Choose = choose) -> Iterator[LinkSample]:
    """The samples of a text with answers."""

    def given(reports: list[Report], found: list[Resolution]) -> Iterator[tuple[int, bool]]:
        for number, accepts in text.of_reports(reports):
            speaker = found[number].speaker
            yield number, accepts(speaker.name if speaker is not None else None)

    return of_text(text.kind, text.text, given, decide)


def collect(root: Path, data: Path, field: Path | None, apart: Choose = choose) -> Iterator[LinkSample]:
    """The samples of all training sets: those of the project under ``root``, the corpora, and field texts.

    ``apart`` resolves the texts on which the ranker was trained; it must not know them.
    """
    for text in own_texts(root):
        yield from of_answered(text, apart)
    for text in answers.field(field) if field is not None else []:
        yield from of_answered(text)
    yield from _of_gum_news(data / "gum-news")
    for name, labels in read_labels(root / "benchmarks" / "antecedents" / "train.tsv").items():
        path = data / "polnear" / "train" / "text" / f"{name}.txt"
        if path.is_file():
            yield from of_text("PolNeAR", path.read_text(encoding="utf8"), labelled(labels))


def labelled(labels: dict[int, str]) -> Answers:
    """Answers for descriptions by the offset of their source; "-": nobody who is named."""

    def answers(reports: list[Report], found: list[Resolution]) -> Iterator[tuple[int, bool]]:
        for number, (report, who) in enumerate(zip(reports, found, strict=True)):
            name = labels.get(report.source.span.start) if report.source is not None else None
            if name is not None:
                unnamed = who.referent is not None and who.referent.entity is None
                yield number, unnamed if name == "-" else same_person(parse_name(name), parse_name(_name(who)))

    return answers


def _of_gum_news(folder: Path) -> Iterator[LinkSample]:
    for line in (folder / "gold.jsonl").read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        text = (folder / "text" / record["file"]).read_text(encoding="utf8")
        named = [q for q in record["quotations"] if q["speaker"] and q["person"]]
        entries = [Entry(q["type"], tuple(Span(*span) for span in q["spans"]), speaker=q["speaker"]) for q in named]
        accepts = [partial(_shares, entry.speaker or "") for entry in entries]
        yield from of_answered(answers.Answered("GUM news", text, answers.aligned(text, entries, accepts)))


def _shares(wanted: str, name: str | None) -> bool:
    """Whether a word is the same: the names of this gold are cut short at times."""
    return bool({*normalize(wanted).split()} & {*normalize(name or "").split()})


def _name(who: Resolution) -> str:
    return who.speaker.name if who.speaker is not None else ""
