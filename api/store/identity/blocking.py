"""Blocking keys: index keys that retrieve the few speakers a name may refer to, however large the archive is.

A key starts with the family ("p" for persons, "o" for organizations) and the key's type: whole name ("n"), one word of
it ("b"), sound ("s"), joined letters ("j"), prefixes ("p"), last words ("t"), initials ("a").
"""

from __future__ import annotations

from .spelling import given_name, skeleton


def is_full(family: str, name: str) -> bool:
    """Whether a name (as a key) identifies a speaker on its own; a single word of a person's name does not."""
    return family != "person" or len(name.split()) > 1


def exact(family: str, name: str) -> str:
    """The key of speakers with exactly this name."""
    return f"{family[0]}n:{name}"


def word(name: str) -> str:
    """The key of persons with this first or last name."""
    return f"pb:{name}"


def sound(given: str, family_name: str) -> str:
    """The key of persons whose given and family names sound like these."""
    return f"ps:{skeleton(family_name)}|{skeleton(given_name(given))}"


def sound_range(family_name: str) -> tuple[str, str]:
    """The range of keys, end exclusive, of persons whose family name sounds like this."""
    start = f"ps:{skeleton(family_name)}|"
    return start, start + "\U0010ffff"


def prefix_range(word: str) -> tuple[str, str]:
    """The range of keys, end exclusive, of persons whose last name has the same first three letters as ``word``."""
    return f"pp:{word[:3]}|", f"pp:{word[:3]}|\U0010ffff"


def keys_of(family: str, name: str) -> list[str]:
    """All keys under which a speaker with this name is indexed."""
    if family == "person":
        return _keys_of_person(name)
    return _keys_of_organization(name) if family == "organization" else [exact(family, name)]


def similar_keys(family: str, name: str) -> list[str]:
    """The keys under which to look for speakers with a similar name, most reliable first.

    Empty for a single word of a person's name, and for families other than persons and organizations.
    """
    words = name.split()
    if len(words) < 2 and family == "person":
        return []
    if family == "person":
        return [_joined_key(words), *_sound_keys(words), _prefix_key(words[0], words[-1])]
    return [key for key in _keys_of_organization(name) if not key.startswith("on:")] if family == "organization" else []


def _prefix_key(given: str, family_name: str) -> str:
    return f"pp:{family_name[:3]}|{skeleton(given_name(given))[:1]}"


def _joined_key(words: list[str]) -> str:
    """All words joined: the same for "Park Ji-woo" and "Park Jiwoo"."""
    return "pj:" + "".join(words)


def _sound_keys(words: list[str]) -> list[str]:
    """For the last name and the one before it, so that "Gabriel Garcia" finds "Gabriel Garcia Marquez"."""
    family_names = [words[-1], *([words[-2]] if len(words) > 2 and len(words[-2]) > 1 else [])]
    return [sound(words[0], family_name) for family_name in family_names]


def _keys_of_person(name: str) -> list[str]:
    words = name.split()
    found = [exact("person", name)]
    if len(words) > 1:
        given, family_name = words[0], words[-1]
        found += [
            word(given),
            word(family_name),
            _joined_key(words),
            *_sound_keys(words),
            _prefix_key(given, family_name),
        ]
        if len(words) == 2:
            found.append(sound(family_name, given))
    return list(dict.fromkeys(found))


def _keys_of_organization(name: str) -> list[str]:
    words = name.split()
    found = [exact("organization", name)]
    if len(words) > 1:
        found += [
            "os:" + " ".join(map(skeleton, words)), "ot:" + " ".join(words[-2:]), "oa:" + "".join(w[0] for w in words)
        ]  # fmt: skip
    elif 2 <= len(name) <= 6:
        found.append(f"oa:{name}")
    return found
