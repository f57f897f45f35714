"""An index of entities by the words of their names, to find those that a name may refer to."""

from __future__ import annotations

from ..language.name_matching import initials, same_organization, same_person
from ..language.names import Name, is_initial
from ..model import SpeakerKind
from .entity import MANY, Entity


class NameIndex:
    """Entities by the words of their names.

    Few entities normally share the first word, the last word or the initials of a name. If more than ``MANY`` do
    (a thousand people called "Ana"), only those with its rarest word are considered, and of these the first ``MANY``.
    """

    def __init__(self) -> None:
        self._edges: dict[tuple[SpeakerKind, str], list[Entity]] = {}  # by first word, last word and initials
        self._words: dict[tuple[SpeakerKind, str], list[Entity]] = {}  # by any word
        self._found: dict[tuple[SpeakerKind, Name, int], list[Entity]] = {}

    def add(self, entity: Entity) -> None:
        """Add an entity under its full name."""
        name = entity.full_name
        for word in _edges(name):
            self._edges.setdefault((entity.kind, word), []).append(entity)
        for word in dict.fromkeys(name.keys):
            self._words.setdefault((entity.kind, word), []).append(entity)

    def options(self, name: Name, kind: SpeakerKind) -> list[Entity]:
        """The entities that a name may refer to; for an organization, at most one."""
        lists = [self._edges.get((kind, word), []) for word in _edges(name)]
        size = sum(map(len, lists))
        if size <= MANY:
            return _fitting(name, kind, [m for entities in lists for m in entities])
        known = self._found.get((kind, name, size))
        if known is None:
            known = self._found[kind, name, size] = _fitting(name, kind, self._narrowed(name, kind, lists))
        return known

    def body_called(self, word: str, place: int) -> Entity | None:
        """The only body whose name of several words has a word at a place: 0 for the first, -1 for the last."""
        found = self._edges.get((SpeakerKind.ORGANIZATION, word), [])
        called = [m for m in found if len(m.full_name.words) > 1 and m.full_name.keys[place] == word]
        return called[0] if len(called) == 1 else None

    def _narrowed(self, name: Name, kind: SpeakerKind, lists: list[list[Entity]]) -> list[Entity]:
        words = [key for key, printed in zip(name.keys, name.words, strict=True) if not is_initial(printed)]
        if len(name.words) == 1 or not words:
            return [m for entities in lists for m in entities][:MANY]
        edges = set(_edges(name))
        rarest = min((self._words.get((kind, word), []) for word in words), key=len)[:MANY]
        return [m for m in rarest if not edges.isdisjoint(_edges(m.full_name))]


def _edges(name: Name) -> dict[str, None]:
    return dict.fromkeys((name.keys[0], name.keys[-1], initials(name)))


def _fitting(name: Name, kind: SpeakerKind, entities: list[Entity]) -> list[Entity]:
    close = {id(m): m for m in entities}.values()
    if kind != SpeakerKind.PERSON:
        return [m for m in close if same_organization(name, m.full_name)][:1]
    return [m for m in close if same_person(name, m.full_name)]
