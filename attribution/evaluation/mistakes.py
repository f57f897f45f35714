"""List the engine's mistakes in text order, with what was expected and what was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from .comparison import Comparison
from .entries import Entry, printed

CRASH = "crash"
MISSED = "missed"
FALSE = "false"
WRONG_MENTION = "wrong mention"
WRONG_SPEAKER = "wrong speaker"
NO_SPEAKER = "no speaker"
WRONG_FACTUALITY = "wrong factuality"
WRONG_MEMBERS = "wrong members"
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
        found += [mistake(kind, gold, wanted, said) for kind, wanted, said in _of_speaker(c, i, given)]
        if gold.factuality and gold.factuality != given.factuality:
            found.append(mistake(WRONG_FACTUALITY, gold, gold.factuality, given.factuality or ""))
    return sorted(found, key=lambda m: (m.start, m.kind))


def _of_speaker(c: Comparison, i: int, given: Entry) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the speaker given for a gold entry: kind, wanted and given names."""
    gold = c.gold[i]
    if gold.speaker and not given.speaker:
        yield NO_SPEAKER, gold.speaker, ""
    elif gold.speaker and i not in c.right_speakers:
        yield WRONG_SPEAKER, gold.speaker, given.speaker or ""
    if gold.members and i not in c.right_members:
        yield WRONG_MEMBERS, ", ".join(gold.members), ", ".join(given.members)
