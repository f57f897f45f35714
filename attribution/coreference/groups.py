"""Several speakers at once: "Lopez and Okafor said", "he and his deputy, Ana Lopez, told the court"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from math import prod

from spacy.tokens import Token

from ..article.mention_roles import NAME, OWNERS, SUBJECT, mention_role
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import is_noun
from ..language.names import WEEKDAYS
from ..model import Span, Speaker, SpeakerKind
from ..rules.report import Report, Source
from .animacy import is_human
from .discourse_state import DiscourseState, LinkForm, Referent, Resolution, note_mention, note_speaker
from .kin import note_couple

ResolveOne = Callable[[Source], Resolution]
MAX_MEMBERS = 20
MAX_GROUPS = 20  # groups that are looked at for the same members
MAX_DISTANCE = 260  # tokens between a group and a description of it
COLLECTIVES = {"couple": 2, "pair": 2, "duo": 2, "two": 2, "both": 2, "trio": 3, "three": 3, "four": 4, "five": 5}
ARTICLES_OF_NEW = frozenset({"a", "an", "another", "other"})
COORDINATORS = frozenset({"and", "&", "plus", "or", "nor", "but"})
LIST_SEPARATORS = frozenset({",", "and", "&"})
TIMES = WEEKDAYS | frozenset("yesterday today week month year spring summer autumn winter".split())
RIVAL_CONJUNCTIONS = frozenset({"or", "nor", "but"})  # "Lopez or her deputy" is one of them, and nobody knows which


def coordinated_sources(state: DiscourseState, source: Source) -> list[Source]:
    """The parts of a coordinated source, each as a source of its own; empty if it is not coordinated.

    The part of a conjunct ends where the next one's coordination begins: "his deputy, Ana Lopez" is one part.
    """
    heads = [head for head in _conjuncts(state.article.tokens[source.head]) if head.idx < source.span.end]
    named = state.entities.by_token
    heads = [h for n, h in enumerate(heads) if not n or h.i not in named or named[h.i] is not named.get(heads[n - 1].i)]
    if _are_roles(state, heads):
        return [Source(_span_of_part(heads[-1], set(), source), heads[-1].i, source.rule)]
    heads = _without_repeated(state, heads)
    if len(heads) < 2 or not all(is_noun(head) or head.pos_ == "PRON" for head in heads):
        return _listed_names(state, source)
    if _is_alternative(heads) or _is_in_apposition(state, heads[0], heads[1]) or heads[1].lower_ in TIMES:
        return []
    own = {head.i for head in heads}
    return [Source(_span_of_part(head, own, source), head.i, source.rule) for head in heads]


def _conjuncts(first: Token) -> list[Token]:
    """A token and the conjuncts that follow it, in text order; only the token if there are too many."""
    heads = [first]
    for head in heads:
        heads += [child for child in head.children if child.dep_ == "conj" and child.i > head.i]
        if len(heads) > MAX_MEMBERS:
            return [first]
    return sorted(heads, key=_index)


def _is_in_apposition(state: DiscourseState, first: Token, second: Token) -> bool:
    """Whether a conjunct goes on with what is said of a name: "Ana Lopez, his apprentice and now his [successor]"."""
    tokens, end = state.article.tokens, state.entities.end_of_mention(first.i)
    opened = end > first.i and end < len(tokens) and tokens[end].text == ","
    between = tokens[end + 1 : second.i] if opened else []
    joined = next((n for n, token in enumerate(between) if token.lower_ in COORDINATORS), 0)
    return joined > 0 and between[joined - 1].text != "," and second.i not in state.entities.by_token


def _is_alternative(heads: list[Token]) -> bool:
    return any(child.lower_ in RIVAL_CONJUNCTIONS for head in heads for child in head.children if child.dep_ == "cc")


def _without_repeated(state: DiscourseState, heads: list[Token]) -> list[Token]:
    """The heads without those that the parser split off the next one.

    Words of one noun phrase ("his co - author"), and a description before the name in apposition ("his deputy, Lopez").
    """
    tokens, named = state.article.tokens, state.entities.by_token
    kept = []
    for head, following in pairwise(heads):
        between = [token.lower_ for token in tokens[head.i + 1 : following.i]]
        described = head.i not in named and is_noun(head) and following.i in named and "," in between
        if any(word in COORDINATORS for word in between) or ("," in between and not described):
            kept.append(head)
    coordinated = any(token.lower_ in COORDINATORS for token in tokens[heads[0].i : heads[-1].i])
    return [*kept, *heads[-1:]] if coordinated else []


def _are_roles(state: DiscourseState, heads: list[Token]) -> bool:
    """Whether the conjuncts before a name are its bearer's roles: "poet and performer [Ana Lopez]"."""
    named, roles = state.entities.by_token, heads[:-1]
    person = named.get(heads[-1].i)
    if not roles or person is None or named.get(roles[-1].i + 1) is not person:
        return False
    bare = not any(child.dep_ in ("det", *OWNERS) for role in roles for child in role.lefts)
    return bare and all(role.tag_ in ("NN", "NNP") and is_human(noun_lemma(role)) for role in roles)


