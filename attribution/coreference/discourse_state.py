"""The state of the discourse while an article is resolved: entities, referents, mentions and speakers so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from spacy.tokens import Doc, Token

from ..article.article import Article
from ..article.mention_roles import LEADING, OWNER, PRONOUN, QUOTED
from ..entities.entity import Entities, Entity
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import SUBJECTS
from ..language.name_key import key
from ..model import Factor, Reason, Span, Speaker, SpeakerKind
from ..rules.report import Report, Source

if TYPE_CHECKING:
    from .mentions import Mention


class LinkForm(StrEnum):
    """How the mention beside a cue leads to its speaker."""

    NAME = "name"
    SHARED_NAME = "shared name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    GROUP = "group"
    FIRST_PERSON = "first person"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result for a source: its speaker, or the reason why there is none, and the chain from mention to name.

    ``probability`` that the mention means this speaker: the ranker's at first, then the calibrated one (``links``).
    ``factors`` spoke for it, largest first. ``referent`` is the one that the mention means; one of a pronoun or
    description may get its name later. ``options`` is the number of candidates, ``antecedent`` the token of the chosen
    one.
    """

    speaker: Speaker | None
    chain: tuple[str, ...]
    reason: Reason | None = None
    probability: float = 1.0
    factors: tuple[Factor, ...] = ()
    referent: Referent | None = None
    form: LinkForm = LinkForm.NAME
    options: int = 0
    antecedent: int = -1


@dataclass(eq=False, slots=True)
class Referent:
    """A possible antecedent: a named entity, or a person or thing that is only described.

    ``last_mention`` is the token of the last mention, ``role`` and ``form`` its role and form (see
    ``article.mention_roles``), ``last_cue`` the head of the last cue of which it was the source, -1 if there is none.
    """

    kind: SpeakerKind
    head: Token
    entity: Entity | None = None
    gender: str = ""
    name: str = ""  # of an unnamed referent, set when it first speaks
    speaks_for: str = ""
    last_mention: int = -1
    role: int = 0
    form: int = 0
    mention_count: int = 0
    last_cue: int = -1
    died: bool = False  # by a pronoun: "He died in 2001"
    members: tuple[Speaker, ...] = ()  # of a group that the article lists
    said: tuple[Span, ...] = ()  # the content of the last report of which it was the source

    @property
    def speaker(self) -> Speaker:
        """The referent as a speaker. An unnamed one must have its ``name`` set."""
        if self.entity is not None:
            return self.entity.speaker
        return Speaker(self.name, self.kind, None, self.speaks_for or None, members=self.members)


class Candidate(NamedTuple):
    """A referent that a mention may have. ``at`` is the token of its last mention, or of its name if it ``follows``.

    ``rank`` is the number of candidates between it and the mention.
    """

    referent: Referent
    at: int
    role: int
    rank: int
    follows: bool = False


class Choice(NamedTuple):
    """Whom a mention means (None: nobody, or somebody new), how likely, and what spoke for it.

    ``factors`` are the features by which the choice differs most from the next best one, ``options`` is the number of
    candidates.
    """

    candidate: Candidate | None
    probability: float
    factors: tuple[Factor, ...] = ()
    options: int = 0


Choose = Callable[["DiscourseState", "Mention", list[Candidate]], Choice]


