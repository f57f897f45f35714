"""Where the name of a body begins and ends: "US State Department", "Society for the Protection of Otters"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import MONTHS, WEEKDAYS
from .name_extents import MAX_ADDED

OF = frozenset({"of", "on", "for"})
MIN_PLURAL = 5  # letters of a plural: "Masters", not "Ross"


def whole_organization(entity: Span, tokens: list[Token] | None = None) -> Span:
    """An organization's name, extended by the proper nouns that the recognizer left off: [US State] Department."""
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    start, end = entity.start, entity.end
    if end + 1 < len(doc) and doc[end].tag_ == "POS" and doc[end + 1].text[:1].isupper():
        end += 2 if key(doc[end + 1].text) in words("body_words") else 0  # "Seafarers' [Union]"
    if entity.label_ in ("LOC", "GPE", "NORP") and end == entity.end:
        return entity
    start = _start_of_phrase(doc, _start_of_body(doc, start, end))
    head = next((at for at in range(start, end - 1) if _begins_of_phrase(doc, at + 1)), end - 1)
    end = max(_end_of_body(doc, end), with_of_phrase(doc, head + 1))
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _start_of_body(doc: Doc | list[Token], start: int, end: int) -> int:
    """The first token of an organization's name that contains the tokens ``start`` to ``end``."""
    first = max(0, start - MAX_ADDED)
    while start > first and doc[start - 1].ent_type_ != "PERSON":
        before = doc[start - 1]
        capital = start > 1 and doc[start - 2].text[:1].isupper()
        if before.lower_ == "and" and start > 1 and _joins_parts(doc, start - 1):
            start -= 2  # "the Deck and Engine Union"
            continue
        if before.ent_type_ in ("LOC", "GPE") and not (before.dep_ == "compound" and start <= before.head.i < end):
            break
        owner = before.tag_ == "POS" and capital
        if owner and (doc[start - 2].ent_type_ == "" or doc[start - 2].tag_ in ("NNS", "NNPS")):
            start -= 2  # "People's Daily", "Seamen's Union"
            continue
        noun = before.dep_ == "compound" and before.text.istitle() and not before.is_sent_start
        if before.pos_ != "PROPN" and not noun and not (before.text == "&" and capital):
            break
        start -= 1
    return start


def _start_of_phrase(doc: Doc | list[Token], start: int) -> int:
    """The first token of a name whose "of" phrase begins before ``start``: "[Society] for the Protection of Otters"."""
    of = start - 2 if start > 2 and doc[start - 1].lower_ == "the" else start - 1
    named = of > 0 and doc[of - 1].text.istitle() and _begins_of_phrase(doc, of)
    return _start_of_body(doc, of - 1, of) if named else start


def _begins_of_phrase(doc: Doc | list[Token], at: int) -> bool:
    """Whether "of", "on" or "for" follows the noun of a body: "Society [for] the Protection of Otters"."""
    return at + 1 < len(doc) and doc[at].lower_ in OF and key(doc[at - 1].text) in words("body_words")


def _joins_parts(doc: Doc | list[Token], at: int) -> bool:
    """Whether "and" at a token is within a body's name: "the Deck [and] Engine Union", "Cooks' [and] Bakers' Union".

    So is one before "District": "Ardle [and] District Angling Club".
    """
    before = doc[at - 1]
    if before.tag_ == "POS":
        return at > 1 and doc[at - 2].text[:1].isupper() and doc[at + 2].tag_ == "POS"
    if not before.text[:1].isupper():
        return False
    return (at > 1 and doc[at - 2].lower_ == "the") or doc[at + 1].lower_ == "district"


def _end_of_body(doc: Doc | list[Token], end: int) -> int:
    """The end of an organization's name (exclusive) that may continue at token ``end``."""
    last = min(end + MAX_ADDED, len(doc))
    while end < last and doc[end].ent_type_ != "PERSON":
        if key(doc[end - 1].text) in words("body_words") and key(doc[end].text) not in words("body_words"):
            break  # "the Harbour Council [Ana Lopez]"
        joined = doc[end].text == "&" and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not joined and (doc[end].pos_ != "PROPN" or key(doc[end].text) in words("titles")):
            break
        end += 1
    return end


def with_of_phrase(doc: Doc | list[Token], end: int) -> int:
    """The end of a name that may continue at token ``end``: "Teachers' Union [of Harwick]", "Commission [on Audit]".

    "Society [for the Protection of Otters]", "Guild [of Pilots and Masters]".
    """
    if not _begins_of_phrase(doc, end):
        return end
    if doc[end].lower_ != "of" and key(doc[end + 1].text) in WEEKDAYS | MONTHS:
        return end
    while end + 1 < len(doc) and doc[end].lower_ in OF:
        last = first = end + 2 if doc[end + 1].lower_ == "the" else end + 1
        while last < len(doc) and (_is_capital_noun(doc[last]) or _joins_plurals(doc, last)):
            last += 1
        if last == first:
            break
        end = last
    return end


def _is_capital_noun(token: Token) -> bool:
    """Whether a word can be part of what a body is named for: "Guild of [Master Bakers]"."""
    noun = token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")
    return noun and (token.ent_type_ != "PERSON" or _is_capital_plural(token))


def _joins_plurals(doc: Doc | list[Token], at: int) -> bool:
    """Whether "and" joins two plurals or the token after it does: "Pilots [and Masters]"; no person is a plural."""
    if at + 1 < len(doc) and doc[at].lower_ == "and":
        return _is_capital_plural(doc[at - 1]) and _is_capital_plural(doc[at + 1])
    return doc[at - 1].lower_ == "and" and _is_capital_plural(doc[at])


def _is_capital_plural(token: Token) -> bool:
    return token.text.istitle() and len(token) >= MIN_PLURAL and token.text.endswith("s")


def owns_body(entity: Span) -> bool:
    """Whether an entity is the plural owner in the name of a body: "[Dockers]' Union"."""
    tokens, end = entity.doc, entity.end
    if end + 1 >= len(tokens) or tokens[end].text not in ("'", "’") or not tokens[end - 1].lower_.endswith("rs"):
        return False
    return tokens[end + 1].text[:1].isupper() and key(tokens[end + 1].text) in words("body_words")
