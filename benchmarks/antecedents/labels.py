"""Read labels of sources (``fresh.tsv``, ``held_out.tsv``) and judge the speakers that the engine gives them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from attribution.evaluation.naming import normalize
from attribution.model import Speaker, SpeakerKind

UNNAMED = "-"
UNSORTED = "all kinds"
PRONOUNS = {"he", "she", "they", "it", "we", "i"}
DESCRIBED = {SpeakerKind.ANONYMOUS, SpeakerKind.GROUP}


class Verdict(StrEnum):
    """What the engine made of a labelled source."""

    RIGHT = "right"
    WRONG = "wrong"
    NOBODY = "nobody"  # it found the quotation, but names nobody
    MISSED = "missed"  # it did not find the quotation


@dataclass(frozen=True, slots=True)
class Label:
    """A source by its offsets, the answers that are right, and the kind of source."""

    start: int
    end: int
    answers: tuple[str, ...]
    kind: str = UNSORTED

    def judge(self, mention: str, speaker: Speaker | None) -> Verdict:
        """The verdict on the speaker of a quotation that was found; ``mention`` is the source as printed."""
        if speaker is None:
            return Verdict.RIGHT if UNNAMED in self.answers else Verdict.NOBODY
        given = {normalize(member.name) for member in speaker.members} or {normalize(speaker.name)}
        if any(given == {normalize(name) for name in answer.split("; ")} for answer in self.answers):
            return Verdict.RIGHT
        unnamed = UNNAMED in self.answers and _is_unnamed(mention, speaker)
        return Verdict.RIGHT if unnamed else Verdict.WRONG


def _is_unnamed(mention: str, speaker: Speaker) -> bool:
    """Whether the speaker is unnamed, too, and described by a word of the mention; of a pronoun, by any words."""
    printed, given = (set(normalize(words).split()) for words in (mention, speaker.name))
    if speaker.members or not (printed & given or printed <= PRONOUNS):
        return False
    return speaker.kind in DESCRIBED or printed <= given


def read(path: Path) -> dict[str, list[Label]]:
    """The labels of a file by article; the fifth column, the kind of source, may be missing."""
    found: dict[str, list[Label]] = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            article, start, end, name, *kind = line.split("\t")
            found[article].append(Label(int(start), int(end), tuple(name.split("|")), *kind))
    return dict(found)
