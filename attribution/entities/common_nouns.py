"""What a description by a common noun says: "the Kenyan water minister", "her 43-year-old neighbour"."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from spacy.tokens import Token

from ..language.ages import age_phrase_start
from ..language.animacy import is_human, is_listed_human, is_thing
from ..language.grammar import introducer, possessor
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .noun_phrases import Phrase, first_word, noun_lemma
from .offices import GENERIC_NOUNS, TITLE_PARTS

NEGATIVE_WORDS = frozenset({"nobody", "none", "no", "anyone", "anybody", "everyone", "everybody", "neither"})
RESTRICTIONS = frozenset({"nmod", "prep", "acl", "acl:relcl", "relcl", "appos"})
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "nmod:desc", "nummod", "flat"})
UNINFORMATIVE = frozenset(
    "former retired veteran then current new late own same first senior top young old outgoing incoming".split()
)
AGE_ADJECTIVES = frozenset({"old", "young", "elderly", "older", "younger"})
OPENINGS = {"the": "the", "this": "this", "that": "this", "these": "this", "those": "this"}


class Description(NamedTuple):
    """What the words of a description say. ``opening`` is "the", "this", "his" for any possessor, "a" or "".

    ``noun`` is the key of the singular, ``age`` is set in "the 43-year-old" and "the 43-year-old baker". ``aged``: it
    has an age or an adjective of age: "the old man".
    """

    noun: str
    kind: SpeakerKind
    plural: bool
    opening: str
    owner: str
    modifiers: frozenset[str]
    capitals: frozenset[str]  # of modifiers and noun, those with a capital
    restricted: bool  # by what follows the noun: "the mayor of Ardle", but not "the 43-year-old from Ardle"
    age: str
    aged: bool
    first: int
    last: int

    @property
    def is_generic(self) -> bool:
        """Whether it tells nothing but that it is a person: "the woman"."""
        return self.noun in GENERIC_NOUNS and not self.modifiers and not self.aged

    @property
    def is_of_person(self) -> bool:
        """Whether it is of one by its age or noun."""
        return bool(self.age) or is_human(self.noun)

    @property
    def may_be_body(self) -> bool:
        """Whether it may mean a body: its noun denotes one, or is listed neither for people nor for things."""
        if self.is_of_unknown_kind:
            return not (self.age or self.aged or is_listed_human(self.noun) or is_thing(self.noun))
        return self.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.ANONYMOUS)

    @property
    def is_of_unknown_kind(self) -> bool:
        """Whether its noun is in no list for bodies: "the operator", but not "the developer"."""
        return self.kind == SpeakerKind.ANONYMOUS and self.noun not in words("company_nouns")

    @property
    def noun_class(self) -> str:
        """The class of its noun: how readily it means somebody who was not called so before."""
        if self.kind == SpeakerKind.ORGANIZATION:
            return self.class_of_body
        if self.kind != SpeakerKind.ANONYMOUS:
            return self.kind.value
        if self.is_generic:
            return "generic"
        old = self.noun in GENERIC_NOUNS and self.aged
        if self.age or old or self.noun in words("epithet_nouns") or self.noun in self.capitals:
            return "epithet"  # "the Kenyan"
        if self.noun in words("unnamed_offices"):
            return "office"
        return "person" if is_human(self.noun) else "unknown"

    @property
    def class_of_body(self) -> str:
        """The class of its noun for bodies: "the council" often is one that was never named, "the company" is not."""
        if self.noun in words("company_nouns"):
            return "company"
        if self.noun not in words("body_nouns"):
            return "agent"  # "the operator"
        return "institution" if self.noun in words("institution_nouns") else "body"


def described_by(phrase: Phrase) -> Description:
    """What a description says."""
    head, lefts = phrase.head, list(phrase.head.lefts)
    noun, own, first = key(noun_lemma(head)), modifiers(head), first_word(head)
    owner, age = possessor(head), _age(head)
    opening = _opening(first, lefts, owner)
    capitals = {key(c.text) for c in (*lefts, head) if c.text[:1].isupper()}
    return Description(
        noun, phrase.kind, head.tag_ in ("NNS", "NNPS"), opening,
        key(owner.text) if owner is not None and owner.pos_ != "PRON" else "", frozenset(own),
        frozenset(capitals & (own | {noun})),
        any(_restricts(c, opening) for c in head.rights if not (age and introducer(c) == "from")), age,
        bool(age) or any(c.lower_ in AGE_ADJECTIVES for c in lefts), first.i, head.right_edge.i,
    )  # fmt: skip


def _restricts(token: Token, opening: str) -> bool:
    """Whether a modifier after a noun tells whom it means: "the mayor of Ardle".

    Not "secretary of [state]", "mother of [two]", or what follows "the plumber" after a comma.
    """
    first = token.left_edge
    after_comma = (
        opening != "a" and token.dep_ != "appos" and "," in (first.text, first.nbor(-1).text if first.i else "")
    )
    return token.dep_ in RESTRICTIONS and not after_comma and key(token.text) not in TITLE_PARTS and token.pos_ != "NUM"


def _opening(first: Token, lefts: list[Token], owner: Token | None) -> str:
    if owner is not None:
        return "his"
    opening = next((lower for c in (first, *lefts) if (lower := c.lower_) in OPENINGS), "")
    if opening:
        return OPENINGS[opening]
    determined = any(c.dep_ in ("det", "nummod") or c.lower_ in NEGATIVE_WORDS for c in lefts)
    return "a" if determined or first.lower_ in ("a", "an") else ""


def _age(head: Token) -> str:
    """The number in "the [43]-year-old" or "the [43]-year-old baker", or ""."""
    if age_phrase_start(head) is not None:
        return head.nbor(-4).text
    ends = (t for t in head.doc[head.left_edge.i : head.i] if t.lower_ == "old" and age_phrase_start(t) is not None)
    return next((t.nbor(-4).text for t in ends), "")


def modifiers(head: Token) -> set[str]:
    """The keys of the distinctive modifiers before a noun: "kenyan" and "water" in "the Kenyan water minister"."""
    kept = (c for c in head.lefts if c.dep_ in PREMODIFIERS and (c.is_alpha or "-" in c.text))
    return {key(c.text) for c in kept} - UNINFORMATIVE


def is_role_beside_name(noun: Token, named: Container[int]) -> bool:
    """Whether a noun without an article tells what somebody is: "Ana Lopez, [baker] and [maker] of clocks, said".

    ``named`` are the tokens of the names.
    """
    lefts = [child for child in noun.lefts if child.dep_ not in ("cc", "punct")]
    if noun.tag_ != "NN" or noun.i in named or any(child.dep_ not in ("amod", "compound") for child in lefts):
        return False
    first = lefts[0].left_edge.i if lefts else noun.i
    before = noun.doc[first - 1].lower_ if first > 1 else ""
    if before == "," and first - 2 in named:
        return is_human(noun_lemma(noun))
    if before != "and" or noun.dep_ != "conj":
        return False
    joined = (noun.head, *noun.head.children)
    return any(is_role_beside_name(other, named) for other in joined if other.i < noun.i)
