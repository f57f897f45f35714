"""What the resolver carries through an article: its entities, who was mentioned where, and who has spoken so far."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ..article.article import Article
from ..article.mention_roles import QUOTED
from ..entities.entity import Entities, Entity
from ..model import Reason, Speaker, SpeakerKind
from ..rules.report import Report


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is: the speaker, or the reason for silence, and the chain of forms that led there."""

    speaker: Speaker | None
    chain: tuple[str, ...]
    reason: Reason | None = None


@dataclass(eq=False, slots=True)
class Referent:
    """Somebody a later pronoun or nominal can mean: a named entity, or one that is only described.

    ``at`` is the token of the last mention, ``role`` its role, ``form`` how it was made; ``spoke`` is the token of
    the last cue (-1 if only mentioned).
    """

    kind: SpeakerKind
    head: Token
    entity: Entity | None = None
    gender: str = ""
    name: str = ""  # what an unnamed one is called, once it has spoken
    speaks_for: str = ""
    at: int = -1
    role: int = 0
    form: int = 0
    count: int = 0
    spoke: int = -1

    @property
    def speaker(self) -> Speaker:
        """The referent as a speaker; an unnamed one must have been called something."""
        if self.entity is not None:
            return self.entity.speaker
        return Speaker(self.name, self.kind, None, self.speaks_for or None)


@dataclass(slots=True)
class State:
    """What has been read so far, while the article is gone through in order."""

    doc: Doc
    entities: Entities
    article: Article
    reports: dict[int, Report] = field(default_factory=dict)  # by the head of their source
    referents: dict[int, Referent] = field(default_factory=dict)  # by the entity's id
    unnamed: dict[str, list[Referent]] = field(default_factory=dict)  # by the noun's lemma
    unlisted: dict[str, list[Referent]] = field(default_factory=dict)  # by a name that the entities does not have
    described: dict[tuple[str, int], list[Referent]] = field(default_factory=dict)  # the unnamed by noun and token
    aged: dict[str, list[Entity]] | None = None  # by the age that stands after a name, once it is asked for
    within: frozenset[int] | None = None  # the nouns that stand within a sentence somewhere, once they are asked for
    recent: OrderedDict[int, Referent] = field(default_factory=OrderedDict)  # by id, the last mentioned one last
    leaders: dict[int, Referent] = field(default_factory=dict)  # the first subject of each sentence
    pronouns: dict[int, Referent | None] = field(default_factory=dict)  # by token: whom it means
    spoken: list[Referent] = field(default_factory=list)
    voiced: list[tuple[Report, Referent]] = field(default_factory=list)  # what the unnamed have said

    def of(self, entity: Entity, head: Token) -> Referent:
        """The referent of a named entity."""
        found = self.referents.get(id(entity))
        if found is None:
            found = self.referents[id(entity)] = Referent(entity.kind, head, entity, entity.gender)
        return found


def seen(state: State, referent: Referent, at: int, role: int, form: int) -> None:
    """Note a mention: the referent is now the last one that was mentioned.

    What is mentioned inside a quotation is no part of the story round it, unless it never was.
    """
    if role == QUOTED and referent.count and referent.role != QUOTED:
        referent.count += 1
        return
    referent.at, referent.role, referent.form = at, role, form
    referent.count += 1
    state.recent[id(referent)] = referent
    state.recent.move_to_end(id(referent))


def remember(state: State, report: Report, referent: Referent) -> None:
    """Note that somebody has spoken."""
    last = state.spoken[-1] if state.spoken else None
    referent.spoke = max(referent.spoke, report.cue_head)
    if referent.entity is None:
        state.voiced.append((report, referent))
    if (
        report.rule.wraps_clause
        and last
        and state.article.tokens[last.spoke].sent == state.article.tokens[report.cue_head].sent
    ):
        state.spoken.insert(-1, referent)  # "..., Xi said, according to Xinhua": the next "he" is Xi
    else:
        state.spoken.append(referent)


def chain(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in forms if f))
