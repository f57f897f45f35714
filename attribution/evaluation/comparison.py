"""Compare the engine's output for one article with its gold.

- A gold content is detected if a prediction's intersection over union with it is at least one half, in letters and
  digits (``alignment``). All further criteria apply to these pairs.
- A mention is right if its overlap with the gold mention is at least half of either, or if both are absent.
- A speaker is right if the canonical names match (``naming``).
- If the gold of an article has no belief and no act, predicted ones that match nothing are ignored.
- The members of a group are right if each has its match among the predicted ones and none is left over.
- A passage that the gold marks as not a quotation (a title, a motto) is wrongly attributed if a matching prediction
  names a speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Span
from .alignment import Letters, align, same_source
from .entries import NO_WORDS, Entry
from .naming import same_speaker
from .running import Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """The aligned pairs (gold index -> predicted index) of one article, and which of their parts are right."""

    outcome: Outcome
    pairs: dict[int, int]
    right_mentions: frozenset[int]  # gold indices
    right_speakers: frozenset[int]  # gold indices; both gold and prediction name a speaker
    right_members: frozenset[int]  # gold indices; the gold names members
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

    @property
    def groups(self) -> list[int]:
        """The gold indices of pairs whose gold names the members of a group."""
        return [i for i in self.pairs if self.gold[i].members]


def compare(outcome: Outcome) -> Comparison:
    """Compare one article's predictions with its gold."""
    article, predicted = outcome.article, outcome.entries
    wordless = any(entry.type in NO_WORDS for entry in article.entries)
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
        right_members=frozenset(
            i for i, j in pairs.items() if gold[i].members and _same_members(gold[i], predicted[j], article.aliases)
        ),
        ignored=frozenset(j for j in unmatched if predicted[j].type in NO_WORDS and not wordless),
        wrongly_attributed={
            article.not_quotations[n]: j for n, j in wrongly_attributed.items() if predicted[j].speaker
        },
    )


def _right_speaker(outcome: Outcome, gold: Entry, predicted: Entry) -> bool:
    if not gold.speaker or not predicted.speaker:
        return False
    return same_speaker(gold.speaker, predicted.speaker, outcome.article.aliases)


def _same_members(gold: Entry, predicted: Entry, aliases: Mapping[str, tuple[str, ...]]) -> bool:
    left = list(predicted.members)
    for member in gold.members:
        match = next((name for name in left if same_speaker(member, name, aliases)), None)
        if match is None:
            return False
        left.remove(match)
    return not left
