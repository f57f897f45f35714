"""Resolve a family name that several people in an article share."""

from __future__ import annotations

from bisect import bisect_left

from ..language.names import Name
from .entity import Entity, gender_by_title
from .gender import gender_by_name

NEAR = 40  # tokens within which a full name is still present to the reader
Place = tuple[int, Entity, bool]  # the token of a mention, its entity, and whether it is a full name


def first_mentions(places: list[Place]) -> dict[int, int]:
    """The token of each entity's first unambiguous mention, by the entity's id; ``places`` in text order."""
    found: dict[int, int] = {}
    for place, entity, _ in places:
        found.setdefault(id(entity), place)
    return found


def choose_namesake(
    name: Name, at: int, options: list[Entity], places: list[Place], introduced: dict[int, int], otherwise: set[int]
) -> Entity | None:
    """The entity that ``name`` at token ``at`` refers to, among several ``options`` with that name; None if unclear.

    ``places`` are all unambiguous mentions in text order, ``introduced`` the result of ``first_mentions``.
    "Mrs. Lopez" is the woman. Otherwise articles use the family name for the person introduced first and the full name
    for a relative, so the first one is chosen, unless both were introduced together or the other one has just been
    named in full. Who is elsewhere called otherwise (``otherwise``: "Florian said", "Mrs Lopez said") is not meant.
    """
    gender = gender_by_title(name.title.split())
    fitting = [m for m in options if gender and (m.gender or gender_by_name(m.full_name.words)) == gender] or options
    fitting = fitting if name.title else [m for m in fitting if id(m) not in otherwise] or fitting
    if len(fitting) == 1:
        return fitting[0]
    first, second, *_ = order = sorted(fitting, key=lambda m: introduced.get(id(m), at))
    if introduced.get(id(second), at) - introduced.get(id(first), at) < NEAR:
        return None
    nearest = bisect_left(places, at - NEAR, key=lambda place: place[0])
    recent = {id(m) for place, m, full in places[nearest : nearest + NEAR] if full and place < at}
    return None if any(id(m) in recent for m in order[1:]) else first
