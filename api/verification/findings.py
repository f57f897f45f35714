"""The findings about an asked quotation, from all statements that may bear it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.wording.asked import Asked

from .matching import LEAST_CUT, Finding, Match, match
from .splices import splice
from .statement import Statement

T = TypeVar("T")
MOST_MATCHES = 20
LEAST_SHARED = 0.3  # of the asked words that a statement has to share to be compared
LEAST_SCORE = 0.7  # of the words of a match that agree; of the asked speaker's statements, less:
LEAST_OF_SPEAKER = 0.6
LEAST_PARAPHRASE = 0.55
MARGIN = 0.15  # by which another speaker's words must be nearer than those of the asked speaker


@dataclass(frozen=True)
class Verdict(Generic[T]):
    """The most serious finding, all that hold, and the statements that they rest on, the best first."""

    finding: Finding
    findings: tuple[Finding, ...]
    matches: tuple[Match[T], ...]


def verdict(asked: Asked, statements: Iterable[Statement[T]], speakers: Collection[str] | None) -> Verdict[T]:
    """What the statements say about a quotation. ``speakers``: identifiers of who is said to have said it, if asked."""
    wanted = {word.key for word in asked.words}
    near = [s for s in statements if wanted and len(wanted & s.keys) >= LEAST_SHARED * len(wanted)]
    found = [result for result in (match(asked, statement) for statement in near) if result is not None]
    matches = sorted((m for m in found if _holds(asked, m, speakers)), key=lambda m: _rank(m, speakers))
    if not matches or _is_far(matches[0]):
        joined = splice(asked, [s for s in near if s.is_verbatim])
        if joined:
            return _of_splice(joined, speakers)
    if not matches:
        return Verdict(Finding.NOT_FOUND, (Finding.NOT_FOUND,), ())
    best = matches[0]
    findings = {best.finding}
    if is_other(best, speakers):
        findings.add(Finding.OTHER_SPEAKER)
    if best.statement.is_denied:
        findings.add(Finding.DENIED)
    return Verdict(_most_serious(findings), _ordered(findings), tuple(matches[:MOST_MATCHES]))


def _of_splice(pieces: Sequence[Match[T]], speakers: Collection[str] | None) -> Verdict[T]:
    findings = {Finding.SPLICED}
    if any(is_other(piece, speakers) for piece in pieces):
        findings.add(Finding.OTHER_SPEAKER)
    return Verdict(Finding.SPLICED, _ordered(findings), tuple(pieces))


def _holds(asked: Asked, found: Match[T], speakers: Collection[str] | None) -> bool:
    """Whether a match is near enough to be about the same words."""
    if found.finding is Finding.PARAPHRASED:
        return found.score >= LEAST_PARAPHRASE and len(asked.words) >= LEAST_CUT
    by_speaker = speakers is not None and _is_by(found, speakers)
    if found.finding is Finding.VERBATIM:
        return True
    if found.finding is Finding.TRUNCATED:
        return len(asked.words) >= (LEAST_CUT - 1 if by_speaker else LEAST_CUT)
    return len(asked.words) >= LEAST_CUT and found.score >= (LEAST_OF_SPEAKER if by_speaker else LEAST_SCORE)


def _rank(found: Match[T], speakers: Collection[str] | None) -> tuple[float, bool, bool, int]:
    """What is nearest comes first; words of the asked speaker before another's unless those are much nearer."""
    other = is_other(found, speakers)
    indirect = found.finding is Finding.PARAPHRASED
    distance = 1 - found.score + (MARGIN if other else 0) + (MARGIN if indirect else 0)
    return round(distance, 6), found.statement.is_denied, other, list(Finding).index(found.finding)


def _is_far(best: Match[T]) -> bool:
    """Whether pieces of several statements may explain the words better."""
    return best.finding in (Finding.ALTERED, Finding.PARAPHRASED) and best.score < 1 - MARGIN


def _is_by(found: Match[T], speakers: Collection[str]) -> bool:
    return not found.statement.speakers.isdisjoint(speakers)


def is_other(found: Match[T], speakers: Collection[str] | None) -> bool:
    """Whether somebody else is known to have said it."""
    return speakers is not None and bool(found.statement.speakers) and not _is_by(found, speakers)


def _most_serious(findings: Collection[Finding]) -> Finding:
    return _ordered(findings)[0]


def _ordered(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings, the most serious first."""
    return tuple(finding for finding in reversed(Finding) if finding in findings)
