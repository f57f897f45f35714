"""Where a name begins and ends: a recognized name with the parts that the recognizer left off."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from ..language.grammar import HYPHENS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import GENERATIONS, MONTHS, PARTICLES, WEEKDAYS, is_initial
from ..language.person_words import is_given_name

OF = frozenset({"of", "on", "for"})
MAX_PARTICLES = 8  # in a row
MAX_ADDED = 60  # tokens added to a name on either side
MIN_PLURAL = 5  # letters of a plural: "Masters", not "Ross"
OPENING, CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")


def proper_run(token: Token) -> Span:
    """The run of proper nouns around a token, for names that the recognizer missed."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < MAX_ADDED and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < len(doc) and end - token.i < MAX_ADDED and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end]


def whole_person(entity: Span, tokens: list[Token] | None = None) -> Span:
    """A person's name, extended by the parts that the recognizer left off: Adeyemi[-Lund], Asahara [Kenjiro].

    ``tokens`` are those of the Doc; passing them is faster.
    """
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    end = entity.end + 1 if _is_clipped(doc, entity) else entity.end
    end = _end_of_person(doc, end)
    start = _skip_leading_word(doc, _start_of_person(doc, entity.start), end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _is_clipped(doc: Doc | list[Token], entity: Span) -> bool:
    """Whether the word after a given name is the family name, whatever it was tagged as: "Ana [Steadily] has left"."""
    if len(entity) > 1 or entity.end >= len(doc):
        return False
    after = doc[entity.end]
    plain = after.text.istitle() and after.is_alpha and not after.is_sent_start and not after.ent_type_
    if not plain or doc[entity.end - 1].whitespace_ != " " or not is_given_name(entity.text):
        return False
    word = key(after.text)
    return not (word in WEEKDAYS | MONTHS or word in words("titles", "demonyms"))


def _end_of_person(doc: Doc | list[Token], end: int) -> int:
    """The end of a name (exclusive) that may continue at token ``end``."""
    last = end + MAX_ADDED
    while end < min(last, len(doc)):
        comma = doc[end].text == "," and end + 1 < len(doc)
        if key(doc[end + comma].text) in GENERATIONS:
            return end + comma + 1  # "Tom Ruiz[, Jr.]"
        after = _next_part(doc, end)
        if after == end:
            break
        end = after
    return end


def _next_part(doc: Doc | list[Token], at: int) -> int:
    """The token after the part of a name (word, hyphenated part, nickname) at ``at``; ``at`` if there is none."""
    hyphen = doc[at].text in ("-", "‑", "–") and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    if hyphen and at + 1 < len(doc) and doc[at + 1].text[:1].isalpha():
        return at + 2
    if is_nickname(doc, at):
        return at + 4
    name = at
    while name < min(at + MAX_PARTICLES, len(doc) - 1) and doc[name].text in PARTICLES:
        name += 1  # "Pieter [van der Berg]"
    if name > at and doc[name].text in HYPHENS and name < len(doc) - 1 and not doc[name - 1].whitespace_:
        name += 1  # "Amina [el-Sayed]"
    if is_clitic(doc, name):
        return name + 3  # "Daan van ['t Land]", whatever the last word is taken for
    if name > at and _is_name_word(doc[name]):
        return name + 1
    return at + 1 if _is_name_word(doc[at]) else at


def _start_of_person(doc: Doc | list[Token], start: int) -> int:
    """The first token of a name that may begin before token ``start``."""
    first = start - MAX_ADDED
    if start and doc[start].text in HYPHENS and not doc[start - 1].whitespace_:
        start -= 1  # "[el]-Sayed"
    while (
        start > 1 and doc[start - 1].text in HYPHENS and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2
    if start > 1 and is_nickname(doc, start - 1) and doc[start - 2].pos_ == "PROPN":
        start -= 2
    if start > 3 and is_nickname(doc, start - 3) and doc[start - 4].pos_ == "PROPN":
        start -= 4  # '[Ana "Nan"] Lopez'
    if start > 3 and is_clitic(doc, start - 2):
        start -= 3  # "Daan [Van 't] Veld"
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text in PARTICLES):
        if (doc[start].is_sent_start and doc[start - 1].text.endswith(".")) or start < first:
            break  # without a full stop, the parser broke a name in two
        particles = start - 1
        while particles > max(0, start - MAX_PARTICLES) and doc[particles].text in PARTICLES:
            particles -= 1  # "Pieter van [der Berg]"
        if not (_is_name_word(doc[particles]) or is_initial(doc[particles].text)) or (
            particles == start - 1 and doc[particles].is_sent_start and doc[particles].text.isascii()
        ):
            break  # any word may begin a sentence, but "Ngô" is part of the name
        start = particles
    return start


def _skip_leading_word(doc: Doc | list[Token], start: int, end: int) -> int:
    """The first token of a name without a preceding other word: "[Absent] Lopez", "[Vet] Ana Lopez"."""
    while end - start > 1 and key(doc[start].text) in WEEKDAYS | MONTHS:
        start += 1  # "On [Monday] Lopez said"
    while end - start > 1 and doc[start].is_sent_start and doc[start].pos_ in ("ADJ", "ADV", "VERB", "ADP", "SCONJ"):
        if not any(key(doc[at].text) for at in range(start + 1, end)):
            break  # "HARWICK -": only punctuation would be left
        start += 1
    return start + 1 if end - start > 2 and (doc[start].tag_ == "NNPS" or _is_role_before(doc, start)) else start


def _is_role_before(doc: Doc | list[Token], at: int) -> bool:
    """Whether a word that was tagged as a common noun stands before a given name: "[Vet] Ana Lopez"."""
    return doc[at].tag_ == "NN" and is_given_name(doc[at + 1].text) and not is_given_name(doc[at].text)


def is_nickname(doc: Doc | list[Token], at: int) -> bool:
    """Whether a quoted nickname before a family name starts at token ``at``: 'Ana ["Nan" Lopez]'."""
    if at + 3 >= len(doc) or doc[at].text not in OPENING or doc[at + 2].text not in CLOSING:
        return False
    family = doc[at + 3]  # of whatever label: the recognizer reads it by itself
    return doc[at + 1].text[:1].isupper() and family.pos_ == "PROPN" and family.text[:1].isupper()


def is_bracketed_title(doc: Doc | list[Token], at: int) -> bool:
    """Whether a title in brackets before a name starts at token ``at``: "the Rev [(Dr)] Ana Lopez"."""
    if not 0 < at < len(doc) - 3 or doc[at].text != "(" or doc[at + 2].text != ")":
        return False
    return key(doc[at + 1].text) in words("titles") and doc[at + 3].text[:1].isupper()


def follows_initials(doc: Doc | list[Token], at: int) -> bool:
    """Whether an office and its initials in brackets stand before token ``at``: "Duty Ranger (DR) [Ana Lopez]"."""
    end = at - 3
    if end < 1 or at >= len(doc) or doc[end].text != "(" or doc[at - 1].text != ")":
        return False
    initials = doc[end + 1].text
    office = "".join(doc[word].text[0] for word in range(max(0, end - len(initials)), end))
    return len(initials) > 1 and office == initials and initials.isupper()


def is_clitic(doc: Doc | list[Token], at: int) -> bool:
    """Whether the article "'t" within a Dutch family name starts at token ``at``: "Daan van ['t] Veld"."""
    if at < 1 or at + 2 >= len(doc) or doc[at].text not in CLOSING or doc[at + 1].text != "t":
        return False
    joined = doc[at - 1].whitespace_ and not doc[at].whitespace_ and doc[at + 1].whitespace_
    return bool(joined) and doc[at - 1].text.lower() in PARTICLES and doc[at + 2].text[:1].isupper()


def is_split_by_nickname(entity: Span, tokens: list[Token]) -> bool:
    """Whether an entity is part of a name with a nickname, which the family name covers: '[Ana] "[Nan]" Lopez'."""
    if len(entity) > 1:
        return False
    given = entity.label_ != "PERSON" and tokens[entity.start].pos_ == "PROPN" and is_nickname(tokens, entity.end)
    at = entity.start - 1
    family = entity.label_ != "PERSON" and at > 2 and is_nickname(tokens, at - 2) and tokens[at - 3].pos_ == "PROPN"
    return given or family or (at > 0 and is_nickname(tokens, at) and tokens[at - 1].pos_ == "PROPN")


def _is_name_word(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in ("", "PERSON")
        and token.text[:1].isupper()
        and token.text.isalpha()
    )


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
