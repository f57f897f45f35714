"""Compare the engine's output for one article with its gold.

- A gold content is detected if a prediction's intersection over union with it is at least one half, in letters and
  digits (``alignment``). All further criteria apply to these pairs.
- A mention is right if its overlap with the gold mention is at least half of either, or if both are absent.
- A speaker is right if the canonical names match (``naming``).
- If the gold does not annotate beliefs, predicted beliefs that match nothing are ignored.
- A passage that the gold marks as not a quotation (a title, a motto) is wrongly attributed if a matching prediction
  names a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span
from .alignment import Letters, align, same_source
from .entries import BELIEF, NO_WORDS, Entry
from .naming import same_speaker
from .running import Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """The aligned pairs (gold index -> predicted index) of one article, and which of their parts are right."""

    outcome: Outcome
    pairs: dict[int, int]
    right_mentions: frozenset[int]  # gold indices
    right_speakers: frozenset[int]  # gold indices; both gold and prediction name a speaker
    ignored: frozenset[int]  # predicted indices
    wrongly_attributed: dict[Span, int]  # span of a non-quotation -> predicted index

    @property
    def gold(self) -> Sequence[Entry]:
        """The gold entries."""
        return self.outcome.article.entries

    @property
    def by_prediction(self) -> dict[int, int]:
        """The inverted pairs: predicted index -> gold index."""
        return {j: i for i, j in self.pairs.items()}

    @property
    def counted(self) -> list[int]:
        """The indices of the predictions that are not ignored."""
        return [j for j in range(len(self.outcome.entries)) if j not in self.ignored]

    @property
    def named(self) -> list[int]:
        """The gold indices of pairs in which both gold and prediction name a speaker."""
        return [i for i, j in self.pairs.items() if self.gold[i].speaker and self.outcome.entries[j].speaker]


def has_beliefs(outcomes: Sequence[Outcome]) -> bool:
    """Whether the gold annotates beliefs anywhere."""
    return any(entry.type == BELIEF for outcome in outcomes for entry in outcome.article.entries)


def compare(outcome: Outcome, beliefs: bool) -> Comparison:
    """Compare one article's predictions with its gold; ``beliefs``: the gold annotates beliefs (and acts)."""
    article, predicted = outcome.article, outcome.entries
    gold, letters = article.entries, Letters(article.text)
    contents = [entry.spans for entry in predicted]
    pairs = align(letters, [entry.spans for entry in gold], contents)
    unmatched = set(range(len(predicted))) - set(pairs.values())
    wrongly_attributed = align(letters, [(span,) for span in article.not_quotations], contents)
    return Comparison(
        outcome=outcome,
        pairs=pairs,
        right_mentions=frozenset(
            i for i, j in pairs.items() if same_source(letters, gold[i].mention, predicted[j].mention)
        ),
        right_speakers=frozenset(i for i, j in pairs.items() if _right_speaker(outcome, gold[i], predicted[j])),
        ignored=frozenset(j for j in unmatched if predicted[j].type in NO_WORDS and not beliefs),
        wrongly_attributed={
            article.not_quotations[n]: j for n, j in wrongly_attributed.items() if predicted[j].speaker
        },
    )


def _right_speaker(outcome: Outcome, gold: Entry, predicted: Entry) -> bool:
    if not gold.speaker or not predicted.speaker:
        return False
    return same_speaker(gold.speaker, predicted.speaker, outcome.article.aliases)
