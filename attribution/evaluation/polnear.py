"""Evaluate on gold in brat's standoff format (PolNeAR): ``text/NAME.txt`` and ``attributions/NAME_*.ann``.

The gold has sources, cues and contents but no speakers, and it annotates beliefs as well as speech. There are three
slices:

- ``quoted``: gold contents that contain quotation marks or are between them, against direct and mixed predictions; a
  prediction that matches a content outside the slice is not an error;
- ``speech``: recall over gold with a speech cue, precision of all predictions against all gold;
- ``all``: everything.

``content`` requires a matching content only, ``linked`` a matching source as well (see ``alignment``).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..model import QuotationType, Span
from .alignment import Letters, align, same_source
from .calibration import Calibration, Sample
from .entries import Entry
from .exactness import ROLES, exact
from .figures import Figure, share
from .gold import Article, GoldError
from .running import Outcome
from .speech_cues import is_speech_cue

SLICES = ("quoted", "speech", "all")
MARKS = frozenset('“”"')
VERBATIM = {QuotationType.DIRECT.value, QuotationType.MIXED.value}
UNTYPED = ""


def read(folder: Path) -> list[Article]:
    """Read the articles of a folder, by name. If there are several annotators, the first one by file name is used.

    Raises ``GoldError`` if there are no articles.
    """
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if annotated:
            text, marks = path.read_text(encoding="utf8"), annotated[0].read_text(encoding="utf8")
            digest = hashlib.sha256((text + "\0" + marks).encode()).hexdigest()
            articles.append(Article(path.name, text, tuple(entries(marks)), digest=digest))
    if not articles:
        raise GoldError(f"{folder}: no text/NAME.txt with attributions/NAME_*.ann")
    return articles


def entries(annotations: str) -> list[Entry]:
    """The attributions with a content in the text of an ``.ann`` file."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in annotations.split("\n"):
        key, _, value = line.partition("\t")
        value = value.partition("\t")[0]
        if key.startswith("T"):
            spans[key] = tuple(Span(int(start), int(end)) for start, end in re.findall(r"(\d+) (\d+)", value))
        elif key.startswith("E") and value.startswith("Attribution"):
            roles: dict[str, list[Span]] = defaultdict(list)
            for item in value.split():
                role, _, reference = item.partition(":")
                roles[role.rstrip("0123456789").lower()] += spans.get(reference, ())
            if roles["content"]:
                content, cue, source = (tuple(roles[role]) for role in ("content", "cue", "source"))
                found.append(Entry(UNTYPED, content, cue, source))
    return found


@dataclass(frozen=True)
class SliceScores:
    """The figures per slice (``content`` and ``linked``), exact matches per role, proportions, and calibration data."""

    slices: dict[str, dict[str, Figure]]
    exact: dict[str, Figure]
    shares: dict[str, Figure]
    samples: list[Sample] = field(default_factory=list)

    def flat(self) -> dict[str, float]:
        """All figures by name, higher is better."""
        out = {f"{name}_{question}_f1": f.f1 for name, by in self.slices.items() for question, f in by.items()}
        out |= {f"exact_{role}_f1": figure.f1 for role, figure in self.exact.items()}
        out |= {name: figure.recall for name, figure in self.shares.items()}
        return out | Calibration.of(self.samples).flat()


def score(outcomes: Sequence[Outcome]) -> SliceScores:
    """The scores over all articles. For the calibration, a prediction is right if it is linked."""
    slices = {name: {"content": Figure(), "linked": Figure()} for name in SLICES}
    exactly = dict.fromkeys(ROLES, Figure())
    shares: dict[str, Figure] = defaultdict(Figure)
    samples: list[Sample] = []
    for outcome in outcomes:
        text, gold, predicted = outcome.article.text, outcome.article.entries, outcome.entries
        letters = Letters(text)
        pairs = align(letters, [e.spans for e in gold], [e.spans for e in predicted])
        linked = {i: j for i, j in pairs.items() if same_source(letters, gold[i].mention, predicted[j].mention)}
        speech = {i for i, e in enumerate(gold) if is_speech_cue([text[s.start : s.end] for s in e.cue])}
        for question, found in (("content", pairs), ("linked", linked)):
            slices["all"][question] += Figure(len(gold), len(found), len(predicted), len(found))
            slices["speech"][question] += Figure(len(speech), len(speech & set(found)), len(predicted), len(found))
        for question, figure in _quoted(letters, outcome).items():
            slices["quoted"][question] += figure
        for role, figure in exact(text, gold, predicted).items():
            exactly[role] += figure
        shares["survived"] += share(outcome.crash is None, 1)
        right = set(linked.values())
        samples += [Sample(e.mention_confidence, j in right) for j, e in enumerate(predicted) if e.attributed]
    for name, figures in slices.items():
        shares[f"{name}_source_accuracy"] = share(figures["linked"].found, figures["content"].found)
    return SliceScores(slices, exactly, dict(shares), samples)


def _quoted(letters: Letters, outcome: Outcome) -> dict[str, Figure]:
    text, golds = outcome.article.text, outcome.article.entries
    gold = [entry for entry in golds if _is_quoted(text, entry)]
    others = [entry for entry in golds if not _is_quoted(text, entry)]
    predicted = [entry for entry in outcome.entries if entry.type in VERBATIM]
    pairs = align(letters, [e.spans for e in gold], [e.spans for e in predicted])
    rest = [e.spans for j, e in enumerate(predicted) if j not in set(pairs.values())]
    elsewhere = len(align(letters, [e.spans for e in others], rest))
    linked = sum(same_source(letters, gold[i].mention, predicted[j].mention) for i, j in pairs.items())
    count = len(predicted) - elsewhere
    return {
        "content": Figure(len(gold), len(pairs), count, len(pairs)),
        "linked": Figure(len(gold), linked, count, linked),
    }


def _is_quoted(text: str, entry: Entry) -> bool:
    """Whether the content contains a double quotation mark or is directly next to one."""
    return any(not MARKS.isdisjoint(text[max(0, s.start - 1) : s.end + 1]) for s in entry.spans)
