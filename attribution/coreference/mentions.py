"""Mentions to be resolved: pronouns and descriptions, with what the text says about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy
from numpy.typing import NDArray
from spacy.attrs import LEMMA, LOWER, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..article.mention_roles import mention_role
from ..entities.common_nouns import Description, described_by, is_role_beside_name
from ..entities.entity import Entity, SharedName
from ..entities.noun_phrases import Phrase, noun_lemma
from ..language.animacy import is_human
from ..language.grammar import NOUN_TAGS, SUBJECTS
from ..language.lexicon import words
from ..language.noun_genders import gender_by_title, gender_of_noun
from ..language.person_words import SPEAKING_NOUNS
from ..language.pronouns import FEMININE, HE_OR_SHE
from ..language.token_ids import ids, isin, places
from ..model import SpeakerKind
from .discourse_state import Candidate, DiscourseState, Referent

MENTION_RELATIONS = frozenset(
    {"obj", "dobj", "iobj", "dative", "obl", "pobj", "nmod", "conj", "nmod:poss", "poss", "obl:agent"}
)
MAX_OFFICE = 7  # tokens from an office to the name of its holder: "MP for the area Dr Ana Lopez"


class Mention(NamedTuple):
    """A pronoun, description or shared name in its context.

    ``source``: it is the source of a cue, ``cue_lemma`` that cue's. ``content`` are the token ranges of what the source
    says, ``shared`` is set if the mention is a name that several people share.
    """

    token: Token
    word: str
    sentence: int
    paragraph: int
    role: int
    source: bool = False
    cue_lemma: str = ""
    content: tuple[tuple[int, int], ...] = ()
    gender: str = ""
    description: Description | None = None
    shared: SharedName | None = None


class Pair(NamedTuple):
    """A mention and a candidate, with what the candidates have to be compared for.

    ``gap`` is the number of narrative sentences between the two, ``topic`` the candidate that is the first subject of
    this paragraph's last sentence. ``alone``: no other candidate was mentioned in this paragraph.
    """

    state: DiscourseState
    mention: Mention
    candidate: Candidate
    gap: int
    spoke_last: bool
    topic: Candidate | None = None
    alone: bool = False

    @property
    def referent(self) -> Referent:
        return self.candidate.referent

    @property
    def entity(self) -> Entity | None:
        """The candidate's entity, None if it has no name."""
        return self.candidate.referent.entity

    @property
    def described(self) -> Description:
        """What the mention's words say; it must be a description."""
        assert self.mention.description is not None
        return self.mention.description

    @property
    def shared(self) -> SharedName:
        """The mention's name, which must be shared."""
        assert self.mention.shared is not None
        return self.mention.shared


Feature = Callable[[Pair], str | None]


def pronoun_mention(state: DiscourseState, token: Token, source: bool) -> Mention:
    """The mention of a pronoun."""
    word = token.lower_
    return _mention(state, token, source, "" if word not in HE_OR_SHE else "f" if word in FEMININE else "m")


def description_mention(state: DiscourseState, phrase: Phrase, source: bool) -> Mention:
    """The mention of a description."""
    head = phrase.head
    return _mention(state, head, source, gender_of_noun(noun_lemma(head)))._replace(description=described_by(phrase))


def shared_name_mention(state: DiscourseState, at: int) -> Mention:
    """The mention of the shared name that begins at a token."""
    shared = state.entities.shared_names[at]
    head = next((n for n in range(at, shared.end) if n in state.reports), at)
    gender = gender_by_title(shared.name.title.split())
    return _mention(state, state.article.tokens[head], head in state.reports, gender)._replace(shared=shared)


def _mention(state: DiscourseState, token: Token, source: bool, gender: str) -> Mention:
    article, at = state.article, token.i
    report = state.reports.get(at) if source else None
    cue, content = (report.lemma, tuple(map(article.token_range, report.content))) if report is not None else ("", ())
    sentence, role = article.narrative_sentence(at), mention_role(article, token)
    return Mention(token, token.lower_, sentence, article.paragraph[at], role, source, cue, content, gender)


def pronoun_tokens(doc: Doc) -> list[int]:
    """The tokens that are "he" or "she" in any form."""
    return [at for at in places(doc, HE_OR_SHE) if doc[at].ent_type_ != "PERSON"]  # not "He Lifeng"


def description_tokens(doc: Doc) -> list[int]:
    """The tokens whose noun can be a source: "minister", "plumber", "company", "report"."""
    table = doc.to_array([LEMMA, LOWER, TAG])
    known = isin(table[:, 0], _noun_ids()) | isin(table[:, 1], _noun_ids())
    nouns: list[int] = numpy.flatnonzero(isin(table[:, 2], ids(NOUN_TAGS))).tolist()
    return [at for at in nouns if known[at] or is_human(noun_lemma(doc[at]))]


@cache
def _noun_ids() -> NDArray[numpy.uint64]:
    every = words(*SPEAKING_NOUNS)
    return ids(every | {f"{noun}s" for noun in every})


def is_description(state: DiscourseState, token: Token) -> bool:
    """Whether a noun heads a description of its own, which is not part of a name: not "Secretary" before "Lopez"."""
    named, tokens = state.entities.by_token, state.article.tokens
    related = token.dep_ in MENTION_RELATIONS or token.dep_ in SUBJECTS or _is_apart(token)
    if not related or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.i in state.entities.told:
        return False  # "Lopez was elected [mayor]"
    if is_role_beside_name(token, named):
        return False
    if any(child.i in named and child.dep_ in ("appos", "compound", "flat") for child in token.children):
        return False
    after = named.get(token.i + 1)
    if after is not None and not after.is_place:
        return False  # "the charity Clean Rivers"
    for at in range(token.i + 1, min(token.i + MAX_OFFICE, len(tokens))):
        if at in named and named[at].kind == SpeakerKind.PERSON:
            return tokens[at - 1].pos_ == "ADP"  # "the family of Lopez", but not "Secretary of State Lopez"
        if tokens[at].pos_ not in ("PROPN", "NOUN", "ADP", "DET", "ADJ"):
            break
    return True


def _is_apart(noun: Token) -> bool:
    """Whether a person is no apposition to the thing that the parser gave it to: "At the gate, a [guard] who knew"."""
    top = noun.head
    thing = top.tag_ in ("NN", "NNS") and not top.ent_type_ and not is_human(noun_lemma(top))
    return noun.dep_ == "appos" and thing and is_human(noun_lemma(noun))
