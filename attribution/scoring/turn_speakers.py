"""Who speaks in a turn: the name that its source leads to, and what the source tells besides: words and gender."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..coreference.resolve import Resolution, named, resolve_by_source
from ..entities.noun_phrases import noun_lemma
from ..language.animacy import is_human
from ..language.grammar import RELATIVE_CLAUSES, is_noun
from ..language.lexicon import words
from ..language.noun_genders import gender_of_noun
from ..language.person_words import is_kin, is_person_word
from ..language.pronouns import FEMININE, FIRST_PERSON, HE_OR_SHE
from ..model import Speaker as Named
from ..rules.report import Report

SINGULAR = frozenset({"NN", "NNP"})
CLAUSES = RELATIVE_CLAUSES | {"acl", "advcl"}
REPORTER = frozenset({"i"})  # the words of "I" and "we"


class Speaker(NamedTuple):
    """The name of a speaker ("" if unknown), its words and the nouns of the source in lower case, and the gender.

    ``gender`` is "f", "m", or "" if it is unknown. ``pronoun``: whether the source is one.
    """

    name: str = ""
    words: frozenset[str] = frozenset()
    gender: str = ""
    pronoun: bool = False


class Names:
    """Whom the sources of reports lead to. They are resolved as far as somebody asks: most articles need none."""

    def __init__(self, article: Article, reports: list[Report]) -> None:
        self._found: dict[int, Resolution] = {}
        self._rest = resolve_by_source(article, reports)
        self._read_to = -1  # the head of the last source that was resolved

    def of(self, head: int) -> Named | None:
        """Whom the source with this head leads to, as far as it is known."""
        while self._read_to < head:
            following = next(self._rest, None)
            if following is None:
                break
            self._read_to, self._found[following[0]] = following
        return named(self._found[head]).speaker if head in self._found else None


def speaker_of(article: Article, report: Report, names: Names | None) -> Speaker:
    """The speaker of a report; no words if it has no source. Without ``names``, as the source prints it."""
    if report.source is None:
        return Speaker()
    head = article.tokens[report.source.head]
    if head.lower_ in FIRST_PERSON:
        return Speaker(words=REPORTER)
    first, end = article.token_range(report.source.span)
    who = names.of(head.i) if names is not None else None
    name = who.name if who is not None else ""
    phrase = [token for token in article.tokens[first:end] if _is_of(token, head)]
    own = frozenset(token.lower_ for token in phrase if token.tag_ in SINGULAR)
    told = own | frozenset(name.lower().split())
    if head.lower_ in HE_OR_SHE:
        return Speaker(name, told, "f" if head.lower_ in FEMININE else "m", is_pronoun(head))
    gender = gender_of_token(head) or next(filter(None, map(gender_of_token, phrase)), "") or _gender_of_name(name)
    return Speaker(name, told, gender, is_pronoun(head))


def is_pronoun(head: Token) -> bool:
    """Whether the head of a source is a pronoun other than "I" and "we", which are the reporter's."""
    return head.lower_ in HE_OR_SHE or (head.pos_ == "PRON" and head.lower_ not in FIRST_PERSON)


def may_be_person(article: Article, report: Report) -> bool:
    """Whether the source of a report may be one person: a pronoun, a name, or a noun for a person."""
    if report.source is None:
        return False
    head = article.tokens[report.source.head]
    if head.pos_ == "PRON" or head.ent_type_ == "PERSON":
        return True
    first, end = article.token_range(report.source.span)
    named = any(token.ent_type_ == "PERSON" and _is_of(token, head) for token in article.tokens[first:end])
    return head.ent_type_ == "" and (named or head.tag_ == "NNP" or is_human(noun_lemma(head)))


def _is_of(token: Token, head: Token) -> bool:
    """Whether a token of a source is in no clause about the head: "the mayor, *who* met Wang"."""
    return not any(t.dep_ in CLAUSES for t in (token, *token.ancestors) if t.i > head.i and head in t.ancestors)


def gender_of_token(token: Token) -> str:
    """The gender of a title, a noun for a person or a given name."""
    if token.tag_ not in SINGULAR:
        return ""
    noun = gender_of_noun(token.lower_.rstrip(".").partition("-")[0])
    if noun or token.tag_ != "NNP":
        return noun
    return _gender_of_name(token.text)


def _gender_of_name(name: str) -> str:
    """The gender of the given name in a name."""
    first = name.lower().partition(" ")[0]
    female, male = first in words("female_names"), first in words("male_names")
    return "" if female == male else "f" if female else "m"


def are_two(article: Article, first: Report, second: Report, names: Names) -> bool:
    """Whether the sources of two reports mean two persons: by name, noun or gender, or the reporter."""
    if first.source is not None and second.source is not None and first.source.head == second.source.head:
        return False
    printed = _are_two_in_print(*(speaker_of(article, report, None) for report in (first, second)))
    if printed is not None:
        return printed
    one, other = (speaker_of(article, report, names) for report in (first, second))
    if one.name and other.name:
        return one.name != other.name
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if one.pronoun or other.pronoun:
        return False
    return bool(one.words and other.words) and one.words.isdisjoint(other.words)


def _are_two_in_print(first: Speaker, second: Speaker) -> bool | None:
    """What the sources tell by themselves; None if names have to tell it."""
    if REPORTER in (first.words, second.words):
        return first.words != second.words
    if first.gender and second.gender and first.gender != second.gender:
        return True
    if first.words and first.words == second.words and not first.pronoun:
        return False
    return None


def vocative(article: Article, passage: Passage) -> Token | None:
    """The noun or name by which a passage addresses somebody: "It is late, [Wang]", "[Sir], it rained"; or None."""
    first, end = article.token_range(passage.spans[0])
    for token in article.tokens[first:end]:
        opens = token.i == first or article.tokens[token.i - 1].text == "," or _is_title(article, token.i - 1, first)
        closes = token.i + 1 >= end or article.tokens[token.i + 1].is_punct
        if opens and closes and token.tag_ in SINGULAR and end - first > 2:
            return token
    return None


def _is_title(article: Article, at: int, first: int) -> bool:
    """Whether a token is a title or "your" before a form of address that opens a passage or follows a comma."""
    if at < first or not (at == first or article.tokens[at - 1].text == ","):
        return False
    word = article.tokens[at].lower_.rstrip(".")
    return word == "your" or word in words("titles")


def is_form_of_address(token: Token) -> bool:
    """Whether a noun in the place of an address is a person's: "sir", "boss", "Your Honour", "Dad"."""
    lower = token.lower_
    named = token.tag_ == "NNP" and token.ent_type_ in ("PERSON", "")
    return named or (is_noun(token) and (is_person_word(lower) or is_kin(lower) or lower in words("titles")))