@dataclass(slots=True)
class DiscourseState:
    """What is known so far while the article is processed in text order."""

    doc: Doc
    entities: Entities
    article: Article
    decide: Choose  # picks one of a mention's candidates
    author: Entity | None = None  # the person named in the byline
    reports: dict[int, Report] = field(default_factory=dict)  # by the head of their source
    quoted_by: dict[int, int] = field(default_factory=dict)  # the head of the source, by where passage or turn begins
    referents: dict[int, Referent] = field(default_factory=dict)  # by the entity's id
    unnamed: dict[str, list[Referent]] = field(default_factory=dict)  # by the noun's lemma
    unlisted: dict[str, Referent] = field(default_factory=dict)  # names that are not among the entities
    first_names: list[tuple[int, Entity]] | None = None  # persons by the token of their first mention; filled on use
    mid_sentence_nouns: frozenset[int] | None = None  # hashes of nouns not only sentence-initial; filled on first use
    recent: OrderedDict[int, Referent] = field(default_factory=OrderedDict)  # by id, most recent mention last
    sentence_subjects: dict[int, Referent] = field(default_factory=dict)  # the first one of each narrative sentence
    choices: dict[int, Choice] = field(default_factory=dict)  # whom a mention that is no name of its own means
    described: dict[int, Referent] = field(default_factory=dict)  # the referents of descriptions, by token
    speakers: list[Referent] = field(default_factory=list)
    kin: dict[int, tuple[str, Referent]] = field(default_factory=dict)  # whose relative, by the id of the relative
    groups: list[Referent] = field(default_factory=list)  # people whom the article lists together
    protagonist: Referent | None = None  # the person mentioned most often so far

    def referent_of(self, entity: Entity, head: Token) -> Referent:
        """The referent of a named entity, created on its first mention."""
        found = self.referents.get(id(entity))
        if found is None:
            found = self.referents[id(entity)] = Referent(entity.kind, head, entity, entity.gender)
        return found

    def speaker_around(self, token: Token) -> Referent | None:
        """The speaker of the quoted passage or the turn in which a token stands, if it is known by then, or None."""
        around = self.article.passage_at(token.idx) or self.article.paragraph_at(token.idx)
        head = self.quoted_by.get(around.start)
        if head is None or head == token.i:
            return None
        choice, entity = self.choices.get(head), self.entities.by_token.get(head)
        if choice is not None and choice.candidate is not None:
            return choice.candidate.referent
        if entity is None:
            return self.described.get(head)
        return self.referents.get(id(entity)) or Referent(entity.kind, self.article.tokens[head], entity)

    def printed(self, source: Source) -> str:
        """The text of a source."""
        return self.article.text[source.span.start : source.span.end]


def note_mention(state: DiscourseState, referent: Referent, at: int, role: int, form: int) -> None:
    """Record a mention, which makes the referent the most recent one.

    A mention inside a quotation only counts as such if the referent was never mentioned outside one. A possessive does
    not change the subject of its sentence (LOPEZ shook *her* head) unless it opens another (and *her* wife left).
    """
    if role == QUOTED and referent.mention_count and referent.role != QUOTED:
        referent.mention_count += 1
        return
    owned = state.article.tokens[at].head
    own = role == OWNER and form == PRONOUN and referent.role in LEADING and owned.dep_ not in SUBJECTS
    if not own or state.article.sentence[at] != state.article.sentence[referent.last_mention]:
        referent.last_mention, referent.role, referent.form = at, role, form
    referent.mention_count += 1
    state.recent[id(referent)] = referent
    state.recent.move_to_end(id(referent))
    if role in LEADING and form != PRONOUN:
        state.sentence_subjects.setdefault(state.article.narrative_sentence(at), referent)
    leader = state.protagonist
    if referent.kind == SpeakerKind.PERSON and (leader is None or referent.mention_count > leader.mention_count):
        state.protagonist = referent


def note_speaker(state: DiscourseState, report: Report, referent: Referent) -> None:
    """Record the referent as the source of a report.

    Who is only quoted by the speaker is not the last to speak: "He told me so," XI said. "[She] laughed."
    """
    if report.rule.told_by_another:
        return
    last = state.speakers[-1] if state.speakers else None
    referent.last_cue, referent.said = max(referent.last_cue, report.cue_head), report.content
    if (
        report.rule.wraps_clause
        and last
        and state.article.tokens[last.last_cue].sent == state.article.tokens[report.cue_head].sent
    ):
        state.speakers.insert(-1, referent)  # "..., Xi said, according to Xinhua": the next "he" is Xi
    else:
        state.speakers.append(referent)


def give_name(state: DiscourseState, referent: Referent, entity: Entity) -> None:
    """Let an unnamed referent be the one of a named entity, which is called by its noun from now on."""
    if referent.head.tag_ in ("NN", "NNP"):
        state.entities.add_description(entity, key(noun_lemma(referent.head)))
    referent.entity, referent.kind, referent.gender = entity, entity.kind, entity.gender or referent.gender
    state.referents[id(entity)] = referent


def forget(state: DiscourseState, referent: Referent) -> None:
    """Remove an unnamed referent, which turned out to be another."""
    state.recent.pop(id(referent), None)
    for same in state.unnamed.values():
        if referent in same:
            same.remove(referent)
    for sentence in [n for n, subject in state.sentence_subjects.items() if subject is referent]:
        del state.sentence_subjects[sentence]


def chain(*forms: str) -> tuple[str, ...]:
    """The forms from mention to name, without empty ones and duplicates."""
    return tuple(dict.fromkeys(f for f in forms if f))
