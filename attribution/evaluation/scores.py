"""Score the engine on gold in the record's form (``comparison`` defines what is right).

- ``linked``: a detected content with the right mention, out of all gold and all predictions.
- ``speaker``: a prediction without a speaker lowers recall but not precision and accuracy, since no speaker is better
  than a wrong one.
- By type: recall over the gold of a type, precision over the predictions of that type. A match of another type still
  detects the gold; ``type_accuracy`` is the share of detected quotations with the right type.
- ``factuality_accuracy``, ``members_accuracy``: of the detected quotations for which the gold states a factuality or
  the members of a group.
- ``quiet``: the share of the gold's non-quotations for which no speaker was named.
- ``survived``: the share of the articles on which the engine did not crash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .calibration import Calibration, Sample
from .comparison import Comparison, compare
from .entries import Entry
from .exactness import ROLES, exact
from .figures import Figure, share
from .running import Outcome

QUESTIONS = ("detection", "linked", "mention", "speaker")

Kind = Callable[[Entry], bool]


@dataclass(frozen=True)
class Scores:
    """The scores of a set of articles: by question, by type and question, exact matches, and proportions."""

    comparisons: list[Comparison]
    questions: dict[str, Figure]
    types: dict[str, dict[str, Figure]]
    exact: dict[str, Figure]
    shares: dict[str, Figure]
    samples: list[Sample] = field(default_factory=list)

    def flat(self) -> dict[str, float]:
        """All figures for which there is gold, by name, higher is better."""
        out = {f"{name}_f1": figure.f1 for name, figure in self.questions.items() if figure.gold}
        out |= {f"{name}_{q}_f1": f.f1 for name, by in self.types.items() for q, f in by.items() if f.gold}
        out |= {f"exact_{role}_f1": figure.f1 for role, figure in self.exact.items() if figure.gold}
        out |= {name: figure.recall for name, figure in self.shares.items() if figure.gold}
        return out | Calibration.of(self.samples).flat()


def score(outcomes: Sequence[Outcome]) -> Scores:
    """The scores over all articles."""
    comparisons = [compare(outcome) for outcome in outcomes]
    entries = [e for c in comparisons for e in (*c.gold, *c.outcome.entries)]
    return Scores(
        comparisons=comparisons,
        questions=_questions(comparisons, lambda entry: True),
        types={
            kind: {
                name: figure for name, figure in _questions(comparisons, _of_type(kind)).items() if name != "mention"
            }
            for kind in sorted({entry.type for entry in entries})
        },
        exact=_exact(comparisons),
        shares=_shares(comparisons),
        samples=[sample for comparison in comparisons for sample in _samples(comparison)],
    )


def _of_type(kind: str) -> Kind:
    return lambda entry: entry.type == kind


def _questions(comparisons: Sequence[Comparison], wanted: Kind) -> dict[str, Figure]:
    """The figures of the four questions, over the gold and predicted entries that are ``wanted``."""
    totals: dict[str, Figure] = defaultdict(Figure)
    for c in comparisons:
        gold, predicted = c.gold, c.outcome.entries
        golds = [i for i, entry in enumerate(gold) if wanted(entry)]
        given = [j for j in c.counted if wanted(predicted[j])]
        totals["detection"] += _figure(c, golds, given, frozenset(c.pairs))
        totals["linked"] += _figure(c, golds, given, c.right_mentions)
        sourced = [i for i in golds if gold[i].mention]
        sourcing = [j for j in given if predicted[j].mention]
        totals["mention"] += _figure(c, sourced, sourcing, c.right_mentions)
        named = [i for i in golds if gold[i].speaker]
        naming = [j for j in given if predicted[j].speaker]
        totals["speaker"] += _figure(c, named, naming, c.right_speakers)
    return {name: totals[name] for name in QUESTIONS}


def _figure(c: Comparison, gold: Sequence[int], predicted: Sequence[int], right: frozenset[int]) -> Figure:
    """The figure over the given gold and predicted indices; ``right`` are the gold indices of right pairs."""
    by_prediction = c.by_prediction
    return Figure(
        gold=len(gold),
        found=sum(i in right for i in gold),
        predicted=len(predicted),
        right=sum(by_prediction.get(j) in right for j in predicted),
    )


def _exact(comparisons: Sequence[Comparison]) -> dict[str, Figure]:
    totals = dict.fromkeys(ROLES, Figure())
    for c in comparisons:
        counted = [c.outcome.entries[j] for j in c.counted]
        for role, figure in exact(c.outcome.article.text, c.gold, counted).items():
            totals[role] += figure
    return totals


def _shares(comparisons: Sequence[Comparison]) -> dict[str, Figure]:
    """The proportions: accuracies among detected quotations, quiet non-quotations, and survived articles."""
    out: dict[str, Figure] = defaultdict(Figure)
    for c in comparisons:
        out["mention_accuracy"] += share(len(c.right_mentions), len(c.pairs))
        out["speaker_accuracy"] += share(len(c.right_speakers), len(c.named))
        same = sum(c.gold[i].type == c.outcome.entries[j].type for i, j in c.pairs.items())
        out["type_accuracy"] += share(same, len(c.pairs))
        stated = [(i, j) for i, j in c.pairs.items() if c.gold[i].factuality]
        as_stated = sum(c.gold[i].factuality == c.outcome.entries[j].factuality for i, j in stated)
        out["factuality_accuracy"] += share(as_stated, len(stated))
        out["members_accuracy"] += share(len(c.right_members), len(c.groups))
        apart = len(c.outcome.article.not_quotations)
        out["quiet"] += share(apart - len(c.wrongly_attributed), apart)
        out["survived"] += share(c.outcome.crash is None, 1)
    return dict(out)


def _samples(c: Comparison) -> list[Sample]:
    """The confidence of each attribution, and whether its content and speaker are right.

    If the gold has no speaker for a matched content, the mention decides.
    """
    by_prediction = c.by_prediction
    samples = []
    for j in c.counted:
        predicted = c.outcome.entries[j]
        if predicted.attributed:
            i = by_prediction.get(j)
            right = i is not None and i in (c.right_speakers if c.gold[i].speaker else c.right_mentions)
            samples.append(Sample(predicted.confidence, right))
    return samples
