"""Whether two printed names can refer to the same person or organization."""

from __future__ import annotations

from .name_key import key
from .names import GENERATIONS, Name, is_initial

FORMS = frozenset("co company corp corporation group holdings inc limited llc ltd plc".split())  # of firms, left out


def same_person(short: Name, full: Name) -> bool:
    """Whether ``short`` can be a shorter form of ``full`` (or equal to it).

    Family name alone ("Blinken"), family name first ("Qin" for Qin Gang), given name alone, initials ("A. Blinken"),
    or a dropped middle name. Every word of the shorter form must occur in order. Different generations never match.
    """
    if not short.words or not full.words:
        return False
    mine, theirs = short.keys, full.keys
    generations = {key(n.suffix) for n in (short, full)} & GENERATIONS
    if len(mine) > len(theirs) or len(generations) > 1:
        return False
    if mine == theirs:
        return True
    at = 0
    for word, printed in zip(mine, short.words, strict=True):
        while at < len(theirs) and not (theirs[at] == word or (is_initial(printed) and theirs[at].startswith(word))):
            at += 1
        if at == len(theirs):
            return False
        at += 1
    # A single word must be the first or the last: "Lee" is not "Robert Lee Smith".
    return len(mine) > 1 or mine[0] in (theirs[0], theirs[-1])


def initials(full: Name) -> str:
    """The key of a name's initial capitals: "Asia-Pacific Economic Cooperation" -> aec."""
    return key("".join(w[0] for w in full.words if w[0].isupper()))


def same_organization(short: Name, full: Name) -> bool:
    """Whether ``short`` can refer to the organization ``full``: equal, initials, its end, or its start before "of".

    What says the form of a firm may be left out: "Volta Foods Group".
    """
    mine, theirs = short.keys, full.keys
    if mine == theirs:
        return True
    if len(mine) == 1 and len(theirs) > 1:
        letters = "".join(w[0] for w in full.words if w[0].isupper())
        return mine[0] == key(letters)
    if len(mine) < 2 or len(mine) >= len(theirs):
        return False
    opens, left_out = theirs[: len(mine)] == mine, theirs[len(mine) :]
    return theirs[-len(mine) :] == mine or (opens and (left_out[0] == "of" or FORMS.issuperset(left_out)))
