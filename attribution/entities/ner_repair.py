"""Correct errors of the entity recognizer: two persons in one entity, a person within an organization, a bare title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from ..language.grammar import ARTICLES, HYPHENS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import Name, is_initial, is_suffix, parse_name
from ..language.person_words import is_given_name, is_person_word
from .gender import gender_by_name
from .name_extents import follows_initials
from .noun_phrases import is_bare_role, noun_lemma

Votes = dict[tuple[str, ...], Counter[str]]
FULL_NAME_WORDS = 2  # minimum words of a full name
MIN_MENTIONS = 2  # mentions that confirm a name
MAX_NAME_TOKENS = 6  # tokens of a name that was tagged as common nouns
MAX_INITIALS_OF_BODY = 3  # letters: "Ana [BBC]"
MAX_INITIALS, MAX_OFFICE = 5, 10  # letters of an office's initials, tokens of an office in full
OFFICE_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "PUNCT"})
OFFICE_PREPOSITIONS = frozenset({"of", "for", "to", "at"})  # between an office and its organization
LEADER_TITLES = frozenset("chief executive ceo chairman chairwoman chair director head founder co-founder".split())
MIN_JOINED_WORDS = 3  # words of an entity that may be several names
HEADLINE_WINDOW, MIN_LETTERS = 3, 4  # following words that show Title Case, and their minimum length
COUNTRY_KEYS = ("us",)  # in the list of titles, but not a title on its own: "the U.S. said"
NOT_GIVEN_NAMES = frozenset("team camp never ready draft stop anti pro the new old president mr mrs ms".split())


def split_joined_names(entity: Span, votes: Votes) -> Iterator[Span]:
    """Split a recognized person into the names that also occur separately in the article.

    "Ana Lopez Beats Carlos Ruiz" -> Ana Lopez, Carlos Ruiz; "Floridians Ana Lopez" -> Ana Lopez. A word after a name
    belongs to it ("Ana Lopez Reyes"), unless it continues a headline.
    """
    if entity.label_ != "PERSON" or len(entity) < MIN_JOINED_WORDS:
        yield entity
        return
    keys = tuple(key(token.text) for token in entity)
    whole = votes[parse_name(entity.text).keys].total()
    first = next((n for n in (3, 2) if n < len(keys) and _is_as_common(keys[:n], whole, votes)), 0)
    last = next((n for n in (3, 2) if n < len(keys) - first and _is_as_common(keys[-n:], whole, votes)), 0)
    if last and not first and not _starts_with_other_word(entity, last):
        last = 0  # "Aung San Suu Kyi", "Maria de la Cruz"
    if last and (not first or len(keys) > first + 1):
        yield Span(entity.doc, entity.end - last, entity.end, label="PERSON")
        if first:
            yield Span(entity.doc, entity.start, entity.start + first, label="PERSON")
    elif first and (len(keys) - first > 1 or _in_a_headline(entity)):
        yield Span(entity.doc, entity.start, entity.start + first, label="PERSON")
    else:
        yield entity


def with_shouted_names(entities: list[Span], tokens: list[Token], start: int) -> list[Span]:
    """The entities, with names in capitals in a text in ordinary case: "minister [ANA LOPEZ]", "[Ana LOPEZ]"."""
    found: list[Span] = []
    for at in range(start + 1, len(tokens)):
        before = tokens[at - 1]
        if not tokens[at].text.isupper() or before.text.isupper():
            continue
        given = _is_given(before) and _is_family_in_capitals(tokens[at], before)
        if not given and noun_lemma(before) not in office_words():
            continue
        end = at
        while end < len(tokens) and end - at < MAX_NAME_TOKENS and _is_shouted(tokens, end):
            end += 1
        if (given or end - at > 1) and tokens[end - 1].text not in HYPHENS:
            found.append(Span(before.doc, at - given, end, "PERSON"))
    inside = {index for span in found for index in range(span.start, span.end)}
    kept = [e for e in entities if inside.isdisjoint(range(e.start, e.end))] if found else entities
    return sorted([*kept, *found], key=lambda span: span.start)


def _is_given(token: Token) -> bool:
    return token.text.istitle() and token.is_alpha and (token.ent_type_ == "PERSON" or is_given_name(token.text))


def _is_family_in_capitals(token: Token, given: Token) -> bool:
    """Whether a word in capitals after a given name is the family name: no initials, no honour, nor with digits."""
    word = token.text
    surely = len(word) > MAX_INITIALS_OF_BODY or "PERSON" in (token.ent_type_, given.ent_type_)
    return word.isalpha() and len(word) > 1 and surely and not is_suffix(word) and not is_initial(word)


def _is_shouted(tokens: list[Token], at: int) -> bool:
    word = tokens[at].text
    joins = word in HYPHENS and not tokens[at - 1].whitespace_ and not tokens[at].whitespace_
    return joins or (word.isalpha() and word.isupper() and len(word) > 1)


def called_body(run: Span, tokens: list[Token]) -> Span:
    """The name in a run, if its noun is that of a body: "the charity [Second Breakfast]"; else the run itself."""
    start = run.start
    while start > 1 and tokens[start - 1].text.istitle() and tokens[start - 1].pos_ in ("ADJ", "NUM", "NOUN"):
        start -= 1
    before = tokens[start - 1] if start else run[0]
    noun = noun_lemma(before) if before.is_lower and before.tag_ == "NN" else ""
    body = noun in words("body_nouns", "company_nouns")
    return run.doc[start : run.end] if body and not gender_by_name((tokens[start].text, "")) else run


def majority_label(name: Name, votes: Votes) -> str:
    """The most frequent label of a name in the article; "" if it never occurs as an entity of its own."""
    found = votes.get(name.keys)
    return found.most_common(1)[0][0] if found else ""


def follows_office(tokens: list[Token] | Doc, start: int) -> bool:
    """Whether an office and a preposition precede token ``start`` ("minister of", "head of the", "MEC for").

    The name of an organization or subject follows then, possibly before a person's name.
    """
    at = start - 1
    if at > 0 and tokens[at].lower_ == "the":
        at -= 1
    return at > 0 and tokens[at].lower_ in OFFICE_PREPOSITIONS and _is_office(tokens[at - 1])


def _is_office(token: Token) -> bool:
    """Whether a word is an office, in full or by its initials at the start of a sentence: "minister", "MEC"."""
    initials = token.is_sent_start and token.text.isupper() and token.text.isalpha() and 1 < len(token) <= MAX_INITIALS
    return bool(initials) or noun_lemma(token) in office_words()


def _follows_long_office(tokens: list[Token], start: int) -> bool:
    """Whether a sentence or clause up to token ``start`` is an office: "Professor of soil at [Ardle College]"."""
    at = start - 1
    if at < 1 or tokens[at].lower_ not in OFFICE_PREPOSITIONS | {"in", "the"}:
        return False
    while at > 0 and not tokens[at].is_sent_start and start - at < MAX_OFFICE and tokens[at].pos_ in OFFICE_PARTS:
        at -= 1
    return bool(tokens[at].is_sent_start) and _is_office(tokens[at])


def follows_leader_title(tokens: list[Token], start: int) -> bool:
    """Whether "head of", "chief executive of the" or the like precedes token ``start``: an organization follows."""
    at = start - 1
    if at > 0 and tokens[at].lower_ == "the":
        at -= 1
    return at > 0 and tokens[at].lower_ in ("of", "at") and tokens[at - 1].lower_ in LEADER_TITLES


def relative_before(tokens: list[Token], at: int) -> Token | None:
    """The noun before a name at token ``at``, with or without a comma: "his wife, NERYS"; None if it is no relative."""
    before = at - 2 if at > 1 and tokens[at - 1].text == "," else at - 1
    return tokens[before] if before > 0 and tokens[before].lower_ in words("kin_nouns") else None


@cache
def office_words() -> frozenset[str]:
    """Nouns and titles for a single person by office or role, as keys."""
    return words("titles", "person_nouns")


def split_organization_and_person(entity: Span, tokens: list[Token]) -> Iterator[Span]:
    """Split an entity that joins an organization and its office holder: "CEO of the [Harbour Council] [Ana Lopez]".

    So is an office with its holder: "[Member of Parliament] [Ana Lopez]".
    """
    start, office = entity.start, entity.label_ == "ORG" and _is_office(entity[0])
    holder = follows_office(tokens, start) or _follows_long_office(tokens, start)
    part = _person_after(entity, tokens) if len(entity) > 2 and (holder or office) else 0
    if not part or (office and not _hides_name(entity, tokens[part].text)):
        yield entity
        return
    if not office:
        yield Span(entity.doc, start, part, label="LOC" if entity.label_ == "LOC" else "ORG")
    yield Span(entity.doc, part, entity.end, label="PERSON")


def _hides_name(entity: Span, given: str) -> bool:
    """Whether an office before a given name is more than the titles that a name is parsed without."""
    return key(entity[-1].text) not in words("body_words") and parse_name(entity.text).words[0] != given


def _person_after(entity: Span, tokens: list[Token]) -> int:
    """The token where the person's name starts: a given name, or after the organization's last word; 0 if none."""
    start, end = entity.start, entity.end
    for at in range(start + 1, end - 1):
        if gender_by_name((tokens[at].text, "")):
            return at
    last = max((at for at in range(start, end) if key(tokens[at].text) in words("body_words")), default=end)
    capitals = all(tokens[at].text[:1].isupper() or tokens[at].text in HYPHENS for at in range(last + 1, end))
    return last + 1 if FULL_NAME_WORDS <= end - last - 1 <= MAX_NAME_TOKENS and capitals else 0


def _starts_with_other_word(entity: Span, last: int) -> bool:
    """Whether the words before the last ``last`` ones are not part of the name, which starts with a given name."""
    before, given = entity[-last - 1], entity[-last]
    if not (before.text[:1].isupper() and given.text[:1].isupper()):
        return False
    return bool(gender_by_name((given.text, "")) and not gender_by_name((entity[0].text, "")))


def _is_as_common(keys: tuple[str, ...], whole: int, votes: Votes) -> bool:
    found = votes.get(keys)
    return found is not None and found["PERSON"] >= whole and found["PERSON"] * 2 > found.total()


def _in_a_headline(entity: Span) -> bool:
    """Whether the following words are capitalized, as in a Title Case headline."""
    following = [token for token in entity.doc[entity.end : entity.end + HEADLINE_WINDOW] if token.is_alpha]
    return bool(following) and all(token.text[0].isupper() or len(token) < MIN_LETTERS for token in following)


def runs_into_headline(entity: Span, whole: Span, name: Name, votes: Votes) -> bool:
    """Whether ``whole``, an extended entity, only continues into a headline: "Ana Lopez [Wins Mayoral Race]".

    That is so if the article confirms the shorter name and not the longer one.
    """
    if len(whole) == len(entity) or len(name.words) < FULL_NAME_WORDS:
        return False
    doc = whole.doc
    if whole.end > entity.end and doc[entity.end].text in HYPHENS:
        return False
    before = doc[entity.start - 1]
    if whole.start < entity.start and (before.text in HYPHENS or before.is_lower or is_given_name(before.text)):
        return False
    longer = parse_name(whole.text).keys
    return longer not in votes and len(longer) > len(name.keys) and votes[name.keys].total() >= MIN_MENTIONS


def person_tail(entity: Span, name: Name, known: set[str]) -> Span | None:
    """The person at the end of an entity labelled as an organization, or None: "Channel Nine [Ana Lopez]".

    The last word must be a known name of a person (``known``, as keys).
    """
    if entity.label_ != "ORG" or len(entity) < 2 or not name.words or name.keys[-1] not in known:
        return None
    doc, last = entity.doc, entity[-1]
    given = entity[-2]
    if not given.text[:1].isupper() or not last.text[:1].isupper() or key(last.text) != name.keys[-1]:
        return None
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    no_name = key(given.text) in NOT_GIVEN_NAMES or key(given.text) in words("body_words")
    plain = len(entity) == 2 and not the and not no_name
    if not plain and not gender_by_name((given.text, last.text)):
        return None
    return Span(doc, entity.end - 2, entity.end, label="PERSON")


def missed_names(doc: Doc, tokens: list[Token], titled: list[int], inside: set[int], known: set[str]) -> Iterator[Span]:
    """Names that were tagged as common nouns but start with a known name: "[Ban Ki-moon] sat down".

    ``titled`` are the capitalized tokens with such tags, ``inside`` the tokens of known mentions.
    """
    for at in titled:
        if at in inside or key(tokens[at].text) not in known or at + 1 >= len(tokens):
            continue
        end = at + 1
        while end < len(tokens) and end - at < MAX_NAME_TOKENS and _continues_name(tokens, end):
            end += 1
        if end - at > 1 and tokens[end - 1].text not in HYPHENS:
            yield doc[at:end]


def _continues_name(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.text in HYPHENS or before.text in HYPHENS:
        return not before.whitespace_
    return token.text[:1].isupper() and token.is_alpha and token.pos_ in ("NOUN", "PROPN", "X")


def is_title(name: Name, entity: Span, votes: Votes) -> bool:
    """Whether an entity is only a title: "Captain", but not "Steve King", nor "King" where he is named in full."""
    if _is_described_person(entity) or is_bare_role(entity) or _is_owned_office(entity):
        return True
    if follows_initials(entity.doc, entity.end + 3):
        return True  # "[Duty Ranger] (DR) Ana Lopez"
    if key(name.words[-1]) not in words("titles") or name.keys == COUNTRY_KEYS:
        return False
    if len(name.words) > 1:
        named = key(name.words[-1]) in words("title_names") and key(name.words[0]) not in office_words()
        return not (named or (entity.label_ == "PERSON" and gender_by_name(name.words)))
    return entity.label_ != "PERSON" or not any(len(k) > 1 and k[-1] == name.keys[-1] for k in votes)


def _is_described_person(entity: Span) -> bool:
    """Whether an entity is a description in capitals beside a name: "the [Bus Driver], Ana Lopez"."""
    doc, end = entity.doc, entity.end
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].ent_type_ != "PERSON":
        return False
    return entity.start > 0 and doc[entity.start - 1].lower_ in ARTICLES and is_person_word(doc[end - 1].text)


def _is_owned_office(entity: Span) -> bool:
    """Whether an entity is the office of somebody's officer: "the bank's [Head of Sales]"."""
    doc, first = entity.doc, entity.start
    if first == 0 or len(entity) < 3 or doc[first - 1].tag_ not in ("POS", "PRP$"):
        return False
    return doc[first + 1].lower_ == "of" and doc[first].lower_ in LEADER_TITLES | office_words()
