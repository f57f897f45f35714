"""List the engine's mistakes in text order, with what was expected and what was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from .comparison import Comparison
from .entries import Entry, printed

CRASH = "crash"
MISSED = "missed"
FALSE = "false"
WRONG_MENTION = "wrong mention"
WRONG_SPEAKER = "wrong speaker"
NO_SPEAKER = "no speaker"
NOT_A_QUOTATION = "not a quotation"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its kind, offset and content, and the source that the gold wanted and the engine gave."""

    article: str
    kind: str
    start: int
    content: str
    wanted: str = ""
    given: str = ""

    def record(self) -> dict[str, object]:
        """The mistake as a JSON object."""
        return asdict(self)


def mistakes(comparisons: Sequence[Comparison]) -> list[Mistake]:
    """All mistakes, by article and position."""
    return [mistake for comparison in comparisons for mistake in _of_article(comparison)]


def _of_article(c: Comparison) -> list[Mistake]:
    article, predicted = c.outcome.article, c.outcome.entries
    if c.outcome.crash is not None:
        return [Mistake(article.name, CRASH, 0, "", f"{len(c.gold)} quotations", c.outcome.crash)]

    def mistake(kind: str, at: Entry, wanted: str = "", given: str = "") -> Mistake:
        return Mistake(article.name, kind, at.spans[0].start, printed(article.text, at.spans), wanted, given)

    def source(entry: Entry) -> str:
        return printed(article.text, entry.mention) or entry.speaker or "nobody"

    found = [mistake(MISSED, e, wanted=source(e)) for i, e in enumerate(c.gold) if i not in c.pairs]
    wrongly_attributed = set(c.wrongly_attributed.values())
    for j in set(c.counted) - set(c.pairs.values()):
        kind = NOT_A_QUOTATION if j in wrongly_attributed else FALSE
        found.append(mistake(kind, predicted[j], given=source(predicted[j])))
    for i, j in c.pairs.items():
        gold, given = c.gold[i], predicted[j]
        if i not in c.right_mentions:
            found.append(mistake(WRONG_MENTION, gold, source(gold), source(given)))
        if gold.speaker and not given.speaker:
            found.append(mistake(NO_SPEAKER, gold, gold.speaker))
        elif gold.speaker and i not in c.right_speakers:
            found.append(mistake(WRONG_SPEAKER, gold, gold.speaker, given.speaker or ""))
    return sorted(found, key=lambda m: (m.start, m.kind))
