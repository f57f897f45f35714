"""Several people at once, as a speaker and as whom a mention means: "Lopez and Okafor said", "the couple"."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from spacy.tokens import Token

from ..article.mention_roles import NAME, SUBJECT, mention_role
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import is_noun
from ..model import Speaker, SpeakerKind
from ..rules.report import Report, Source
from .coordination import conjuncts, coordinated_sources, is_alternative
from .discourse_state import DiscourseState, LinkForm, Referent, Resolution, note_mention, note_speaker
from .kin import note_couple

ResolveOne = Callable[[Source], Resolution]
MAX_GROUPS = 20  # groups that are looked at for the same members
MAX_DISTANCE = 260  # tokens between a group and a description of it
COLLECTIVES = {"couple": 2, "pair": 2, "duo": 2, "two": 2, "both": 2, "trio": 3, "three": 3, "four": 4, "five": 5}
ARTICLES_OF_NEW = frozenset({"a", "an", "another", "other"})


def resolve_group(state: DiscourseState, report: Report, source: Source, resolve_one: ResolveOne) -> Resolution | None:
    """The group of the speakers of a coordinated source, or None if it does not name two of them."""
    parts = coordinated_sources(state, source)
    if not any(part.head in state.entities.by_token for part in parts):
        return None  # "doctors and nurses said": one unnamed source
    found = [resolve_one(part) for part in parts]
    members = tuple(dict.fromkeys(who.speaker for who in found if who.speaker is not None))
    if len(members) < 2:
        unknown = next((who.reason for who in found if who.speaker is None), None)
        return Resolution(None, (state.printed(source),), unknown) if unknown else None
    group = _group_of(state, members, state.article.tokens[source.head])
    note_mention(state, group, source.head, SUBJECT, NAME)
    note_speaker(state, report, group)
    probability = prod(who.probability for who in found if who.speaker is not None)
    return Resolution(group.speaker, (state.printed(source), group.name), probability=probability, form=LinkForm.GROUP)


def note_group(state: DiscourseState, at: int) -> None:
    """Record the group of people whose last name is at a token: "Lopez and [Okafor] were in the lake"."""
    tokens = state.article.tokens
    described = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].dep_ == "conj" and is_noun(tokens[at - 2])
    last = first = tokens[at - 2] if described else tokens[at]
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first == last or state.article.is_quoted(at):
        return
    heads = conjuncts(first)
    if first.tag_ == "NNS" and first.nbor().text == ",":
        heads = heads[1:]  # "her neighbours, Lopez and [Okafor]", all parsed as conjuncts
    people = [entity for head in heads if (entity := _person_named(state, head)) is not None]
    if len(people) < max(2, len(heads)) or heads[-1] != last or is_alternative(heads):
        return
    members = tuple(dict.fromkeys(entity.speaker for entity in people))
    if len(members) == len(people) == 2:
        note_couple(state, people, heads)
    if len(members) > 1:
        note_mention(state, _group_of(state, members, first), at, mention_role(state.article, first), NAME)


def _person_named(state: DiscourseState, head: Token) -> Entity | None:
    """The person whom a conjunct names, itself or in apposition: "her navigator, [Ana Lopez]"."""
    tokens, named = state.article.tokens, state.entities.by_token
    described = head.i + 1 < len(tokens) and tokens[head.i + 1].text == ","
    found = named.get(head.i) or (named.get(head.i + 2) if described else None)
    return found if found is not None and found.kind == SpeakerKind.PERSON else None


def without_members(candidates: list[Referent]) -> list[Referent]:
    """The candidates without the people who were last mentioned as members of one of the groups among them."""
    listed = {member.name: group.last_mention for group in candidates for member in group.members}
    return [c for c in candidates if c.entity is None or c.last_mention > listed.get(c.entity.name, -1)]


def group_of_size(state: DiscourseState, head: Token) -> Referent | None:
    """The last group of as many people as a description says, or None: "the couple", "both", "the three men"."""
    counts = (COLLECTIVES[c.lower_] for c in head.lefts if c.lower_ in COLLECTIVES)
    size = COLLECTIVES.get(noun_lemma(head)) or next(counts, 0)
    if not size or any(child.lower_ in ARTICLES_OF_NEW for child in head.lefts):
        return None
    near = (g for g in reversed(state.groups) if head.i - g.last_mention <= MAX_DISTANCE)
    return next((group for group in near if len(group.members) == size), None)


def _group_of(state: DiscourseState, members: tuple[Speaker, ...], head: Token) -> Referent:
    """The group with these members, which is created on its first mention."""
    *others, last = (member.name for member in members)
    name = f"{', '.join(others)} and {last}"
    found = next((group for group in state.groups[-MAX_GROUPS:] if group.name == name), None)
    if found is None:
        found = Referent(SpeakerKind.GROUP, head, name=name, members=members)
        state.groups.append(found)
    return found
