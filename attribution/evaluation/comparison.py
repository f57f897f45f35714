"""Hold what the engine said of one article against its gold.

- A content is detected when it shares with the gold's at least half of their letters and digits together
  (``alignment``). All that follows is asked of contents so paired.
- A mention is right when it covers half of the gold's or lies half inside it; none where the gold has none.
- A speaker is right by its canonical name (``naming``).
- Where the gold has no beliefs, a predicted belief that matches nothing is left out of all counts.
- A passage that the gold marks as no quotation (a title, a motto) is wrongly attributed when a prediction
  that matches it names a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Span
from .alignment import Letters, align, same_source
from .entries import BELIEF, Entry
from .naming import same_speaker
from .running import Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs (gold index -> predicted index) of one article, and what is right about them."""

    outcome: Outcome
    pairs: dict[int, int]
    right_mentions: frozenset[int]  # gold indices
    right_speakers: frozenset[int]  # gold indices, where gold and prediction name somebody
    left_out: frozenset[int]  # predicted indices that do not count
    wronged: dict[Span, int]  # not-quotations, and the prediction that names a speaker for each

    @property
    def gold(self) -> Sequence[Entry]:
        """The gold's entries."""
        return self.outcome.article.entries

    @property
    def back(self) -> dict[int, int]:
        """The pairs the other way round: predicted index -> gold index."""
        return {j: i for i, j in self.pairs.items()}

    @property
    def counted(self) -> list[int]:
        """The indices of the predictions that count."""
        return [j for j in range(len(self.outcome.entries)) if j not in self.left_out]

    @property
    def named(self) -> list[int]:
        """The detected gold whose gold and whose prediction both name a speaker."""
        return [i for i, j in self.pairs.items() if self.gold[i].speaker and self.outcome.entries[j].speaker]


def has_beliefs(outcomes: Sequence[Outcome]) -> bool:
    """Whether the gold marks beliefs anywhere."""
    return any(entry.type == BELIEF for outcome in outcomes for entry in outcome.article.entries)


def compare(outcome: Outcome, beliefs: bool) -> Comparison:
    """Hold one article's predictions against its gold; ``beliefs`` says whether the gold marks them."""
    article, predicted = outcome.article, outcome.entries
    gold, letters = article.entries, Letters(article.text)
    contents = [entry.spans for entry in predicted]
    pairs = align(letters, [entry.spans for entry in gold], contents)
    unmatched = set(range(len(predicted))) - set(pairs.values())
    wronged = align(letters, [(span,) for span in article.not_quotations], contents)
    return Comparison(
        outcome=outcome,
        pairs=pairs,
        right_mentions=frozenset(
            i for i, j in pairs.items() if same_source(letters, gold[i].mention, predicted[j].mention)
        ),
        right_speakers=frozenset(i for i, j in pairs.items() if _right_speaker(outcome, gold[i], predicted[j])),
        left_out=frozenset(j for j in unmatched if predicted[j].type == BELIEF and not beliefs),
        wronged={article.not_quotations[n]: j for n, j in wronged.items() if predicted[j].speaker},
    )


def _right_speaker(outcome: Outcome, gold: Entry, predicted: Entry) -> bool:
    if not gold.speaker or not predicted.speaker:
        return False
    return same_speaker(gold.speaker, predicted.speaker, outcome.article.aliases)
