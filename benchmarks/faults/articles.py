"""Made articles, each with a number in it and quotations that are known beforehand."""

from __future__ import annotations

import random
from typing import Any

NAMES = ("Ana Ivers", "Ben Oor", "Mara Castellan", "Piet Hallam", "Ruth Abernethy", "Tomas Wren")
PLACES = ("harbour", "school", "ferry", "bridge", "market", "library")
VERBS = ("said", "told reporters", "added", "warned")


def article(number: int, paragraphs: int = 3) -> dict[str, Any]:
    """The article of this number: the same one each time; each paragraph has one quotation in marks."""
    chance = random.Random(number)
    lines = []
    for _ in range(paragraphs):
        place, name, verb = chance.choice(PLACES), chance.choice(NAMES), chance.choice(VERBS)
        lines.append(f"“The {place} will be repaired {chance.randint(2, 90)} days from now,” {name} {verb} on Monday.")
    text = f"Notice {number} of the town council.\n\n" + "\n\n".join(lines)
    return {"text": text, "source": f"Gazette {number % 7}", "published_at": f"2025-03-{1 + number % 28:02d}"}
