"""The structure of an article, read off its text before it is parsed: blocks by kind, turns, author."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ...model import Span
from ..passages import trim
from .block import HEADINGS, SILENT, Block, BlockKind, Turn
from .bylines import byline, byline_name
from .credits import caption
from .datelines import dateline
from .emphasis import without_emphasis
from .headings import heading, section_labels
from .list_items import list_item
from .page_furniture import furniture
from .posts import find_posts
from .stage_directions import is_stage_direction
from .timestamps import opening_time, timestamp
from .transcript_heads import Head
from .turns import find_turns

BEFORE_PROSE = (BlockKind.DATELINE, BlockKind.TIMESTAMP, BlockKind.SECTION_LABEL, BlockKind.CAPTION)
MIN_ABOVE = 3  # paragraphs of an article above lines that are no part of it


class Structure(NamedTuple):
    """What the paragraphs of an article are.

    - ``blocks``: in order; a paragraph may have several, such as a dateline and the prose after it.
    - ``turns``: the turns of speakers, if the text is a transcript or holds a part of one.
    - ``posts``: the posts of social networks that the page embeds.
    - ``author``: the name in the byline.
    - ``heads``: the heads of a transcript that say who is questioned and by whom.
    """

    blocks: list[Block]
    turns: list[Turn]
    posts: list[Turn]
    author: Span | None
    heads: list[Head]

    def block_at(self, at: int) -> Block | None:
        """The block that contains the offset ``at``, or else the last one before it; None before the first."""
        place = bisect_right(self.blocks, at, key=lambda block: block.start) - 1
        return self.blocks[place] if place >= 0 else None

    def kind_at(self, at: int) -> BlockKind:
        """The kind of the block that contains the offset ``at``, or else the last one before it."""
        block = self.block_at(at)
        return block.kind if block is not None else BlockKind.PROSE

    def is_silent(self, at: int) -> bool:
        """Whether nobody says anything at the offset ``at``, which is in a byline, a credit or the like."""
        return self.kind_at(at) in SILENT

    def names_nobody(self, at: int) -> bool:
        """Whether a name at the offset ``at`` is of no one whom the article is about: in a dateline, a credit, a link.

        The author's is: a byline tells who "I" is.
        """
        kind = self.kind_at(at)
        return kind in SILENT and kind != BlockKind.BYLINE

    def turn_at(self, at: int) -> Turn | None:
        """The turn whose words, from its first to its last, include the offset ``at``."""
        place = bisect_right(self.turns, at, key=lambda turn: turn.spans[0].start) - 1
        return self.turns[place] if place >= 0 and at < self.turns[place].spans[-1].end else None

    def sentence_starts(self) -> set[int]:
        """The offsets where a sentence begins within a paragraph: after a dateline, a label, a time or a caption."""
        after = {turn.spans[0].start for turn in self.turns}
        for block, following in zip(self.blocks, self.blocks[1:], strict=False):
            if block.kind in BEFORE_PROSE:
                after.add(following.start)
            if following.kind == BlockKind.LIST_ITEM:
                after.add(following.start)  # its bullet is no part of the sentence before it
        return after


def read_structure(text: str, paragraphs: list[Span], words: list[Span]) -> Structure:
    """The structure of a text with these paragraphs; ``words`` are they without bullets. Linear in its length."""
    blocks = _blocks(text, paragraphs)
    lines = [line for own, line in zip(blocks, words, strict=True) if _may_be_turn(text, own)]
    turns, heads = find_turns(text, lines)
    bylines = (line for own, line in zip(blocks, paragraphs, strict=True) if own[0].kind == BlockKind.BYLINE)
    author = next((name for line in bylines if (name := byline_name(text, without_emphasis(text, line)))), None)
    posts = find_posts(text, paragraphs) if not turns else []
    above = {lines[head.paragraph].start for head in heads}
    plain = _with_posts([block for own in blocks for block in own], posts)
    titled = [block._replace(kind=BlockKind.SECTION_HEAD) if block.start in above else block for block in plain]
    return Structure(list(_with_turns(text, titled, turns)), turns, posts, author, heads)


def _may_be_turn(text: str, own: list[Block]) -> bool:
    """Whether a paragraph with these blocks may be a turn; what looks like a place and a colon may be a speaker."""
    first = own[0]
    if first.kind == BlockKind.TIMESTAMP and len(own) > 1:
        return True
    return first.kind not in SILENT or text[first.start : first.end].rstrip().endswith(":")


def _blocks(text: str, paragraphs: list[Span]) -> list[list[Block]]:
    """The blocks of each paragraph, read without regard to turns."""
    labels = section_labels(text, paragraphs)
    found: list[list[Block]] = []
    plain = [without_emphasis(text, line) for line in paragraphs]
    for number, line in enumerate(plain):
        before = found[-1][0] if found else None
        found.append(
            _silent(text, line, number, before)
            or _with_rest(text, labels.get(number) or dateline(text, line, number) or opening_time(text, line), line)
            or [list_item(text, line) or Block(BlockKind.PROSE, *line)]
        )
    _find_headings(text, plain, found)
    return [_to_edges(own, line) for own, line in zip(found, paragraphs, strict=True)]


def _to_edges(own: list[Block], line: Span) -> list[Block]:
    """The blocks of a paragraph, with the marks that emphasise it."""
    first = own[0]._replace(start=min(own[0].start, line.start))
    own = [first, *own[1:]]
    return [*own[:-1], own[-1]._replace(end=max(own[-1].end, line.end))]


def _find_headings(text: str, paragraphs: list[Span], found: list[list[Block]]) -> None:
    """Replace prose that is a heading, by the next paragraph that belongs to the article. Changes ``found``."""
    top = next((number for number, own in enumerate(found) if own[0].kind == BlockKind.PROSE), 0)
    following: Span | None = None
    for number in range(len(paragraphs) - 1, -1, -1):
        if found[number][0].kind == BlockKind.PROSE:
            below = number > top + MIN_ABOVE
            own = heading(text, paragraphs[number], following, first=number == top, below=below)
            found[number] = [own] if own else found[number]
        ended = following is not None or found[number][0].kind not in HEADINGS
        if found[number][0].kind not in SILENT and ended:
            following = paragraphs[number]


def _silent(text: str, line: Span, number: int, before: Block | None) -> list[Block]:
    """The blocks of a paragraph that is no part of the article proper; empty if it is one."""
    whole = timestamp(text, line) or byline(text, line, number, before) or furniture(text, line, before)
    return [whole] if whole else caption(text, line)


def _with_rest(text: str, opening: Block | None, line: Span) -> list[Block]:
    """A block at the start of a paragraph, and the prose after it; empty if there is none."""
    if opening is None:
        return []
    rest = trim(text, Span(opening.end, line.end))
    return [opening, Block(BlockKind.PROSE, *rest)] if rest.start < rest.end else [opening]


def _with_posts(blocks: list[Block], posts: list[Turn]) -> list[Block]:
    """The blocks, those of posts and their signatures with the kind ``POST``."""
    places = [
        (min(post.spans[0].start, post.label.start), max(post.spans[-1].end, post.label.name.end)) for post in posts
    ]
    found = []
    at = 0
    for block in blocks:
        while at < len(places) and places[at][1] <= block.start:
            at += 1
        inside = at < len(places) and places[at][0] < block.end
        found.append(Block(BlockKind.POST, block.start, block.end) if inside else block)
    return found


def _with_turns(text: str, blocks: list[Block], turns: list[Turn]) -> Iterator[Block]:
    """The blocks, those of turns with the kinds ``LABEL`` and ``TURN``."""
    place = 0
    for block in blocks:
        while place < len(turns) and turns[place].spans[-1].end <= block.start:
            place += 1
        turn = turns[place] if place < len(turns) else None
        if turn is None or block.end <= turn.label.start:
            directed = turns and is_stage_direction(text, block.start, block.end)
            yield Block(BlockKind.STAGE_DIRECTION, block.start, block.end) if directed else block
        elif block.start <= turn.label.start and block.end <= turn.spans[0].start:
            yield Block(BlockKind.LABEL, block.start, block.end)
        elif is_stage_direction(text, block.start, block.end):
            yield Block(BlockKind.STAGE_DIRECTION, block.start, block.end)
        else:
            yield block if block.kind in SILENT else Block(BlockKind.TURN, block.start, block.end)
