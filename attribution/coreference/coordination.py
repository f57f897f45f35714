"""The parts of a source that names several: "Lopez and Okafor", "he and his deputy, Ana Lopez"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Token

from ..entities.common_nouns import is_role_beside_name
from ..entities.entity import Entities
from ..language.grammar import is_noun
from ..language.times import TIMES
from ..model import Span, SpeakerKind
from ..rules.report import Source
from .discourse_state import DiscourseState

MAX_MEMBERS = 20
COORDINATORS = frozenset({"and", "&", "plus", "or", "nor", "but"})
LIST_SEPARATORS = frozenset({",", "and", "&"})
RIVAL_CONJUNCTIONS = frozenset({"or", "nor", "but"})  # "Lopez or her deputy" is one of them, and nobody knows which


def coordinated_sources(state: DiscourseState, source: Source) -> list[Source]:
    """The parts of a coordinated source, each as a source of its own; empty if it is not coordinated.

    The part of a conjunct ends where the next one's coordination begins: "his deputy, Ana Lopez" is one part.
    """
    tokens, entities = state.article.tokens, state.entities
    heads = [head for head in conjuncts(tokens[source.head]) if head.idx < source.span.end]
    heads = _without_split_off(tokens, entities, heads)
    if len(heads) < 2 or not all(is_noun(head) or head.pos_ == "PRON" for head in heads):
        return _listed_names(state, source)
    if is_alternative(heads) or _is_in_apposition(tokens, entities, *heads[:2]) or heads[1].lower_ in TIMES:
        return []
    return [Source(_span_of_part(head, heads, source), head.i, source.rule) for head in heads]


def conjuncts(first: Token) -> list[Token]:
    """A token and the conjuncts that follow it, in text order; only the token if there are too many."""
    heads = [first]
    for head in heads:
        heads += [child for child in head.children if child.dep_ == "conj" and child.i > head.i]
        if len(heads) > MAX_MEMBERS:
            return [first]
    return sorted(heads, key=attrgetter("i"))


def is_alternative(heads: list[Token]) -> bool:
    """Whether conjuncts are joined by "or" or "but"."""
    return any(child.lower_ in RIVAL_CONJUNCTIONS for head in heads for child in head.children if child.dep_ == "cc")


def _is_in_apposition(tokens: list[Token], entities: Entities, first: Token, second: Token) -> bool:
    """Whether a conjunct goes on with what is said of a name: "Ana Lopez, his apprentice and now his [successor]".

    So does a role without an article: "Ana Lopez, [baker] and maker of clocks".
    """
    end = entities.end_of_mention(first.i)
    if is_role_beside_name(second, entities.by_token):
        return True
    opened = end > first.i and end < len(tokens) and tokens[end].text == ","
    between = [token.lower_ for token in tokens[end + 1 : second.i]] if opened else []
    joined = next((n for n, word in enumerate(between) if word in COORDINATORS), 0)
    return joined > 0 and between[joined - 1] != "," and second.i not in entities.by_token


def _without_split_off(tokens: list[Token], entities: Entities, heads: list[Token]) -> list[Token]:
    """The heads without those that the parser split off another one.

    Words of one noun phrase ("his co - author") or name, and a description in apposition ("his deputy, [Lopez]").
    """
    named, kept = entities.by_token, []
    for head, following in pairwise(heads):
        between = [token.lower_ for token in tokens[head.i + 1 : following.i]]
        described = head.i not in named and is_noun(head) and following.i in named
        if not COORDINATORS.isdisjoint(between) or ("," in between and not described):
            kept.append(head)
    coordinated = any(token.lower_ in COORDINATORS for token in tokens[heads[0].i : heads[-1].i])
    return [*kept, heads[-1]] if coordinated else []


def _listed_names(state: DiscourseState, source: Source) -> list[Source]:
    """The names of a list that ends the source, whatever the parser made of it: "Councillors A, B and C"."""
    tokens, found, joined = state.article.tokens, list[Source](), False
    at, end = (bisect_left(state.article.starts, offset) for offset in (source.span.start, source.span.end))
    while at < end:
        entity, after = state.entities.by_token.get(at), state.entities.end_of_mention(at)
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            last = tokens[after - 1]
            found.append(Source(Span(tokens[at].idx, last.idx + len(last)), at, source.rule))
        elif found and tokens[at].lower_ not in LIST_SEPARATORS:
            return []
        else:
            joined = joined or (bool(found) and tokens[at].text != ",")
            after = at + 1
        at = after
    return found if joined and len(found) > 1 else []


def _span_of_part(head: Token, heads: list[Token], source: Source) -> Span:
    """The offsets of a conjunct with its modifiers, without conjunction and further conjuncts."""
    last = head
    for child in head.rights:
        if child in heads or child.dep_ == "cc" or child.idx >= source.span.end:
            break
        last = child.right_edge if child.dep_ != "punct" else last
    lefts = [child.left_edge for child in head.lefts if child.dep_ not in ("cc", "punct")]
    start = max(min((token.idx for token in lefts), default=head.idx), source.span.start)
    return Span(start, max(min(last.idx + len(last), source.span.end), start))
