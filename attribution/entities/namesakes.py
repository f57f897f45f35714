"""Two people of one family name in an article: whom the family name alone means."""

from __future__ import annotations

from bisect import bisect_left

from ..language.names import Name
from .entity import Entity, by_address
from .gender import by_name

NEAR = 40  # tokens within which a full name is still in the reader's mind
Place = tuple[int, Entity, bool]  # the token, who is named there, and whether in full


def introductions(places: list[Place]) -> dict[int, int]:
    """The first clear mention of each entity, by the entity's id; ``places`` in order."""
    found: dict[int, int] = {}
    for place, entity, _ in places:
        found.setdefault(id(entity), place)
    return found


def bearer(
    name: Name, at: int, options: list[Entity], places: list[Place], introduced: dict[int, int]
) -> Entity | None:
    """Whom ``name`` at token ``at`` means of several who bear it; ``places`` are all clear mentions in order.

    "Mrs. Lopez" is the woman. Otherwise an article that has introduced somebody calls them by the family name,
    and the spouse or brother in full: the first one introduced is meant; nobody, where both were introduced together
    or the other one has just been named in full.
    """
    gender = by_address(name.title.split())
    fitting = [m for m in options if gender and (m.gender or by_name(m.fullest.words)) == gender] or options
    if len(fitting) == 1:
        return fitting[0]
    first, second, *_ = order = sorted(fitting, key=lambda m: introduced.get(id(m), at))
    if introduced.get(id(second), at) - introduced.get(id(first), at) < NEAR:
        return None
    nearest = bisect_left(places, at - NEAR, key=lambda place: place[0])
    recent = {id(m) for place, m, full in places[nearest : nearest + NEAR] if full and place < at}
    return None if any(id(m) in recent for m in order[1:]) else first
