"""Where a name begins and ends: a recognized name with the parts that the recognizer left off."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from ..language.grammar import HYPHENS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import GENERATIONS, MONTHS, PARTICLES, WEEKDAYS, is_honour, is_initial
from ..language.person_words import is_given_name

MAX_PARTICLES = 8  # in a row
MAX_NICKNAME = 3  # words
MAX_ADDED = 60  # tokens added to a name on either side
OTHER_WORDS = frozenset({"ADJ", "ADV", "VERB", "ADP", "SCONJ"})
SAINT = frozenset({"St.", "St", "Ste."})  # "Toby [St.] Clair"
OPENS_CLITIC = PARTICLES | {"in", "aan", "uit"}  # before "'t" in Dutch family names
LISTED = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "VBN", "FW"})  # tags that are mistakes for a listed given name
SIBILANTS = ("s", "x", "z")  # after which a bare apostrophe is a possessive
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
    end = end_of_person(doc, end)
    start = _skip_leading_word(doc, _start_of_person(doc, entity.start), end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _is_clipped(doc: Doc | list[Token], entity: Span) -> bool:
    """Whether the word after a given name is the family name, whatever it was tagged as: "Ana [Steadily] has left"."""
    if len(entity) > 1 or entity.end >= len(doc):
        return False
    after = doc[entity.end]
    capital = after.text.istitle() or ("’" in after.text and after.text[:1].isupper())  # "Nyong’o"
    plain = capital and _is_of_letters(after.text) and not after.is_sent_start and not after.ent_type_
    if not plain or doc[entity.end - 1].whitespace_ != " " or not is_given_name(entity.text):
        return False
    word = key(after.text)
    return not (word in WEEKDAYS | MONTHS or word in words("titles", "demonyms"))


def end_of_person(doc: Doc | list[Token], end: int) -> int:
    """The end of a name (exclusive) that may continue at token ``end``, with the honours of its bearer."""
    return _end_of_honours(doc, _end_of_name(doc, end))


def _end_of_honours(doc: Doc | list[Token], end: int) -> int:
    """The end of the honours after a name: "Ana Lopez [OBE]", "Ana Lopez[, QC], said"; an MP's office is none."""
    while end + 1 < len(doc) and (is_honour(doc[end - 1].text) or not doc[end - 1].text.isupper()):
        comma = doc[end].text == ","
        honour = doc[end + comma]
        if not is_honour(honour.text) or (comma and (key(honour.text) in words("titles") or not _closes(doc, end + 2))):
            break
        end += 1 + comma
    return end


def _closes(doc: Doc | list[Token], at: int) -> bool:
    return at < len(doc) and doc[at].text in (",", ".", ")")


def _end_of_name(doc: Doc | list[Token], end: int) -> int:
    last = end + MAX_ADDED
    if doc[end - 1].text in HYPHENS and not doc[end - 1].whitespace_ and end < len(doc):
        end += 1  # "Baek Young-[chul]"
    opened = _nickname_around(doc, end - 1)
    end = nickname_end(doc, opened) + 1 if opened else end
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
    family = nickname_end(doc, at)
    if family:
        return family + 1
    if _is_in_name(doc, at):
        return at + 2
    name = at
    while name < min(at + MAX_PARTICLES, len(doc) - 1) and doc[name].text in PARTICLES:
        name += 1  # "Pieter [van der Berg]"
    if name > at and doc[name].text in HYPHENS and name < len(doc) - 1 and not doc[name - 1].whitespace_:
        name += 1  # "Amina [el-Sayed]"
    if doc[name].text in OPENS_CLITIC and is_clitic(doc, name + 1):
        return name + 4  # "Daan [in 't Veld]"
    if is_clitic(doc, name):
        return name + 3  # "Daan van ['t Land]", whatever the last word is taken for
    if name > at and _is_name_word(doc[name]):
        return name + 1
    return at + 1 if _is_name_word(doc[at]) else at


def _start_of_person(doc: Doc | list[Token], start: int) -> int:
    """The first token of a name that may begin before token ``start``."""
    return _start_of_words(doc, _start_of_joined(doc, start), start - MAX_ADDED)


