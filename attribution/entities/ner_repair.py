"""The recognizer's slips with names: two people in one, a person in a body's name, a family name that is a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import Name, parse_name
from .gender import by_name
from .noun_phrases import HYPHENS, noun

Votes = dict[tuple[str, ...], Counter[str]]
FULL = 2  # words of a full name
OFTEN = 2  # times that it must be there
LONGEST = 6  # tokens of a name that the tagger took for common nouns
OF_BODY = frozenset({"of", "for", "to", "at"})  # between an office and the body in which it is held
LEAD_BODIES = frozenset("chief executive ceo chairman chairwoman chair director head founder co-founder".split())
SHORTEST = 3  # words of a name that can be too long
AFTER, LONG = 3, 4  # words that show a headline, and the letters of one that has a capital in it
LANDS = ("us",)  # no title where it stands alone, as in "the U.S. said"
NO_GIVEN_NAMES = frozenset("team camp never ready draft stop anti pro the new old president mr mrs ms".split())


def parted(entity: Span, votes: Votes) -> Iterator[Span]:
    """The names inside what was recognized as one, where the article has them by themselves.

    "Ana Lopez Beats Carlos Ruiz" -> Ana Lopez, Carlos Ruiz; "Floridians Ana Lopez" -> Ana Lopez. Words after a name
    are a part of it ("Ana Lopez Reyes"), unless a headline goes on with them.
    """
    if entity.label_ != "PERSON" or len(entity) < SHORTEST:
        yield entity
        return
    keys = tuple(key(token.text) for token in entity)
    whole = votes[parse_name(entity.text).keys].total()
    first = next((n for n in (3, 2) if n < len(keys) and _commoner(keys[:n], whole, votes)), 0)
    last = next((n for n in (3, 2) if n < len(keys) - first and _commoner(keys[-n:], whole, votes)), 0)
    if last and not first and not _opens_with_more(entity, last):
        last = 0  # "Aung San Suu Kyi", "Maria de la Cruz"
    if last and (not first or len(keys) > first + 1):
        yield Span(entity.doc, entity.end - last, entity.end, label="PERSON")
        if first:
            yield Span(entity.doc, entity.start, entity.start + first, label="PERSON")
    elif first and (len(keys) - first > 1 or _in_a_headline(entity)):
        yield Span(entity.doc, entity.start, entity.start + first, label="PERSON")
    else:
        yield entity


def majority(name: Name, votes: Votes) -> str:
    """The label that the article gives a name most often; "" for the part of a name that stands nowhere by itself."""
    found = votes.get(name.keys)
    return found.most_common(1)[0][0] if found else ""


def in_office_of(tokens: list[Token] | Doc, start: int) -> bool:
    """Whether "minister of", "head of the" stands before the token ``start``: a body, or a subject, comes first."""
    at = start - 1
    if at > 0 and tokens[at].lower_ == "the":
        at -= 1
    return at > 0 and tokens[at].lower_ in OF_BODY and noun(tokens[at - 1]) in office_words()


def led_by_somebody(tokens: list[Token], start: int) -> bool:
    """Whether "head of", "chief executive of the" stands before the token ``start``: what comes there is a body."""
    at = start - 1
    if at > 0 and tokens[at].lower_ == "the":
        at -= 1
    return at > 0 and tokens[at].lower_ in ("of", "at") and tokens[at - 1].lower_ in LEAD_BODIES


@cache
def office_words() -> frozenset[str]:
    """The nouns for a single person by office or role."""
    return words("titles") | words("person_nouns")


def body_and_person(entity: Span, tokens: list[Token]) -> Iterator[Span]:
    """ "CEO of the [Harbour Council] [Ana Lopez]": a body and who holds an office in it, recognized as one."""
    part = _person_after(entity, tokens) if len(entity) > 2 and in_office_of(tokens, entity.start) else 0
    if not part:
        yield entity
        return
    yield Span(entity.doc, entity.start, part, label="LOC" if entity.label_ == "LOC" else "ORG")
    yield Span(entity.doc, part, entity.end, label="PERSON")


def _person_after(entity: Span, tokens: list[Token]) -> int:
    """Where the person begins: at a given name, or after the last word of a body; 0 for nowhere."""
    start, end = entity.start, entity.end
    for at in range(start + 1, end - 1):
        if by_name((tokens[at].text, "")):
            return at
    last = max((at for at in range(start, end) if key(tokens[at].text) in words("body_words")), default=end)
    capitals = all(tokens[at].text[:1].isupper() or tokens[at].text in HYPHENS for at in range(last + 1, end))
    return last + 1 if FULL <= end - last - 1 <= LONGEST and capitals else 0


def _opens_with_more(entity: Span, last: int) -> bool:
    """Whether what stands before the last words is no name: a given name comes only then."""
    before, given = entity[-last - 1], entity[-last]
    if not (before.text[:1].isupper() and given.text[:1].isupper()):
        return False
    return bool(by_name((given.text, "")) and not by_name((entity[0].text, "")))


def _commoner(keys: tuple[str, ...], whole: int, votes: Votes) -> bool:
    found = votes.get(keys)
    return found is not None and found["PERSON"] >= whole and found["PERSON"] * 2 > found.total()


def _in_a_headline(entity: Span) -> bool:
    """Whether the words that follow go on with capitals, as in a headline in Title Case."""
    following = [token for token in entity.doc[entity.end : entity.end + AFTER] if token.is_alpha]
    return bool(following) and all(token.text[0].isupper() or len(token) < LONG for token in following)


def runs_on(entity: Span, whole: Span, name: Name, votes: Votes) -> bool:
    """ "Ana Lopez [Wins Mayoral Race]": the words after a name that the article has by itself are a headline's."""
    if len(whole) == len(entity) or len(name.words) < FULL:
        return False
    doc = whole.doc
    if whole.end > entity.end and doc[entity.end].text in HYPHENS:
        return False
    if whole.start < entity.start and (doc[entity.start - 1].text in HYPHENS or doc[entity.start - 1].is_lower):
        return False
    longer = parse_name(whole.text).keys
    return longer not in votes and len(longer) > len(name.keys) and votes[name.keys].total() >= OFTEN


