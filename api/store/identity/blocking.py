"""Blocking keys: they select the few speakers that a name may refer to, in an archive of any size.

A key starts with the family ("p" for persons, "o" for organizations) and its type: whole name ("n"), a word of it
("b"), sound ("s"), joined letters ("j"), prefixes ("p"), last words ("t"), initials ("a").
"""

from __future__ import annotations

from .spelling import given_name, skeleton


def is_full(family: str, name: str) -> bool:
    """Whether a name (as a key) identifies a speaker; a single word of a person's name does not."""
    return family != "person" or len(name.split()) > 1


def exact(family: str, name: str) -> str:
    """The key for exactly this name."""
    return f"{family[0]}n:{name}"


def word(name: str) -> str:
    """The key for persons with this first or last name."""
    return f"pb:{name}"


def sound(given: str, family_name: str) -> str:
    """The key for persons whose name sounds like this."""
    return f"ps:{skeleton(family_name)}|{skeleton(given_name(given))}"


def sounds_of(family_name: str) -> tuple[str, str]:
    """The range of keys for persons whose family name sounds like this."""
    start = f"ps:{skeleton(family_name)}|"
    return start, start + "\U0010ffff"


def beginning_of(word: str) -> tuple[str, str]:
    """The range of keys for persons whose last name begins like this."""
    return f"pp:{word[:3]}|", f"pp:{word[:3]}|\U0010ffff"


def of(family: str, name: str) -> list[str]:
    """All keys under which a speaker with this name is indexed."""
    if family == "person":
        return _of_person(name)
    return _of_body(name) if family == "organization" else [exact(family, name)]


def near(family: str, name: str) -> list[str]:
    """The keys for speakers with a similar name, most reliable first."""
    words = name.split()
    if len(words) < 2 and family == "person":
        return []
    if family == "person":
        return [_joined(words), *_sounds(words), _beginnings(words[0], words[-1])]
    return [key for key in _of_body(name) if not key.startswith("on:")] if family == "organization" else []


def _beginnings(given: str, family_name: str) -> str:
    return f"pp:{family_name[:3]}|{skeleton(given_name(given))[:1]}"


def _joined(words: list[str]) -> str:
    """All words joined: the same for "Park Ji-woo" and "Park Jiwoo"."""
    return "pj:" + "".join(words)


def _sounds(words: list[str]) -> list[str]:
    """For the last name and the one before it, so that "Gabriel Garcia" finds "Gabriel Garcia Marquez"."""
    family_names = [words[-1], *([words[-2]] if len(words) > 2 and len(words[-2]) > 1 else [])]
    return [sound(words[0], family_name) for family_name in family_names]


def _of_person(name: str) -> list[str]:
    words = name.split()
    found = [exact("person", name)]
    if len(words) > 1:
        given, family_name = words[0], words[-1]
        found += [word(given), word(family_name), _joined(words), *_sounds(words), _beginnings(given, family_name)]
        if len(words) == 2:
            found.append(sound(family_name, given))
    return list(dict.fromkeys(found))


def _of_body(name: str) -> list[str]:
    words = name.split()
    found = [exact("organization", name)]
    if len(words) > 1:
        found += [
            "os:" + " ".join(map(skeleton, words)), "ot:" + " ".join(words[-2:]), "oa:" + "".join(w[0] for w in words)
        ]  # fmt: skip
    elif 2 <= len(name) <= 6:
        found.append(f"oa:{name}")
    return found
