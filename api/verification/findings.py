"""The findings about an asked quotation, from all statements that may bear it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.wording.asked import Asked

from .matching import LEAST_CUT, Finding, Match, match
from .reported_speech import reported_word
from .splices import LEAST_CONTENT, LEAST_PIECE, splice
from .statement import Statement

T = TypeVar("T")
MOST_MATCHES = 20
# How many of the words of a match have to agree: of the asked speaker's, of anybody's (if no speaker is asked for, or
# the statement names none), and of another speaker's, whom chance makes say much the same.
LEAST_ALTERED = {"own": 0.6, "any": 0.75, "other": 0.85}
LEAST_PARAPHRASED = {"own": 0.65, "any": 0.7, "other": 0.8}
MARGIN = 0.15  # by which another speaker's words must be nearer than those of the asked speaker


@dataclass(frozen=True)
class Verdict(Generic[T]):
    """The most serious finding, all that hold, and the statements that they rest on, the best first."""

    finding: Finding
    findings: tuple[Finding, ...]
    matches: tuple[Match[T], ...]

    @property
    def is_altered(self) -> bool:
        """Whether the most serious finding is that the words were changed."""
        return self.finding is Finding.ALTERED


def verdict(
    asked: Asked,
    statements: Iterable[Statement[T]],
    speakers: Collection[str] | None,
    least_content: int = LEAST_CONTENT,
) -> Verdict[T]:
    """What the statements say about a quotation. ``speakers``: identifiers of who is said to have said it, if asked.

    ``least_content``: the content words that make a splice; fewer than in an archive where few statements are compared.
    """
    compared = list(statements)
    found = [result for statement in _near(asked, compared) if (result := match(asked, statement)) is not None]
    matches = sorted((m for m in found if _holds(asked, m, speakers)), key=lambda m: _rank(m, speakers))
    if not matches or _is_far(matches[0]):
        joined = splice(asked, compared, least_content)
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


def by_meaning(matches: Iterable[Match[T]], speakers: Collection[str] | None) -> Verdict[T]:
    """What statements of the same meaning say, when no words agree: at most a paraphrase, and nothing against anybody.

    Embeddings hardly tell a denial from an assertion, so that only the asked speaker's assertions count.
    """
    found = [m for m in matches if not m.statement.is_denied and not is_other(m, speakers)]
    found.sort(key=lambda match: -match.score)
    finding = Finding.PARAPHRASED if found else Finding.NOT_FOUND
    return Verdict(finding, (finding,), tuple(found[:MOST_MATCHES]))


def _near(asked: Asked, statements: Iterable[Statement[T]]) -> Iterator[Statement[T]]:
    """The statements with enough of the asked words, in whatever order, that an alignment might hold."""
    keys = [word.key for word in asked.words]
    shifted = [reported_word(word).key for word in asked.words]
    for statement in statements:
        if statement.is_verbatim:
            shared, least = sum(key in statement.keys for key in keys), LEAST_ALTERED["own"]
        else:
            shared, least = sum(key in statement.reported_keys for key in shifted), LEAST_PARAPHRASED["own"]
        if shared and shared >= least * len(keys):
            yield statement


def _of_splice(pieces: Sequence[Match[T]], speakers: Collection[str] | None) -> Verdict[T]:
    findings = {Finding.SPLICED}
    if any(is_other(piece, speakers) for piece in pieces):
        findings.add(Finding.OTHER_SPEAKER)
    return Verdict(Finding.SPLICED, _ordered(findings), tuple(pieces))


def _holds(asked: Asked, found: Match[T], speakers: Collection[str] | None) -> bool:
    """Whether a match is near enough to be about the same words."""
    whose = {True: "own", False: "other", None: "any"}[found.statement.said_by(speakers)]
    count = len(asked.words)
    if found.finding is Finding.VERBATIM:
        return True
    if found.finding is Finding.TRUNCATED:
        return count >= (LEAST_CUT - 1 if whose == "own" else LEAST_CUT)
    least = LEAST_PARAPHRASED if found.finding is Finding.PARAPHRASED else LEAST_ALTERED
    return count >= LEAST_CUT and found.score >= least[whose]


def _rank(found: Match[T], speakers: Collection[str] | None) -> tuple[float, bool, bool, int]:
    """What is nearest comes first; words of the asked speaker before another's unless those are much nearer."""
    other = is_other(found, speakers)
    indirect = found.finding is Finding.PARAPHRASED
    distance = 1 - found.score + (MARGIN if other else 0) + (MARGIN if indirect else 0)
    return round(distance, 6), found.statement.is_denied, other, list(Finding).index(found.finding)


def is_unexplained(found: Verdict[T]) -> bool:
    """Whether more statements might explain the words better."""
    return not found.matches or (found.finding is not Finding.SPLICED and _is_far(found.matches[0]))


def _is_far(best: Match[T]) -> bool:
    """Whether pieces of several statements may explain the words better."""
    put_in = max((step.asked[1] - step.asked[0] for step in best.alignment.differences), default=0)
    changed = best.finding in (Finding.ALTERED, Finding.PARAPHRASED)
    return changed and (best.score < 1 - MARGIN or put_in >= LEAST_PIECE)


def is_other(found: Match[T], speakers: Collection[str] | None) -> bool:
    """Whether somebody else is known to have said it."""
    return found.statement.said_by(speakers) is False


def _most_serious(findings: Collection[Finding]) -> Finding:
    return _ordered(findings)[0]


def _ordered(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings, the most serious first."""
    return tuple(finding for finding in reversed(Finding) if finding in findings)