def _start_of_joined(doc: Doc | list[Token], start: int) -> int:
    """The first token of what hyphens, a nickname or a clitic join with the word at token ``start``."""
    if start and doc[start].text in HYPHENS and not doc[start - 1].whitespace_:
        start -= 1  # "[el]-Sayed"
    while (
        start > 1 and doc[start - 1].text in HYPHENS and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2
    opened = _nickname_around(doc, start) or nickname_start(doc, start)
    if opened and doc[opened - 1].pos_ == "PROPN":
        start = opened - 1  # '[Ana "Big Nan"] Lopez'
    if _is_in_name(doc, start - 1) and doc[start - 2].pos_ == "PROPN":
        start -= 2  # "[Jane Awuor’] Oloo"
    if start > 3 and is_clitic(doc, start - 2):
        start -= 3  # "Daan [Van 't] Veld"
        start -= start > 0 and doc[start - 1].text.istitle() and doc[start - 1].ent_type_ != ""
    return start


def _start_of_words(doc: Doc | list[Token], start: int, first: int) -> int:
    """The first of the words and particles before token ``start`` that belong to the name, not before ``first``."""
    while start > 0 and (_is_part(doc[start - 1]) or doc[start - 1].text in PARTICLES):
        if (doc[start].is_sent_start and doc[start - 1].text.endswith(".")) or start < first:
            break  # without a full stop, the parser broke a name in two
        particles = start - 1
        while particles > max(0, start - MAX_PARTICLES) and doc[particles].text in PARTICLES:
            particles -= 1  # "Pieter van [der Berg]"
        first_word = doc[particles]
        if not (_is_part(first_word) or is_initial(first_word.text)):
            return particles + 1 if particles < start - 1 and doc[start].text in PARTICLES else start
        plain = first_word.text.isascii() and not is_given_name(first_word.text)
        if particles == start - 1 and first_word.is_sent_start and plain:
            break  # any word may begin a sentence, but "Ngô" and "Pilar" are parts of the name
        start = particles
    return start


def _is_part(token: Token) -> bool:
    """Whether a word before a name may be a part of it: a proper noun, or a given name whatever it was tagged as."""
    if _is_name_word(token) or token.text in SAINT:
        return True
    return token.text.istitle() and not token.ent_type_ and token.tag_ in LISTED and is_given_name(token.text)


def _skip_leading_word(doc: Doc | list[Token], start: int, end: int) -> int:
    """The first token of a name without a preceding other word: "[Absent] Lopez", "[Vet] Ana Lopez"."""
    while end - start > 1 and key(doc[start].text) in WEEKDAYS | MONTHS:
        start += 1  # "On [Monday] Lopez said"
    while end - start > 1 and doc[start].is_sent_start and doc[start].pos_ in OTHER_WORDS and not _is_part(doc[start]):
        if not any(key(doc[at].text) for at in range(start + 1, end)):
            break  # "HARWICK -": only punctuation would be left
        start += 1
    return start + 1 if end - start > 2 and (doc[start].tag_ == "NNPS" or _is_role_before(doc, start)) else start


def _is_role_before(doc: Doc | list[Token], at: int) -> bool:
    """Whether a word that was tagged as a common noun stands before a given name: "[Vet] Ana Lopez"."""
    return doc[at].tag_ == "NN" and is_given_name(doc[at + 1].text) and not is_given_name(doc[at].text)


def nickname_end(doc: Doc | list[Token], at: int) -> int:
    """The family name's token if a quoted nickname before it opens at token ``at``, else 0: 'Ana ["Big Nan"] Lopez'."""
    if at + 3 >= len(doc) or doc[at].text not in OPENING or not doc[at + 1].text[:1].isupper():
        return 0
    closes = range(at + 2, min(at + 2 + MAX_NICKNAME, len(doc) - 1))
    close = next((n for n in closes if doc[n].text in CLOSING), 0)
    if not close or not all(doc[n].is_alpha for n in range(at + 1, close)):
        return 0
    family = doc[close + 1]  # of whatever label, and taken for a plural: "Banks"
    named = family.pos_ in ("PROPN", "NOUN") and family.text[:1].isupper() and key(family.text) not in WEEKDAYS
    return close + 1 if named else 0


def nickname_start(doc: Doc | list[Token], family: int) -> int:
    """The token that opens the quoted nickname before the family name at a token, else 0."""
    if family < 3 or doc[family - 1].text not in CLOSING:
        return 0
    return next((at for at in _openings(family - 2) if nickname_end(doc, at) == family), 0)


def _nickname_around(doc: Doc | list[Token], inside: int) -> int:
    """The token that opens the quoted nickname of which a token is a word, behind a proper noun, else 0."""
    opened = next((at for at in _openings(inside) if doc[at].text in OPENING), 0)
    return opened if opened and nickname_end(doc, opened) > inside + 1 and doc[opened - 1].pos_ == "PROPN" else 0


def _openings(last: int) -> range:
    return range(last - 1, max(0, last - 1 - MAX_NICKNAME), -1)


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
    return bool(joined) and doc[at - 1].lower_ in OPENS_CLITIC and doc[at + 2].text[:1].isupper()


def _is_in_name(doc: Doc | list[Token], at: int) -> bool:
    """Whether an apostrophe at token ``at`` is a letter of the name before it, which goes on: "Awuor’ Oloo"."""
    if not 0 < at < len(doc) - 1 or doc[at].text not in ("'", "’"):
        return False
    joined = not doc[at - 1].whitespace_ and doc[at].whitespace_
    if any(doc[word].text in OPENING for word in range(max(0, at - 1 - MAX_NICKNAME), at)):
        return False  # "'Wrench' Toby Lopez"
    capital = doc[at - 1].text[:1].isupper() and not doc[at - 1].lower_.endswith(SIBILANTS)
    return bool(joined) and capital and _is_name_word(doc[at + 1])


def is_split_by_nickname(entity: Span, tokens: list[Token]) -> bool:
    """Whether an entity is part of a name with a nickname, which the family name covers: '[Ana] "[Nan]" Lopez'."""
    opened = _nickname_around(tokens, entity.start)
    if opened and entity.end < nickname_end(tokens, opened):
        return True
    if len(entity) > 1 or entity.label_ == "PERSON":
        return False
    if tokens[entity.start].pos_ == "PROPN" and nickname_end(tokens, entity.end):
        return True
    before = nickname_start(tokens, entity.start)
    return before > 0 and tokens[before - 1].pos_ == "PROPN"


def _is_name_word(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in ("", "PERSON")
        and token.text[:1].isupper()
        and _is_of_letters(token.text)
    )


def _is_of_letters(word: str) -> bool:
    """Whether a word has nothing but letters, and perhaps an apostrophe among them: "Ng’ang’a"."""
    return word.isalpha() or (word[-1:].isalpha() and word.replace("’", "").replace("'", "").isalpha())
