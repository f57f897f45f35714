"""Extract the named entities of the corpora, as (start token, end token, label) with PERSON, ORG and LOC."""

from __future__ import annotations

import re

from ..language.lexicon import words as word_list
from ..language.name_key import key
from .conllu import Sentence

SILVER = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
TREEBANK = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
NEWSWIRE = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC"}
Entity = tuple[int, int, str]


def strip_title(words: list[str], start: int, end: int) -> int:
    """The start of the name without titles inside ``words[start:end]``."""
    while end - start > 1 and key(words[start]) in word_list("titles"):
        start += 1
    return start


def silver(sentence: Sentence) -> list[Entity]:
    """The entities of the automatic parses: runs of equal ``NER=`` labels."""
    tokens, found, start = sentence.tokens, [], 0
    labels = [SILVER.get(t.misc.get("NER", "")) for t in tokens]
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or labels[index] != labels[start]:
            label = labels[start]
            if label:
                found.append((start, index, label))
            start = index
    return found


def treebank(sentence: Sentence) -> list[Entity]:
    """The named persons, organizations and places among the mentions in a treebank's ``Entity`` brackets."""
    found: list[Entity] = []
    for start, end, kind, identity in _mentions(sentence):
        label = TREEBANK.get(kind)
        name = _name(sentence, start, end, identity) if label else None
        if label and name:
            words = [t.form for t in sentence.tokens]
            first = strip_title(words, *name) if label == "PERSON" else name[0]
            found.append((first, name[1], label))
    found.sort(key=lambda e: (e[0] - e[1], e[0]))
    kept: list[Entity] = []
    for entity in found:
        if all(entity[1] <= k[0] or entity[0] >= k[1] for k in kept):
            kept.append(entity)
    return sorted(kept)


def _mentions(sentence: Sentence) -> list[tuple[int, int, str, str]]:
    """(start, end, type, identity) of the mentions; GUM writes ``(id-type-...-identity`` and ``id)``."""
    open_, found = [], []
    for index, token in enumerate(sentence.tokens):
        for opening, body, closing, last in re.findall(r"(\()([^()]+)(\))?|([^()]+)\)", token.misc.get("Entity", "")):
            if opening:
                parts = body.split("-", 7)
                kind = parts[1] if len(parts) > 1 else ""
                identity = parts[7] if len(parts) > 7 else ""
                if closing:
                    found.append((index, index + 1, kind, identity))
                else:
                    open_.append((parts[0], index, kind, identity))
            else:
                for place in range(len(open_) - 1, -1, -1):
                    if open_[place][0] == last:
                        _, start, kind, identity = open_.pop(place)
                        found.append((start, index + 1, kind, identity))
                        break
    return found


def _name(sentence: Sentence, start: int, end: int, identity: str) -> tuple[int, int] | None:
    """The (start, end) of the name inside a mention: the words of its identity, or the proper nouns around its head."""
    tokens = sentence.tokens
    heads = [i for i in range(start, end) if not start <= tokens[i].head < end or tokens[i].head == i]
    if not heads or tokens[heads[0]].upos != "PROPN":
        return None
    wanted = identity.split("_") if identity else []
    for at in range(start, end - len(wanted) + 1):
        if wanted and [t.form for t in tokens[at : at + len(wanted)]] == wanted:
            return at, at + len(wanted)
    first = last = heads[0]
    while first > start and tokens[first - 1].upos == "PROPN":
        first -= 1
    while last + 1 < end and tokens[last + 1].upos == "PROPN":
        last += 1
    return first, last + 1