def _listed_names(state: DiscourseState, source: Source) -> list[Source]:
    """The names of a list that ends the source, whatever the parser made of it: "Councillors A, B and C"."""
    tokens = state.article.tokens
    at, found, joined = bisect_left(state.article.starts, source.span.start), list[Source](), False
    while at < len(tokens) and tokens[at].idx < source.span.end:
        entity, end = state.entities.by_token.get(at), state.entities.end_of_mention(at)
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            last = tokens[end - 1]
            found.append(Source(Span(tokens[at].idx, last.idx + len(last)), at, source.rule))
            at = end
            continue
        if found and tokens[at].lower_ not in LIST_SEPARATORS:
            return []
        joined = joined or (bool(found) and tokens[at].text != ",")
        at += 1
    return found if joined and len(found) > 1 else []


def _span_of_part(head: Token, heads: set[int], source: Source) -> Span:
    """The offsets of a conjunct with its modifiers, without conjunction and further conjuncts."""
    last = head
    for child in head.rights:
        if child.i in heads or child.dep_ == "cc" or child.idx >= source.span.end:
            break
        last = child.right_edge if child.dep_ != "punct" else last
    first = min([child.left_edge for child in head.lefts if child.dep_ not in ("cc", "punct")] or [head], key=_index)
    start = max(first.idx, source.span.start)
    return Span(start, max(min(last.idx + len(last), source.span.end), start))


def _index(token: Token) -> int:
    return token.i


def resolve_group(state: DiscourseState, report: Report, source: Source, resolve_one: ResolveOne) -> Resolution | None:
    """The group of the speakers of a coordinated source, or None if it does not name two of them."""
    parts = coordinated_sources(state, source)
    if not parts or not any(part.head in state.entities.by_token for part in parts):
        return None  # "doctors and nurses said": one unnamed source
    found = [resolve_one(part) for part in parts]
    if len(parts) == 1:
        return found[0]
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
    heads = _conjuncts(first)
    found = [_entity_named(state, head) for head in heads]
    people = [entity for entity in found if entity is not None and entity.kind == SpeakerKind.PERSON]
    if len(people) < 2 or len(people) < len(heads) or heads[-1] != last or _is_alternative(heads):
        return
    members = tuple(dict.fromkeys(entity.speaker for entity in people))
    if len(members) == len(people) == 2:
        note_couple(state, people, heads)
    if len(members) > 1:
        note_mention(state, _group_of(state, members, first), at, mention_role(state.article, first), NAME)


def without_members(candidates: list[Referent]) -> list[Referent]:
    """The candidates without the people who were last mentioned as members of one of the groups among them."""
    listed = {member.name: group.last_mention for group in candidates for member in group.members}
    return [c for c in candidates if c.entity is None or c.last_mention > listed.get(c.entity.name, -1)]


def _entity_named(state: DiscourseState, head: Token) -> Entity | None:
    """The entity that a conjunct names, itself or in apposition: "her navigator, [Ana Lopez]"."""
    tokens, named = state.article.tokens, state.entities.by_token
    described = head.i + 1 < len(tokens) and tokens[head.i + 1].text == ","
    return named.get(head.i) or (named.get(head.i + 2) if described else None)


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
    name = _joined([member.name for member in members])
    found = next((group for group in state.groups[-MAX_GROUPS:] if group.name == name), None)
    if found is None:
        found = Referent(SpeakerKind.GROUP, head, name=name, members=members)
        state.groups.append(found)
    return found


def _joined(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
