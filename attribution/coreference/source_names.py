"""The name that a source leads to beside its nouns, however the parser attached it: "his deputy, [Ana Lopez], said"."""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from typing import NamedTuple

from spacy.tokens import Token

from ..entities.name_extents import follows_initials, is_bracketed_title, nickname_end, nickname_start
from ..entities.naming import is_given
from ..entities.ner_repair import LEADER_TITLES, OFFICE_PREPOSITIONS, office_words
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import SPOKESPERSON_NOUNS, TITLE_PARTS
from ..language.animacy import is_human, is_thing
from ..language.grammar import FINITE_TAGS, HYPHENS, is_noun, is_relative
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import HONOURS
from ..language.synonyms import synonyms
from ..model import SpeakerKind
from ..rules.report import Source
from .discourse_state import DiscourseState

BODY_LABELS = frozenset({"ORG", "LOC", "GPE"})
# "VB" of "lead singer" is a mistake of the tagger.
PREMODIFIERS = frozenset({"NN", "NNS", "NNP", "JJ", "VBN", "VBG", "HYPH", "CD", "RB", "VB"})
OPENS_PART = OFFICE_PREPOSITIONS | {"in", "("}  # of an office: "MEC for Health", "DCP (Crime)"
IN_OFFICES = OPENS_PART | {"the", ")"}
OTHERS = frozenset({"DT", "PRP$", "PRP", "CD", "NNS", "NNPS"})  # tags of what "and" joins as somebody else
WITHIN_NAME = frozenset({"compound", "amod", "nmod:desc", "flat"})
INDEFINITE = frozenset({"a", "an"})
MAX_NAMING = 12  # tokens from a relative pronoun to the name that its clause gives


class Tie(Enum):
    """How a name stands beside the nouns of a source."""

    CLOSING = "closing"  # in apposition at its end, or given to its noun: "the dean, Ana Lopez,", "a woman called Ana"
    ROLE = "role"  # behind nothing but its bearer's role: "Harbour Trust fly-half Ana Lopez"
    BESIDE = "beside"  # behind a noun otherwise


class NamedBeside(NamedTuple):
    """A person's name in a source. ``joined``: "and" is within the role before it."""

    token: Token
    tie: Tie
    joined: bool = False


def name_in_source(state: DiscourseState, source: Source) -> NamedBeside | None:
    """The name of the person whom a source describes, or None.

    "The dean at the time, the Rev [Ana Lopez]", "a report seen by Ardle Radio, the mayor, [Ana Lopez]", "Secretary of
    State [Ana Lopez]"; not "Tom Lopez, who lives with his wife, Ana", "Tom and his wife, Ana", "a friend of Ana Lopez".
    """
    tokens, named = state.article.tokens, state.entities.by_token
    first = bisect_left(state.article.starts, source.span.start)
    end = bisect_left(state.article.starts, source.span.end)
    behind_role = _name_behind_role(state, first, end)
    if behind_role is not None:
        return behind_role
    opens = first in named and not _is_owner(state, first)
    for at in range((max(first, source.head) if opens else first) + 1, min(end + 1, len(tokens))):
        token = tokens[at]
        if is_relative(token):
            return _name_given(state, at, end) or (None if opens else _name_behind_clause(state, source, at, end))
        joins = token.lower_ == "and" and at + 1 < end and tokens[at + 1].tag_ in OTHERS
        if (token.tag_ in FINITE_TAGS and token.dep_ != "amod") or joins or token.text in (";", ":") or token.is_space:
            return None
        if not _is_of_kind(state, at) or named.get(at - 1) is named[at] or _is_owner(state, at):
            continue
        tie = _tie(state, source, first, at)
        if tie is not None:
            return NamedBeside(token, Tie.BESIDE if opens else tie)
        if tokens[at - 1].tag_ != "IN":
            return None  # "Councillors [Ana Lopez], Tom Okafor and"
    return _name_beyond(state, tokens[source.head], end)


