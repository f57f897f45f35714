"""Parse a printed name into title, name and suffix."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .cache_sizes import ANSWERS
from .family_first import is_family_first
from .lexicon import words
from .name_key import key, keys
from .person_words import is_given_name, is_kin, is_person_word, is_plural_role, is_role_before

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})  # suffixes that distinguish people of the same name
HONOURS = frozenset(
    """phd md mph mba rn dds dvm qc kc sc mp mep mla msp ms td esq obe mbe cbe kbe dbe cmg frs usn usmc usaf ret
    cpa jd llm llb bsc msc ba ma frcs frcp frs frsa fba freng mbchb kcb cvo kcvo dcb gbe kbe dso qpm kpm jp am ao ac oam
    onz osb sj op cssp bl senan""".split()
)
SUFFIXES = GENERATIONS | HONOURS
PARTICLES = frozenset(
    """van von de der den ter ten bin binti bint ibn al el la le da di du dos das del della dela delos abu ben mac st af
    av zu zur op y e i á í dei degli ap ferch ole wa a/l a/p s/o d/o""".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march july september october november december".split())  # that are no names
POSTPOSED = frozenset("begum kumari haji hajah hajjah".split())  # titles within a name: "Moshrefa Begum Mishu"
QUESTION = re.compile(r"Q\.?\d+")  # the number of a question before the name of who asks it
FULL_NAME_WORDS = 2  # minimum words of a full name
MIN_ACRONYM, MAX_ACRONYM = 3, 5  # letters
REGNAL = frozenset("pope king queen prince princess emperor empress patriarch lord lady baroness".split())
POSSESSIVE = re.compile(r"(?:['’‘]s|(?<=s)['’])$")
NICKNAME = re.compile(r"[\"“‘'][^\W\d_]+(?: [^\W\d_]+){0,2}[\"”’']")  # 'Ana "Big Nan" Lopez'
PART = re.compile(rf"(?<!\S){NICKNAME.pattern}(?!\S)|\S+")
OWNER = re.compile(r"\w+s['’]")  # "Seafarers' Union"
PARTY = re.compile(r"\s*[(\[].*?[)\]]\s*")
DASHES = frozenset({"-", "–", "—", "--"})
EDGES = " \t\n,.;:!?-–—\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name: ``words`` as printed, ``title`` in lower case, ``keys`` for comparison.

    The suffix is part of ``text`` if it marks a generation ("Jr."), but not if it is a degree or an honour.
    """

    words: tuple[str, ...]
    title: str = ""
    suffix: str = ""
    keys: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", keys(self.words))

    @property
    def text(self) -> str:
        """The name without its title."""
        return " ".join((*self.words, self.suffix)) if key(self.suffix) in GENERATIONS else " ".join(self.words)


DOTTED = re.compile(r"(?:[A-Z]\.){2,}")  # "U.S.", of which the last stop is part


def without_possessive(text: str) -> str:
    """Strip whitespace and a possessive ending: "Blinken's" -> "Blinken"."""
    return POSSESSIVE.sub("", text.strip())


@lru_cache(maxsize=ANSWERS)
def parse_name(text: str) -> Name:
    """Parse the name of a person: "Secretary of State Antony J. Blinken's" -> Antony J. Blinken."""
    text = without_possessive(PARTY.sub(" ", text)).strip(EDGES)
    parts = [p if NICKNAME.fullmatch(p) else p.strip(',;:"“”') for p in PART.findall(text)]
    parts = [p for p in parts if p]
    cut = next((n for n, p in enumerate(parts) if n and p in DASHES), len(parts))
    parts = parts[:cut]  # "Ana Lopez - Reyes's sister"
    if len(parts) > 2 and parts[0].lower() == "the" and key(parts[1]) in words("titles"):
        parts = parts[1:]  # "the Rev. Al Sharpton"
    end, suffix = len(parts), ""
    while end > 1 and (parts[end - 1].islower() or key(parts[end - 1]) in WEEKDAYS):
        end -= 1  # "Tomasz Iyer of the", "Iyer Tuesday": words that the recognizer added
    while end > 1 and is_suffix(parts[end - 1]):
        end -= 1
        suffix = parts[end].rstrip(".")  # for "Jr., PhD" the first one
    # The name starts after the last title: "Costa Alta Mayor Benedikta Sorel", "Secretary of State Blinken".
    backwards = range(end - 2, -1, -1)
    start = next((i + 1 for i in backwards if _is_title(parts, i) or _is_leading_word(parts, i, end)), 0)
    if start >= end or (start and parts[start].lower() in ("of", "for")):
        start = 0
    if start and end - start == 1 and len(parts[start]) == 1:
        start -= 1  # "Witness C", "Mr B": the letter names nobody by itself
    return Name(tuple(parts[start:end]), " ".join(parts[:start]).lower(), suffix)


