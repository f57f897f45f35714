"""The kinds of blocks that an article consists of, and the turn of a speaker."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...model import Span, SpeakerKind


class BlockKind(StrEnum):
    """What a paragraph, or a line of it, is."""

    PROSE = "prose"
    TURN = "turn"  # what a speaker says in a transcript, after its label
    LABEL = "label"  # the line that names the speaker of the turn below it
    STAGE_DIRECTION = "stage_direction"  # "(Applause.)"


class Block(NamedTuple):
    """A paragraph and what it is."""

    kind: BlockKind
    start: int
    end: int


class Label(NamedTuple):
    """The label of a turn: "Ana Ruiz, KDTV anchor (voice-over):".

    - ``name``: who speaks, as printed; empty if the label names nobody ("Q.").
    - ``role``: the office or other note printed with the name; empty if there is none.
    - ``kind``: a person if it is a name, else anonymous or a group: "WITNESS 10", "Hon. Members".
    - ``mark``: the colon or full stop that ends the label; empty if the label is a line of its own.
    """

    name: Span
    role: Span
    kind: SpeakerKind
    mark: Span


class Turn(NamedTuple):
    """What one speaker says until the next label: ``spans`` are its paragraphs without stage directions."""

    label: Label
    spans: tuple[Span, ...]
