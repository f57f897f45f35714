"""The entities of an article: the people and bodies named in it, each with its forms, places and descriptions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from ..language.name_key import key
from ..language.name_matching import same_person
from ..language.names import REGNAL, Name, parse_body, parse_name, without_initials
from ..model import Speaker, SpeakerKind
from .noun_phrases import noun

FEMALE = frozenset(
    """ms mrs miss mx dame lady baroness countess duchess princess queen spokeswoman chairwoman congresswoman
    councilwoman businesswoman actress woman mother sister daughter wife widow girl aunt her herself madame
    frau""".split()
)
MALE = frozenset(
    """mr sir lord baron count duke prince king spokesman chairman congressman councilman businessman actor man
    father brother son husband widower boy uncle his himself monsieur herr""".split()
)


def by_address(titles: list[str]) -> str:
    """The gender that a title tells: "Mrs", "Sir"."""
    plain = {key(title) for title in titles}
    return "f" if plain & FEMALE else "m" if plain & MALE else ""


SHORT = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "lt": "lieutenant",
    "sgt": "sergeant", "capt": "captain", "cpt": "captain", "col": "colonel", "maj": "major", "cpl": "corporal",
    "cmdr": "commander", "adm": "admiral", "prof": "professor", "dr": "doctor", "pres": "president",
    "cllr": "councillor", "supt": "superintendent", "insp": "inspector", "det": "detective", "rev": "reverend",
    "fr": "father", "amb": "ambassador", "atty": "attorney", "pm": "premier", "ceo": "executive", "hon": "",
}  # fmt: skip
NO_NAME = Name(())
LONGEST = 60  # tokens of a mention
MANY = 60  # people of one name; among more of them nobody can be told


@dataclass
class Entity:
    """One person or body that an article names."""

    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)  # token indices of its mentions, ascending
    descriptions: set[str] = field(default_factory=set)  # keys of lemmas: "minister", "director"
    modifiers: set[str] = field(default_factory=set)  # what stands with them: "kenyan", "water"
    proper: set[str] = field(default_factory=set)  # those of them that are printed with a capital: "kenyan"
    gender: str = ""  # by the form of address, the given name, the nouns, the pronouns, in this order
    hint: str = ""  # by the nouns: "spokeswoman"
    place: bool = False  # a town or country, which speaks for its government
    fullest: Name = NO_NAME
    office: str = ""  # the first role or office printed with a name
    spokes: Token | None = None  # the noun that makes a spokesperson of them
    speaks_for: str = ""
    regnal: str = ""  # "Pope": of a title that goes with a given name alone

    def add(self, name: Name, at: int) -> None:
        self.names[name.text] += 1
        self.places.append(at)
        if len(name.words) > len(self.fullest.words):
            self.fullest = name
        titles = name.title.split()
        if not self.gender and self.kind == SpeakerKind.PERSON:
            self.gender = by_address(titles)
        self.describe(titles)
        if titles and titles[-1] in REGNAL and self.kind == SpeakerKind.PERSON:
            self.regnal = titles[-1].title()

    def describe(self, found: list[str]) -> None:
        for word in found:
            plain = SHORT.get(key(word), key(word))
            self.descriptions.add(plain)
            if plain in FEMALE or plain in MALE:
                self.hint = self.hint or ("f" if plain in FEMALE else "m")

    @property
    def speaker(self) -> Speaker:
        """The entity as a speaker."""
        return Speaker(self.name, self.kind, self.office or None, self.speaks_for or None)

    @property
    def name(self) -> str:
        """The fullest printed form, the commonest of several equally full ones; a middle initial makes none fuller."""
        longest, plain = len(self.fullest.words), without_initials(self.fullest)
        parse = parse_name if self.kind == SpeakerKind.PERSON else parse_body
        options = [
            (n, len(form.words), f)
            for f, n in self.names.items()
            if len((form := parse(f)).words) == longest or (longest > 2 and without_initials(form) == plain)
        ]
        name = max(options, key=lambda o: o[:2])[2] if options else self.fullest.text
        return f"{self.regnal} {name}" if self.regnal and longest == 1 else name

    def last_before(self, at: int) -> int:
        """The entity's last mention before token ``at``; -1 if there is none."""
        place = bisect_left(self.places, at)
        return self.places[place - 1] if place else -1


@dataclass
class Entities:
    """All entities, and for each named token the entity that it belongs to."""

    all: list[Entity]
    at: dict[int, Entity]
    by_word: dict[str, list[Entity]] = field(default_factory=dict)  # persons by first and last word of the name
    by_description: dict[str, list[Entity]] = field(default_factory=dict)

    def index(self) -> None:
        """Fill the look-ups; to be called when the entities are complete."""
        for entity in self.all:
            if entity.kind == SpeakerKind.PERSON and entity.fullest.words:
                for word in {entity.fullest.keys[0], entity.fullest.keys[-1]}:
                    self.by_word.setdefault(word, []).append(entity)
            for word in entity.descriptions:
                self.by_description.setdefault(word, []).append(entity)

    def call(self, entity: Entity, word: str) -> None:
        """Note that an entity has been called so."""
        if word not in entity.descriptions:
            entity.descriptions.add(word)
            self.by_description.setdefault(word, []).append(entity)

    def near(self, at: int, reach: int) -> list[Entity]:
        """The entities mentioned in the ``reach`` tokens before ``at``, the last one first."""
        found = {id(m): m for i in range(at - 1, max(-1, at - reach - 1), -1) if (m := self.at.get(i)) is not None}
        return list(found.values())

    def end_of_mention(self, at: int) -> int:
        """The first token after the mention that the token ``at`` is in; ``at`` itself where it is in none."""
        entity, end = self.at.get(at), at
        while entity is not None and end - at < LONGEST and self.at.get(end) is entity:
            end += 1
        return end

    def of(self, span: Span) -> Entity | None:
        return next((self.at[i] for i in range(span.start, span.end) if i in self.at), None)

    def named(self, name: Name, at: int) -> tuple[Entity | None, bool]:
        """The entity that a name can mean at a place, and whether several could be meant equally well."""
        lists = (
            [self.by_word.get(word, []) for word in dict.fromkeys((name.keys[0], name.keys[-1]))] if name.words else []
        )
        if sum(map(len, lists)) > MANY and len(name.words) > 1:
            lists = [min(lists, key=len)]  # whoever is meant has both words, one of which very many have
        known = {id(m): m for entities in lists for m in entities[:MANY]}
        options = [m for m in known.values() if same_person(name, m.fullest)]
        exact = [m for m in options if m.fullest.keys == name.keys]
        if len(options) <= 1 or exact:
            return next(iter(exact or options), None), False
        ranked = sorted(options, key=lambda m: m.last_before(at), reverse=True)
        return ranked[0], ranked[1].last_before(at) >= 0 and at - ranked[1].last_before(at) < 60

    def described(self, head: Token) -> list[Entity]:
        """The entities that "the NOUN" can mean: those that were called so."""
        return self.by_description.get(key(noun(head)), [])
