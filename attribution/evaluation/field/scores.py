"""Figures over the judgements of field texts, in total and by kind of text, as a table, JSON, and a list of faults."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..calibration import HIGH_CONFIDENCE
from ..entries import Entry, printed
from .verdicts import Judged, Judgement, Verdict

WIDTH = 70  # of a content in the list of faults
COLUMNS = ("asked", *Verdict, "attributed", "spurious", "forbidden", "apart")


@dataclass(frozen=True)
class FieldScores:
    """Counts of a set of texts.

    ``asked`` are the quotations that count, each with one verdict. ``attributed`` are the given attributions of words,
    ``spurious`` those of them that meet no gold. ``forbidden`` of ``apart`` passages are wrongly attributed. ``sure``
    are the quotations found with a confidence of 0.9 or more, ``sure_right`` those with the right speaker.
    ``stated`` are the found quotations whose factuality the gold states, ``as_stated`` those for which it is right.
    """

    counts: Mapping[str, int]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> FieldScores:
        """Count the judgements."""
        counts: Counter[str] = Counter()
        for judgement in judgements:
            counts += _counts(judgement)
        return cls(counts)

    def __getitem__(self, name: str) -> int:
        return self.counts.get(name, 0)

    def share(self, part: str, whole: str) -> float:
        """The share of one count in another; 0 if there is nothing to count."""
        return self[part] / self[whole] if self[whole] else 0.0

    def record(self) -> dict[str, float]:
        """The counts and shares as a JSON object."""
        counts: dict[str, float] = {name: self[name] for name in COLUMNS}
        return counts | {
            "share_right": round(self.share("right", "asked"), 3),
            "share_wrong": round(self.share("wrong", "asked"), 3),
            "share_spurious": round(self.share("spurious", "attributed"), 3),
            "share_forbidden": round(self.share("forbidden", "apart"), 3),
            "sure": self["sure"],
            "sure_right": round(self.share("sure_right", "sure"), 3),
            "factuality_right": round(self.share("as_stated", "stated"), 3),
        }


def by_kind(judgements: Sequence[Judgement]) -> dict[str, FieldScores]:
    """The scores by kind of text, by name."""
    kinds: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        kinds[judgement.text.kind].append(judgement)
    return {kind: FieldScores.of(kinds[kind]) for kind in sorted(kinds)}


def table(judgements: Sequence[Judgement]) -> str:
    """A row of counts per kind of text and in total, and the shares below."""
    rows = [f"{'':14}" + "".join(f"{name:>11}" for name in COLUMNS)]
    total = FieldScores.of(judgements)
    for kind, scores in (*by_kind(judgements).items(), ("total", total)):
        rows.append(f"{kind:14}" + "".join(f"{scores[name]:11}" for name in COLUMNS))
    rows.append("")
    rows.append(f"right {total.share('right', 'asked'):.3f}, wrong speaker {total.share('wrong', 'asked'):.3f}")
    rows.append(f"spurious {total.share('spurious', 'attributed'):.3f} of what is attributed")
    rows.append(f"forbidden passages attributed {total.share('forbidden', 'apart'):.3f}")
    rows.append(f"right speaker at a confidence of {HIGH_CONFIDENCE} or more {total.share('sure_right', 'sure'):.3f}")
    if total["stated"]:
        rows.append(f"right factuality of what is found {total.share('as_stated', 'stated'):.3f}")
    return "\n".join(rows) + "\n"


def faults(judgement: Judgement) -> Iterator[str]:
    """A line per fault: a verdict other than right, a spurious attribution, an attributed forbidden passage."""
    text, name = judgement.text.article.text, judgement.text.article.name
    for judged in judgement.judged:
        if judged.counted and judged.verdict != Verdict.RIGHT:
            given = [(entry.speaker, entry.confidence) for entry in judged.found]
            wanted = judged.wanted.entry.speaker
            yield f"{judged.verdict:9} {name}: {_shown(text, judged.wanted.entry)} wanted {wanted!r} given {given}"
    for entry in judgement.spurious:
        yield f"spurious  {name}: {_shown(text, entry)} given {entry.speaker!r} {entry.confidence}"
    for passage, entry in judgement.forbidden:
        yield f"forbidden {name}: {text[passage.start : passage.end]!r:.{WIDTH}} given {entry.speaker!r}"


def _shown(text: str, entry: Entry) -> str:
    return f"{printed(text, entry.spans)!r:.{WIDTH}}"


def _counts(judgement: Judgement) -> Counter[str]:
    asked = [judged for judged in judgement.judged if judged.counted]
    sure = [judged for judged in asked if judged.found and min(e.confidence for e in judged.found) >= HIGH_CONFIDENCE]
    stated = [judged for judged in asked if judged.found and judged.wanted.entry.factuality]
    counts = Counter[str](judged.verdict.value for judged in asked)
    counts.update(
        asked=len(asked),
        attributed=len(judgement.attributed),
        spurious=len(judgement.spurious),
        forbidden=len(judgement.forbidden),
        apart=len(judgement.text.article.not_quotations),
        sure=len(sure),
        sure_right=sum(judged.verdict in (Verdict.RIGHT, Verdict.EXTENT) for judged in sure),
        stated=len(stated),
        as_stated=sum(_is_as_stated(judged) for judged in stated),
    )
    return counts


def _is_as_stated(judged: Judged) -> bool:
    return all(entry.factuality == judged.wanted.entry.factuality for entry in judged.found)