def person_tail(entity: Span, name: Name, known: set[str]) -> Span | None:
    """ "Channel Nine [Ana Lopez]", "[Ana Lopez]": a body whose last word names a person elsewhere in the article."""
    if entity.label_ != "ORG" or len(entity) < 2 or not name.words or name.keys[-1] not in known:
        return None
    doc, last = entity.doc, entity[-1]
    given = entity[-2]
    if not given.text[:1].isupper() or not last.text[:1].isupper() or key(last.text) != name.keys[-1]:
        return None
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    no_name = key(given.text) in NO_GIVEN_NAMES or key(given.text) in words("body_words")
    plain = len(entity) == 2 and not the and not no_name
    if not plain and not by_name((given.text, last.text)):
        return None
    return Span(doc, entity.end - 2, entity.end, label="PERSON")


def passed_over(doc: Doc, tokens: list[Token], titled: list[int], inside: set[int], known: set[str]) -> Iterator[Span]:
    """ "[Ban Ki-moon] sat down", where "Ban" alone is a person elsewhere and the tagger took this for common nouns.

    ``titled`` are the tokens with a capital that are tagged as common words.
    """
    for at in titled:
        if at in inside or key(tokens[at].text) not in known or at + 1 >= len(tokens):
            continue
        end = at + 1
        while end < len(tokens) and end - at < LONGEST and _goes_on(tokens, end):
            end += 1
        if end - at > 1 and tokens[end - 1].text not in HYPHENS:
            yield doc[at:end]


def _goes_on(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.text in HYPHENS or before.text in HYPHENS:
        return not before.whitespace_
    return token.text[:1].isupper() and token.is_alpha and token.pos_ in ("NOUN", "PROPN", "X")


def is_title(name: Name, entity: Span, votes: Votes) -> bool:
    """Whether what was recognized is a title and no name: "Captain", but not "Steve King" nor "King" after it."""
    if key(name.words[-1]) not in words("titles") or name.keys == LANDS:
        return False
    if len(name.words) > 1:
        return entity.label_ != "PERSON" or not by_name(name.words)
    return entity.label_ != "PERSON" or not any(len(k) > 1 and k[-1] == name.keys[-1] for k in votes)