def _name_behind_role(state: DiscourseState, first: int, end: int) -> NamedBeside | None:
    """The name that nothing but its bearer's role precedes in a source, or None."""
    tokens, named = state.article.tokens, state.entities.by_token
    at = next((place for place in range(first + 1, end) if tokens[place].text == ","), end)
    person = named.get(at - 1)
    while at > first and person is not None and named.get(at - 1) is person:
        at -= 1
    phrase = tokens[first:at]
    others = [other for token in phrase if (other := named.get(token.i)) is not None and _is_of_kind(state, token.i)]
    if not phrase or not _is_of_kind(state, at) or any(len(other.full_name.words) > 1 for other in others):
        return None  # "Ana Lopez and Mayor Bo Ruiz"
    joined = any(token.lower_ == "and" for token in phrase)
    return NamedBeside(tokens[at], Tie.ROLE, joined) if _is_role(phrase) else None


def _name_beyond(state: DiscourseState, head: Token, end: int) -> NamedBeside | None:
    """The name behind a source that ends too early: "[the roofer], 'Spike' Ana Lopez", "[mother]-of-two Ana Lopez"."""
    tokens, top = state.article.tokens, head
    while top.dep_ in WITHIN_NAME and top.head != top:
        top = top.head
    if top.i >= end and _is_of_kind(state, top.i):
        return NamedBeside(top, Tie.BESIDE)
    family = nickname_end(tokens, end + 1) if end < len(tokens) and tokens[end].text == "," else 0
    return NamedBeside(tokens[family], Tie.BESIDE) if family and _is_of_kind(state, family) else None


def _name_given(state: DiscourseState, at: int, end: int) -> NamedBeside | None:
    """The name that a relative clause gives to its noun: "a passenger, who asked to be known only as [Ms Lim]"."""
    tokens = state.article.tokens
    for place in range(at + 1, min(at + MAX_NAMING, end)):
        if _is_of_kind(state, place) and is_given(tokens, place):
            return NamedBeside(tokens[place], Tie.BESIDE)
    return None


def _name_behind_clause(state: DiscourseState, source: Source, at: int, end: int) -> NamedBeside | None:
    """The name of a noun with a relative clause, behind that: "the woman who runs the shop, [Ana Lopez], said"."""
    last = _last_apposed(state, source, at, end)
    return NamedBeside(last, Tie.CLOSING) if last is not None and _is_of_kind(state, last.i) else None


def _last_apposed(state: DiscourseState, source: Source, first: int, end: int) -> Token | None:
    """The name that closes a phrase behind a comma, unless it may be that of the noun before the comma, or None.

    "The firm that runs the hotel, [Volta Foods], said", but not "the man who lives with his wife, Ana Lopez, said".
    """
    tokens, named = state.article.tokens, state.entities.by_token
    for comma in range(first + 1, end - 1):
        at = comma + 1
        while at < end and at not in named and key(tokens[at].text) in words("titles") | {"the"}:
            at += 1
        if tokens[comma].text == "," and at in named and _ends_apposition(state, source, at):
            return None if _may_be_called(tokens[comma - 1], named[at].kind) else tokens[at]
    return None


def _may_be_called(noun: Token, kind: SpeakerKind) -> bool:
    """Whether a name of a kind behind a noun and a comma may be the noun's: "his wife, [Ana Lopez],"."""
    word = noun_lemma(noun)
    if noun.tag_ in ("NNP", "CD"):
        return True
    return is_human(word) if kind == SpeakerKind.PERSON else word in words("body_nouns", "company_nouns")