def _is_title(parts: list[str], at: int) -> bool:
    """Whether a word is a title and no part of a name: "Vice-Marshal Lopez", not "Moshrefa Begum Mishu"."""
    if "-" in parts[at]:
        return all(key(part) in words("titles") for part in parts[at].split("-"))
    return key(parts[at]) in words("titles") and not (at and key(parts[at]) in POSTPOSED)


def _is_leading_word(parts: list[str], at: int, end: int) -> bool:
    """Whether a word is no part of the name after it: "Republicans Ana Lopez", "poet Ana Lopez", "Twins Mara"."""
    if _is_acronym(parts[at]):  # an office or a body; no name in capitals, no initials after a title
        capitals = sum(map(str.isupper, parts[at + 1])) > 1 or is_initial(parts[at + 1])
        return not capitals and not (at and key(parts[at - 1]) in words("titles"))
    if QUESTION.fullmatch(parts[at]):
        return True
    if is_plural_role(parts[at]) and (end - at > FULL_NAME_WORDS or is_given_name(parts[at + 1])):
        return True
    if at == 0 and not is_given_name(parts[at]) and is_kin(key(parts[at])):
        return not is_family_first(parts[at], parts[at + 1])  # "Husband Ben", "Sisters Ada"; "Mother Teresa" is a title
    if end - at == FULL_NAME_WORDS:
        return parts[at].isalpha() and parts[at + 1][0].isupper() and is_person_word(parts[at])  # "Villager Budiyanto"
    return key(parts[at]) in words("leading_words") or is_role_before(parts[at], parts[at + 1])


def _is_acronym(word: str) -> bool:
    """Whether a word is an office or a body by its initials, "MCA", and no initials of a name: "JD"."""
    return word.isupper() and word.isalpha() and MIN_ACRONYM <= len(word) <= MAX_ACRONYM


def is_honour(word: str) -> bool:
    """Whether a word is a degree or an honour, in capitals: "OBE", "PhD", not "Ma"."""
    return word[:1].isupper() and key(word) in HONOURS and sum(c.isupper() for c in word) > 1


def is_suffix(word: str) -> bool:
    """Whether a word is a suffix. Degrees must be in capitals: "Ma" is a family name, "MA" a degree."""
    return key(word) in GENERATIONS or is_honour(word)


@lru_cache(maxsize=ANSWERS)
def parse_organization(text: str) -> Name:
    """Parse the name of an organization or place, which has no title: "the State Department's" -> State Department."""
    printed = without_possessive(PARTY.sub(" ", text)).split()
    parts = [p if OWNER.fullmatch(p) else _strip_edges(p) for p in printed]
    parts = [p for p in parts if p]
    if len(parts) > 1 and parts[0].lower() in ("the", "a", "an"):
        parts = parts[1:]
    return Name(tuple(parts))


def _strip_edges(word: str) -> str:
    dotted = DOTTED.match(word)
    return dotted[0] if dotted else word.strip(EDGES)


def without_initials(name: Name) -> tuple[str, ...]:
    """The keys of a name without its middle initials: "Antony J. Blinken" -> antony, blinken."""
    last = len(name.words) - 1
    return tuple(key(word) for n, word in enumerate(name.words) if n in (0, last) or not is_initial(word))


def is_initial(word: str) -> bool:
    """Whether a word is a capital initial: "J." or "J"."""
    return len(key(word)) == 1 and word[0].isupper()
