"""What the resolver carries through an article: the cast, and who has spoken so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ..cues.beside import Layout
from ..cues.report import Report
from ..model import Reason, Speaker
from .cast import Cast, Member


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is: the speaker, or the reason for silence, and the chain of forms that led there."""

    speaker: Speaker | None
    chain: tuple[str, ...]
    reason: Reason | None = None


@dataclass
class Referent:
    """Somebody a later pronoun or nominal can mean: a member of the cast or an unnamed source."""

    speaker: Speaker
    member: Member | None
    head: Token
    spoke: int  # token index of the last cue; -1 if only mentioned


@dataclass
class State:
    """What has been said so far, while the reports are read in order."""

    doc: Doc
    cast: Cast
    layout: Layout
    spoken: list[Referent] = field(default_factory=list)


def remember(state: State, report: Report, speaker: Speaker, member: Member | None, head: Token) -> None:
    said = Referent(speaker, member, head, report.verb)
    last = state.spoken[-1] if state.spoken else None
    if report.rule == "according_to" and last and state.doc[last.spoke].sent == state.doc[report.verb].sent:
        state.spoken.insert(-1, said)  # "..., Xi said, according to Xinhua": the next "he" is Xi
    else:
        state.spoken.append(said)


def chain(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in forms if f))
