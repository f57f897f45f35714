"""The kinds of blocks that an article consists of, and the turn of a speaker."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...model import Span, SpeakerKind


class BlockKind(StrEnum):
    """What a paragraph, or a part of it, is."""

    PROSE = "prose"
    HEADLINE = "headline"
    SECTION_HEAD = "section_head"  # "What happens next"
    SECTION_LABEL = "section_label"  # "ENERGY:" before the paragraph that it heads
    BYLINE = "byline"  # "By Ana Lopez", "Staff writer"
    DATELINE = "dateline"  # "LIMA, Peru (Example Wire) -"
    TIMESTAMP = "timestamp"  # "Published: 06:00, 11 March 2025"; "14.32 GMT", which heads an entry of a live blog
    CAPTION = "caption"  # what a picture shows
    CREDIT = "credit"  # "Photograph: Ana Lopez", "(Reporting by Ana Lopez)"
    FURNITURE = "furniture"  # what else a page shows: links, requests to subscribe
    LIST_ITEM = "list_item"
    TURN = "turn"  # what a speaker says in a transcript, with the label on the same line
    LABEL = "label"  # the line that names the speaker of the turn below it
    POST = "post"  # of a social network, with its signature
    STAGE_DIRECTION = "stage_direction"  # "(Applause.)"


# In these nobody says anything, and the names in them are of no one whom the article is about.
SILENT = frozenset(
    {
        BlockKind.SECTION_LABEL, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.TIMESTAMP, BlockKind.CREDIT,
        BlockKind.FURNITURE, BlockKind.STAGE_DIRECTION,
    }
)  # fmt: skip


TURNS = frozenset({BlockKind.TURN, BlockKind.LABEL})
HEADINGS = frozenset({BlockKind.HEADLINE, BlockKind.SECTION_HEAD})


class Block(NamedTuple):
    """A paragraph, or a part of one, and what it is."""

    kind: BlockKind
    start: int
    end: int


class Label(NamedTuple):
    """The label of a turn: "Ana Ruiz, KDTV anchor (voice-over):".

    - ``name``: who speaks, as printed; of "Q." and "A." where the text names the examiner or the witness, else empty.
    - ``role``: the office or other note printed with the name; empty if there is none.
    - ``kind``: a person if it is a name, else anonymous or a group: "WITNESS 10", "Hon. Members".
    - ``mark``: the colon or full stop that ends the label; empty if the label is a line of its own.
    - ``letter``: "Q" or "A", else empty.
    - ``means``: where the text names the person whom a label without a name means ("THE WITNESS"), else empty.
    """

    name: Span
    role: Span
    kind: SpeakerKind
    mark: Span
    letter: str = ""
    means: Span = Span(0, 0)

    @property
    def start(self) -> int:
        """The offset of the label, which for a letter is not that of the name."""
        return self.mark.start if self.letter else self.name.start


class Turn(NamedTuple):
    """What one speaker says until the next label: ``spans`` are its paragraphs without stage directions.

    Also a post, whose label is its signature.
    """

    label: Label
    spans: tuple[Span, ...]