def _tie(state: DiscourseState, source: Source, first: int, at: int) -> Tie | None:
    """How the name at a token stands beside what comes before it in the source; None if that is of somebody else."""
    tokens, closed = state.article.tokens, _ends_apposition(state, source, at)
    start = _start_with_additions(tokens, at)
    if is_given(tokens, start):
        return Tie.CLOSING if closed else Tie.BESIDE
    before = _before_role(state, first, start - 1)
    if before <= first and tokens[before].text == ",":
        return None
    if follows_initials(tokens, at):
        return Tie.ROLE
    if tokens[before].text == ",":
        new = state.entities.by_token[at].mentions[0] == at
        return _tie_after_comma(tokens[first:before], closed, new)
    within = any(token.lower_ in OFFICE_PREPOSITIONS for token in tokens[first:before])
    noun = tokens[start - 1]
    if key(tokens[at].text) in TITLE_PARTS and noun.lower_ == "of":
        return Tie.BESIDE  # "Minister of [State Ana Lopez]", however it was recognized
    if noun.lower_ in OFFICE_PREPOSITIONS or noun.pos_ not in ("PROPN", "NOUN", "ADJ") or noun.tag_ in ("NNS", "NNPS"):
        return None
    common = noun.tag_ == "NN" and noun_lemma(noun) not in TITLE_PARTS and is_human(noun_lemma(noun))
    of_the = any(t.lower_ == "the" and t.nbor(-1).lower_ in OFFICE_PREPOSITIONS for t in tokens[first + 1 : start])
    office = key(noun.text) in words("titles", "body_words") or noun.ent_type_ in BODY_LABELS
    if (within and common) or (of_the and not office):
        return None  # "a friend of the singer [Lopez]", "the captain of the [Ana Lopez]", but "chief of staff Lopez"
    return Tie.BESIDE


def _before_role(state: DiscourseState, first: int, before: int) -> int:
    """The token before the title or role that ends at a token: "one of the owners[,] retired gardener Ana Lopez"."""
    tokens = state.article.tokens
    while before > first and key(tokens[before].text) in words("titles") | {"the", "very"}:
        before -= 1
    role = before
    while role > first and tokens[role].tag_ in PREMODIFIERS and not _is_of_kind(state, role):
        role -= 1
    return role if tokens[role].text == "," and is_human(noun_lemma(tokens[before])) else before


def _tie_after_comma(phrase: list[Token], closed: bool, new: bool) -> Tie | None:
    """How a name stands behind a phrase and a comma.

    ``closed``: whether a comma or the source's end follows it; ``new``: whether the article has not named them before.
    """
    if _is_sent_to(phrase):
        return None  # "an email to the singer, [Lopez]"
    if closed and _describes_person(phrase, new):
        return Tie.CLOSING
    return None if any(token.lower_ in OFFICE_PREPOSITIONS for token in phrase) else Tie.BESIDE


def _describes_person(phrase: list[Token], new: bool) -> bool:
    """Whether a phrase describes the person who is named after a comma: not "the friend of the singer, Ana Lopez".

    A ``new`` name after one of many is theirs: "an aide to the mayor, [Ana Lopez]"; "a friend of the singer, Ana Lopez"
    may be either.
    """
    nouns = [token for token in phrase if is_noun(token)]
    human = [n for n in nouns if _is_for_a_person(noun_lemma(n)) and n.nbor().tag_ not in ("POS", "NNP")]
    if len(human) > 1 and human[-1] is nouns[-1] and nouns[-1].tag_ not in ("NNS", "NNPS"):
        first = noun_lemma(human[0])  # "the lawyer for the singer, [Lopez]"
        new = new and phrase[0].lower_ in INDEFINITE and all(token.lower_ != "of" for token in phrase)
        return new or first in SPOKESPERSON_NOUNS | {"one", "lawyer"} or "lawyer" in synonyms().get(first, ())
    return bool(human) or (not is_thing(noun_lemma(nouns[0])) if nouns else phrase[0].lower_ == "one")


def _is_sent_to(phrase: list[Token]) -> bool:
    """Whether a phrase ends with whom a document goes to: "a report by the dean, an email to the singer"."""
    opened = max((at for at, token in enumerate(phrase) if token.text == ","), default=0)
    to = next((at for at in range(opened, len(phrase)) if phrase[at].lower_ == "to"), 0)
    return any(noun_lemma(token) in words("document_nouns", "utterance_nouns") for token in phrase[:to])


def _is_for_a_person(noun: str) -> bool:
    return (is_human(noun) and not is_thing(noun)) or noun in LEADER_TITLES


def _is_of_kind(state: DiscourseState, at: int, kind: SpeakerKind = SpeakerKind.PERSON) -> bool:
    entity = state.entities.by_token.get(at)
    return entity is not None and entity.kind == kind


