"""Entities: the persons and organizations named in an article, with their names, mentions and descriptions."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Span, Token

from ..language.letter_case import MAX_INITIALS, in_ordinary_case
from ..language.name_key import key
from ..language.name_matching import same_person
from ..language.names import REGNAL, Name, parse_name, parse_organization, without_initials
from ..language.noun_genders import gender_by_title, gender_of_noun
from ..model import Speaker, SpeakerKind
from .noun_phrases import noun_lemma

ABBREVIATIONS = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "lt": "lieutenant",
    "sgt": "sergeant", "capt": "captain", "cpt": "captain", "col": "colonel", "maj": "major", "cpl": "corporal",
    "cmdr": "commander", "adm": "admiral", "prof": "professor", "dr": "doctor", "pres": "president",
    "cllr": "councillor", "supt": "superintendent", "insp": "inspector", "det": "detective", "rev": "reverend",
    "fr": "father", "ven": "archdeacon", "pc": "constable", "wpc": "constable", "dc": "constable", "dci": "inspector",
    "di": "inspector",
    "rightrev": "bishop", "rtrev": "bishop", "mostrev": "archbishop", "veryrev": "dean",
    "amb": "ambassador", "atty": "attorney", "pm": "premier", "ceo": "executive", "hon": "",
}  # fmt: skip
NO_NAME = Name(())
MAX_MENTION_TOKENS = 60
MAX_NAMES = 256  # canonical names kept; an article asks for each several times
MANY = 60  # entities that share a name; among more of them, only so many are considered


@dataclass
class Entity:
    """One person or organization that an article names. Genders are "f", "m", "n" for "they", or "" for unknown."""

    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)  # first tokens of its mentions, ascending
    descriptions: set[str] = field(default_factory=set)  # keys of lemmas: "minister", "director"
    modifiers: set[str] = field(default_factory=set)  # modifiers of the descriptions: "kenyan", "water"
    proper_modifiers: set[str] = field(default_factory=set)  # the capitalized ones: "kenyan"
    told: set[int] = field(default_factory=set)  # tokens of the nouns by which a verb describes it: "became mayor"
    gender: str = ""  # by title, given name, descriptions or pronouns, in this order
    noun_gender: str = ""  # by the descriptions: "spokeswoman"
    is_place: bool = False  # a city or country, standing for its government, or a ship
    full_name: Name = NO_NAME
    office: str = ""  # the first role or office printed with a name
    spokesperson: Token | None = None  # the noun "spokesman" or the like that describes them
    speaks_for: str = ""
    regnal: str = ""  # a title used with a single given name: "Pope"

    def add(self, name: Name, at: int) -> None:
        """Add a mention at token ``at``."""
        self.names[name.text] += 1
        self.mentions.append(at)
        if len(name.words) > len(self.full_name.words):
            self.full_name = name
        titles = name.title.split()
        if not self.gender and self.kind == SpeakerKind.PERSON:
            self.gender = gender_by_title(titles)
        self.describe([*titles, *(one + two for one, two in pairwise(titles))])
        if titles and titles[-1] in REGNAL and self.kind == SpeakerKind.PERSON:
            self.regnal = titles[-1].title()

    def describe(self, found: list[str]) -> None:
        """Add descriptions (nouns or titles)."""
        for word in found:
            plain = ABBREVIATIONS.get(key(word), key(word))
            self.descriptions.add(plain)
            self.noun_gender = self.noun_gender or gender_of_noun(plain)

    @property
    def speaker(self) -> Speaker:
        """The entity as a speaker."""
        return Speaker(self.name, self.kind, self.office or None, self.speaks_for or None)

    @property
    def name(self) -> str:
        """The canonical name: the longest printed form, and the most frequent one of those.

        A middle initial does not make a form longer.
        """
        name = _canonical_name(self.kind, self.full_name, tuple(self.names.items()))
        return f"{self.regnal} {name}" if self.regnal and len(self.full_name.words) == 1 else name


@lru_cache(maxsize=MAX_NAMES)
def _canonical_name(kind: SpeakerKind, full_name: Name, printed: tuple[tuple[str, int], ...]) -> str:
    """The longest form, the most frequent one of those; ``printed`` has the forms with their numbers."""
    longest, plain = len(full_name.words), without_initials(full_name)
    parse = parse_name if kind == SpeakerKind.PERSON else parse_organization
    options = [
        (n, len(form.words), f)
        for f, n in printed
        if len((form := parse(f)).words) == longest or (longest > 2 and without_initials(form) == plain)
    ]
    name = max(options, key=lambda o: o[:2])[2] if options else full_name.text
    if kind == SpeakerKind.PERSON and (longest > 1 or len(name) > MAX_INITIALS):
        return in_ordinary_case(parse_name(name)).text
    return name


@dataclass(frozen=True, slots=True)
class SharedName:
    """A printed name that may mean several entities, up to the token ``end``: "Lopez" beside Anna and Maria Lopez."""

    name: Name
    end: int
    options: tuple[Entity, ...]


@dataclass
class Entities:
    """The entities of an article with look-ups by token, name and description.

    ``shared_names`` are the names that no entity has for its own, by their first token.
    """

    all: list[Entity]
    by_token: dict[int, Entity]
    shared_names: dict[int, SharedName] = field(default_factory=dict)
    by_word: dict[str, list[Entity]] = field(default_factory=dict)  # persons, by the keys of first and last name
    by_description: dict[str, list[Entity]] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)

    def build_index(self) -> None:
        """Fill ``by_word``, ``by_description`` and ``told``. Call it once all entities are complete."""
        for entity in self.all:
            self.told |= entity.told
            if entity.kind == SpeakerKind.PERSON and entity.full_name.words:
                for word in {entity.full_name.keys[0], entity.full_name.keys[-1]}:
                    self.by_word.setdefault(word, []).append(entity)
            for word in entity.descriptions:
                self.by_description.setdefault(word, []).append(entity)

    def add_description(self, entity: Entity, word: str) -> None:
        """Add a description to an entity and to the index."""
        if word not in entity.descriptions:
            entity.descriptions.add(word)
            self.by_description.setdefault(word, []).append(entity)

    def end_of_mention(self, at: int) -> int:
        """The first token after the mention that contains the token ``at``, or ``at`` if none does."""
        entity, end = self.by_token.get(at), at
        while entity is not None and end - at < MAX_MENTION_TOKENS and self.by_token.get(end) is entity:
            end += 1
        return end

    def of_span(self, span: Span) -> Entity | None:
        """The first entity mentioned in a span, or None."""
        return next((self.by_token[i] for i in range(span.start, span.end) if i in self.by_token), None)

    def find_by_name(self, name: Name) -> list[Entity]:
        """The persons that a name may refer to: the one with exactly this name, or all whose name it may shorten."""
        lists = (
            [self.by_word.get(word, []) for word in dict.fromkeys((name.keys[0], name.keys[-1]))] if name.words else []
        )
        if sum(map(len, lists)) > MANY and len(name.words) > 1:
            lists = [min(lists, key=len)]  # the entity has both words, so the rarer one suffices
        known = {id(m): m for entities in lists for m in entities[:MANY]}
        options = [m for m in known.values() if same_person(name, m.full_name)]
        return [m for m in options if m.full_name.keys == name.keys][:1] or options

    def settle(self, at: int, entity: Entity) -> None:
        """Record which entity the shared name at a token means."""
        shared = self.shared_names.pop(at)
        self.by_token.update((index, entity) for index in range(at, shared.end))
        insort(entity.mentions, at)
        entity.describe(shared.name.title.split())

    def find_by_description(self, head: Token) -> list[Entity]:
        """The entities that have been described by the noun ``head``."""
        return self.by_description.get(key(noun_lemma(head)), [])
