"""Mentions to be resolved: pronouns and descriptions, with what the text says about each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy
from numpy.typing import NDArray
from spacy.attrs import LEMMA, LOWER, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token

from ..article.mention_roles import OWNERS, mention_role
from ..entities.entity import SharedName, gender_by_title, gender_of_noun
from ..entities.noun_phrases import Phrase, first_word, noun_lemma
from ..entities.offices import TITLE_PARTS
from ..language.ages import age_phrase_start
from ..language.grammar import NOUN_TAGS, SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.token_ids import ids, isin, places
from ..model import SpeakerKind
from .animacy import is_human
from .discourse_state import Candidate, DiscourseState

SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
NEGATIVE_WORDS = frozenset({"nobody", "none", "no", "anyone", "anybody", "everyone", "everybody", "neither"})
SPEAKING_NOUNS = ("person_nouns", "body_nouns", "group_nouns", "document_nouns", "roles")
MENTION_RELATIONS = frozenset(
    {"obj", "dobj", "iobj", "dative", "obl", "pobj", "nmod", "conj", "nmod:poss", "poss", "obl:agent"}
)
RESTRICTIONS = frozenset({"nmod", "prep", "acl", "acl:relcl", "relcl", "appos"})
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "nmod:desc", "nummod", "flat"})
UNINFORMATIVE = frozenset(
    "former retired veteran then current new late own same first senior top young old outgoing incoming".split()
)
MAX_OFFICE = 7  # tokens from an office to the name of its holder: "MP for the area Dr Ana Lopez"
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
    restricted: bool  # by what follows the noun: "the mayor of Ardle"
    age: str
    aged: bool
    first: int
    last: int


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
    after_quotation: bool = False  # it is a source after a quotation that opens the paragraph
    cue_lemma: str = ""
    content: tuple[tuple[int, int], ...] = ()
    gender: str = ""
    description: Description | None = None
    shared: SharedName | None = None


class Pair(NamedTuple):
    """A mention and a candidate; ``gap`` is the number of narrative sentences between them."""

    state: DiscourseState
    mention: Mention
    candidate: Candidate
    gap: int
    spoke_last: bool
    topic: Candidate | None = None  # who was last the first subject of a sentence
    alone: bool = False  # no other candidate was mentioned in this paragraph


Feature = Callable[[Pair], str | None]


def pronoun_mention(state: DiscourseState, token: Token, source: bool) -> Mention:
    """The mention of a pronoun."""
    word = token.lower_
    return _mention(state, token, source, "" if word not in SINGULAR else "f" if word in FEMININE else "m")


def description_mention(state: DiscourseState, phrase: Phrase, source: bool) -> Mention:
    """The mention of a description."""
    return _mention(state, phrase.head, source, noun_gender(phrase.head), _describe(phrase))


def name_mention(state: DiscourseState, token: Token, shared: SharedName, source: bool) -> Mention:
    """The mention of a name that several people share."""
    return _mention(state, token, source, gender_by_title(shared.name.title.split()))._replace(shared=shared)


def _mention(
    state: DiscourseState, token: Token, source: bool, gender: str, description: Description | None = None
) -> Mention:
    article, at = state.article, token.i
    paragraph = article.paragraph[at]
    before = article.passage_at(article.paragraphs[paragraph].start) if source and paragraph >= 0 else None
    report = state.reports.get(at) if source else None
    content = report.content if report is not None else ()
    return Mention(
        token, token.lower_, article.narrative_sentence(at), paragraph, mention_role(article, token), source,
        before is not None and token.idx >= before.outer.end, report.lemma if report is not None else "",
        tuple((bisect_left(article.starts, s.start), bisect_left(article.starts, s.end)) for s in content),
        gender, description,
    )  # fmt: skip


def _describe(phrase: Phrase) -> Description:
    head, lefts = phrase.head, list(phrase.head.lefts)
    noun, own, first = key(noun_lemma(head)), modifiers(head), first_word(head)
    owner, age = next((c for c in lefts if c.dep_ in OWNERS), None), _age(head)
    opening = _opening(first, lefts, owner)
    capitals = {key(c.text) for c in (*lefts, head) if c.text[:1].isupper()}
    return Description(
        noun, phrase.kind, head.tag_ in ("NNS", "NNPS"), opening,
        key(owner.text) if owner is not None and owner.pos_ != "PRON" else "", frozenset(own),
        frozenset(capitals & (own | {noun})),
        any(_restricts(c, opening) for c in head.rights), age,
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


def noun_gender(head: Token) -> str:
    """The gender implied by a noun ("spokeswoman"): "f", "m" or ""."""
    return gender_of_noun(noun_lemma(head))


def pronoun_tokens(doc: Doc) -> list[int]:
    """The tokens that are "he" or "she" in any form."""
    return places(doc, SINGULAR)


def description_tokens(doc: Doc) -> list[int]:
    """The tokens whose noun can be a source: "minister", "plumber", "company", "report"."""
    table = doc.to_array([LEMMA, LOWER, TAG])
    known = isin(table[:, 0], _noun_ids()) | isin(table[:, 1], _noun_ids())
    nouns: list[int] = numpy.flatnonzero(isin(table[:, 2], ids(NOUN_TAGS))).tolist()
    return [at for at in nouns if known[at] or is_human(noun_lemma(doc[at]))]


@cache
def _noun_ids() -> NDArray[numpy.uint64]:
    every: frozenset[str] = frozenset().union(*(words(name) for name in SPEAKING_NOUNS))
    return ids(every | {f"{noun}s" for noun in every})


def is_description(state: DiscourseState, token: Token) -> bool:
    """Whether a noun heads a description of its own, which is not part of a name: not "Secretary" before "Lopez"."""
    named, tokens = state.entities.by_token, state.article.tokens
    if (token.dep_ not in MENTION_RELATIONS and token.dep_ not in SUBJECTS) or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.i in state.entities.told:
        return False  # "Lopez was elected [mayor]"
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