def _is_owner(state: DiscourseState, at: int) -> bool:
    """Whether "'s" follows the name at a token."""
    end = state.entities.end_of_mention(at)
    return end < len(state.article.tokens) and state.article.tokens[end].tag_ == "POS"


def _start_with_additions(tokens: list[Token], at: int) -> int:
    """The first token of what belongs to a name at token ``at``: '["Spike"] Ana Lopez', "the Rev [(Dr)] Ana Lopez"."""
    added = at > 3 and (is_bracketed_title(tokens, at - 3) or follows_initials(tokens, at))
    return nickname_start(tokens, at) or (at - 3 if added else at)


def _ends_apposition(state: DiscourseState, source: Source, at: int) -> bool:
    """Whether a comma or the end of the source follows the name at a token."""
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    while end < len(tokens) and key(tokens[end].text) in HONOURS:
        end += 1  # "Ana Lopez [KC], said"
    return end >= len(tokens) or tokens[end].text == "," or tokens[end].idx >= source.span.end


def _is_role(phrase: list[Token]) -> bool:
    """Whether the words before a name are its bearer's role: "Harbour Trust fly-half", "Man of the match"."""
    first, role = noun_lemma(phrase[0]), is_human(noun_lemma(phrase[-1]))
    if any(token.lower_ == "and" and not _joins_roles(token) for token in phrase) or phrase[-1].lower_ == "and":
        return False
    if any(token.lower_ in OPENS_PART and not _premodifies(token) for token in phrase):
        begins = first in words("body_nouns") if role else is_human(first)  # "Chamber of trade president Ana Lopez"
        begins = begins or bool(phrase[0].text.isupper() and phrase[0].is_sent_start)  # "MEC for Health Ana Lopez"
        return begins and phrase[-1].lower_ not in OPENS_PART and all(_in_office(token) for token in phrase)
    return (role or phrase[-1].is_lower) and all(_premodifies(token) for token in phrase)


def _premodifies(token: Token) -> bool:
    hyphenated = token.text in HYPHENS or (token.i > 0 and token.nbor(-1).text in HYPHENS)
    body = token.ent_type_ in BODY_LABELS  # "Bureau [of] Fisheries inspector Ana Lopez"
    plain = token.tag_ in PREMODIFIERS or token.lower_ in office_words()
    return body or hyphenated or plain or (token.lower_ == "and" and _joins_roles(token))


def _joins_roles(token: Token) -> bool:
    """Whether "and" joins two roles, or is part of the name of a body: "poet [and] actor", "Rail [and] Tram Union"."""
    if not 0 < token.i < len(token.doc) - 1:
        return False
    before, after = token.nbor(-1), token.nbor()
    roles = before.tag_ == "NN" and is_human(noun_lemma(before)) and after.tag_ in PREMODIFIERS
    return roles or (before.text.istitle() and after.text.istitle())


def _in_office(token: Token) -> bool:
    return token.lower_ in IN_OFFICES or _premodifies(token)


def body_beside(state: DiscourseState, noun: Token, source: Source) -> Token | None:
    """The name of a body beside its description, or None: "The company, [Volta Foods], said", "the charity [Volta]".

    Or behind what tells more of it: "the firm that runs the hotel, [Volta Foods],".
    """
    tokens, at = state.article.tokens, noun.i + 1
    end = bisect_left(state.article.starts, source.span.end)
    apposed = at + 2 < len(tokens) and tokens[at].text == ","
    if noun.tag_ == "NNS" and not apposed:
        return None  # "the families Ardle Council moved"
    at += apposed
    at += at + 1 < len(tokens) and tokens[at].lower_ == "the"
    if at >= end:
        return None
    if _is_of_kind(state, at, SpeakerKind.ORGANIZATION) and (not apposed or _ends_apposition(state, source, at)):
        return tokens[at]
    last = _last_apposed(state, source, noun.i, end) if noun.tag_ == "NN" and not apposed else None
    return last if last is not None and _is_of_kind(state, last.i, SpeakerKind.ORGANIZATION) else None
