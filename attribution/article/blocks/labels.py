"""Read what may be a speaker's label at the start of a paragraph, in the forms that transcripts print."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from ...language.lexicon import words
from ...language.name_key import key
from ...language.names import PARTICLES
from ...model import Span, SpeakerKind
from .block import Label
from .label_words import SMALL_WORDS, is_office, is_person, is_role_noun, is_titled, kind_of

PREFIX = r"(?:(?:>>+|\*\*|__|•|Q?\d{1,3}\.(?=[ \t]+[^\W\d_a-z]))[ \t]*)?"  # "4. Ana Ruiz (Marlow East) (Ind):"
TIME = r"(?P<time>[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?: ?[ap]\.?m\.?)?[\])]?[ \t]*(?:[-–—|][ \t]*)?)?"
HEAD = r"(?P<head>(?:[^:()\[\]\n]|\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]){1,120}?)"
WITH_COLON = re.compile(rf"{PREFIX}{TIME}{HEAD}(?:\*\*|__)?[ \t]?(?P<mark>:)(?:\*\*|__)?(?=\s|$|[“\"‘'(\[])")
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))  # of Latin letters, with and without accents
# "Mr. VANDERLYN of North Tesh (during the reading). Mr. Speaker, ...", "The SPEAKER pro tempore (Mr. Dunmore). ..."
RECORD_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Senator|Representative|Chairman|Chairwoman|Madam|Delegate"
    r"|MR|MRS|MS|MISS|DR|SEN|REP|SENATOR|CHAIRMAN|MADAM)\.? "
    rf"(?:[{CAPITALS}][\w’'.-]* ){{0,3}}(?:Mac|Mc|De|Di|La|Le|Van|O['’])?[{CAPITALS}][{CAPITALS}’'-]+"
    r"|(?:The|THE) (?:[A-Z]+ ){0,3}[A-Z]{4,}(?: pro tempore)?)"
)
RECORD_PLACE = r"(?: of (?:[A-Z]\w+ ?){1,3}(?<! ))?"
NOTES = r"(?: ?(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])){0,2}"
WITH_STOP = re.compile(rf"(?P<head>{RECORD_NAME}{RECORD_PLACE}{NOTES})(?P<mark>\.)(?= ?[—–-]*\s)")
# "Mr. Lyle (Dunwich). I ask ..."
WITH_PLACE = re.compile(
    rf"(?P<head>(?:Mr|Mrs|Ms|Miss|Dr)\.? (?:[{CAPITALS}][\w’'.-]* ){{0,2}}[{CAPITALS}][\w’'-]+ \([^()\n]{{2,40}}\))"
    r"(?P<mark>\.)(?=\s)"
)
# "<Q - Ana Ruiz>:", "A – Bo Ek (Chief Executive):"
LETTER_AND_NAME = re.compile(rf"<?[QA] ?[-–—] ?{HEAD}>?[ \t]?(?P<mark>:)(?=\s|$)")
# "Mr. Burdette. The committee will come to order.", "The Chairman. Without objection": the text decides what these are.
PLAIN_NAME = (
    rf"(?:[A-Z][a-z]+\.? (?:(?:[A-Z]\.|[{CAPITALS}][\w’'-]*|van|von|der|de|del|la|di|du) ){{0,3}}[{CAPITALS}][\w’'-]*\w"
    r"|The (?:[A-Z][a-z]+ ){0,3}[A-Z][a-z]{4,})"
)
WITH_PLAIN_STOP = re.compile(
    rf"(?P<head>{PLAIN_NAME}{RECORD_PLACE}{NOTES})(?P<mark>\.)(?= ?[—–-]* *(?:[A-Z“\"\[(]|\d))"
)
BARE_LETTER = re.compile(r"([QA])(?= [A-Z“\"])()")  # "Q What was your role?", where many lines begin so
LETTER = re.compile(r"(?:\*\*)?([QA])(?:\*\*)?(?:([.:])(?:\*\*)?(?=\s|[“\"]|$)|(?= {2}|\t| [-–—] ))")
# "Celia Drax -- Vice President, Investor Relations", "Joan Hesketh (Marlow East) (Ind)", "Ana Ruiz 00:12"
OWN_LINE = re.compile(
    rf"{PREFIX}{TIME}(?:(?:Asked|Moved|Tabled) by )?"
    r"(?P<head>(?:[^:()\[\]\n]|\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]){2,120}?)"
    r"(?:\*\*|__)?(?P<after>[ \t]+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?"
)
DASH = re.compile(r" (?:--|[—–-]) ")
AGE = re.compile(r",? \(?\d{1,3}\)?\s*\Z")
NOTE = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
OPENING_WORDS = frozenset("in on at to for from with by about and of".split())  # no name begins with these
ABBREVIATIONS = frozenset("jr sr st ste mt ft wm geo chas jas thos".split())  # words with a stop before the name ends
MAX_NAME_WORDS = 9
MAX_ROLE_WORDS = 16
# Words of a sentence, which are in no office: "Hey, Rubio is right about one thing:".
SENTENCE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|that|which|who|what|he"
    r"|she|it|they|we|i|you|his|her|their|its|said|says|told|tells|asked|wrote|added|recalled|about|this|these|but|so)\b",
    re.IGNORECASE,
)


class Form(StrEnum):
    """How a label is printed."""

    COLON = "colon"
    STOP = "stop"
    PLAIN_STOP = "plain stop"  # the name in ordinary case, as a sentence may begin
    LETTER = "letter"
    LINE = "line"


class Candidate(NamedTuple):
    """What may be a label: the paragraph that it begins, its form, and where the words after it begin.

    - ``printed``: the name as printed; empty for "Q." and "A.".
    - ``beside``: what follows the name: a bracket, a dash or a comma, else empty.
    - ``timed``: it is printed with a time, as in the transcript of a recording.
    - ``held``: what follows the name is an office: "Ana Ruiz -- Chief Executive".
    - ``brackets``: the notes in brackets after the name: "Ana Ruiz (Marlow East) (Ind)" has two.
    """

    paragraph: int
    form: Form
    label: Label
    end: int
    printed: str = ""
    beside: str = ""
    timed: bool = False
    held: bool = False
    brackets: int = 0

    @property
    def letter(self) -> str:
        """The letter of the label: "Q" or "A", else empty."""
        return self.label.letter

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.printed.split()

    @property
    def follows_office(self) -> bool:
        """Whether the name stands in brackets after an office: "The Minister for Ports (Ana Ruiz)"."""
        return self.label.role.start < self.label.role.end <= self.label.name.start

    @property
    def last(self) -> str:
        """The key of the last word of the name, by which later labels repeat it."""
        return key(self.parts[-1]) if self.printed else ""


def candidate(text: str, number: int, start: int, end: int, *, bare_letters: bool = False) -> Candidate | None:
    """The label that a paragraph begins with or consists of, if it has the form of one; else None.

    ``bare_letters``: the text prints "Q" and "A" without a stop after them.
    """
    colon = text.find(":", start, end) >= 0  # forms with a colon take long to fail
    lettered = LETTER_AND_NAME.match(text, start, end) if colon else None
    named = _with_name(text, number, Form.COLON, lettered, Span(*lettered.span("mark"))) if lettered else None
    if named is not None and len(named.parts) > 1:
        return named
    letter = LETTER.match(text, start, end) or (BARE_LETTER.match(text, start, end) if bare_letters else None)
    if letter:
        mark = Span(*letter.span(2)) if letter[2] else Span(letter.end(), letter.end())
        nobody = Span(letter.start(1), letter.start(1))
        label = Label(nobody, nobody, SpeakerKind.ANONYMOUS, mark, letter[1])
        return Candidate(number, Form.LETTER, label, letter.end())
    for form, pattern in ((Form.STOP, WITH_STOP), (Form.STOP, WITH_PLACE), (Form.COLON, WITH_COLON)):
        match = pattern.match(text, start, end) if colon or form != Form.COLON else None
        if match:
            return _with_name(text, number, form, match, Span(*match.span("mark")))
    plain = WITH_PLAIN_STOP.match(text, start, end)
    if plain and _may_end_in_stop(plain["head"]):
        return _with_name(text, number, Form.PLAIN_STOP, plain, Span(*plain.span("mark")))
    if text[end - 1] in '.!?,;…”"’' or not (match := OWN_LINE.fullmatch(text, start, end)):
        return None
    return _with_name(text, number, Form.LINE, match, Span(match.end("head"), match.end("head")))


def _may_end_in_stop(head: str) -> bool:
    """Whether a label in ordinary case is a title and a name, or an office: not "Lt. Col" before ". Ana Ruiz said"."""
    parts = NOTE.sub("", head).partition(" of ")[0].split()
    last = key(parts[-1])
    if parts[0] == "The":
        return is_role_noun(parts[-1])
    names = last not in words("titles") or last in words("title_names")
    return is_titled(parts) and names and last not in ABBREVIATIONS


def _with_name(text: str, number: int, form: Form, match: re.Match[str], mark: Span) -> Candidate | None:
    name, role = _name_and_role(text, *match.span("head"))
    printed, beside = text[name.start : name.end], text[role.start : role.end]
    if not _may_name(printed.split(), MAX_NAME_WORDS):
        return None
    if len(beside.split()) > MAX_ROLE_WORDS or (not beside.isupper() and SENTENCE_WORD.search(beside)):
        return None
    times = match.groupdict()
    timed = bool(times.get("time") or times.get("after"))
    after = text[name.end : match.end("head")].strip()[:2]
    noted = after[:1] in ("(", "[") and after[1:].isalpha()  # a place or an office, not an age
    beside = (
        "("
        if role.end < name.start and role.start < role.end
        else after[:1]
        if noted or after[:1] in ("-", "–", "—", ",")
        else ""
    )
    label = Label(name, role, kind_of(printed), mark)
    brackets = len(NOTE.findall(text, name.end, match.end("head")))
    offices = text[role.start : role.end].split()
    held = bool(offices) and (is_role_noun(offices[-1]) or is_office(" ".join(offices)))
    return Candidate(number, form, label, match.end(), printed, beside, timed, held, brackets)


def _name_and_role(text: str, start: int, end: int) -> tuple[Span, Span]:
    """The name of a label and what stands beside it: "Ana Ruiz, host", "Ana Ruiz -- Host", "Host (Ana Ruiz)".

    The office may come first: "Head, Ana Ruiz", "Pupil, Ana Ruiz, 15".
    """
    for note in NOTE.finditer(text, start, end):
        if text[note.end() : min(note.end() + 2, end)].strip()[:1].isalpha():
            continue  # "Gen. (Ret.) Ana Ruiz"
        before, inner = Span(start, note.start()), Span(*note.span(1))
        if is_office(text[before.start : before.end]) and is_person(text[inner.start : inner.end]):
            return inner, _trimmed(text, before)
        end = note.start()
        break
    of = text.find(" of ", start, end)
    if of > 0 and is_titled(text[start:of].split()) and not is_office(text[start:of]):
        return _trimmed(text, Span(start, of)), _trimmed(text, Span(of, end))  # "Mr. VANDERLYN of North Tesh"
    dash = DASH.search(text, start, end)
    comma = text.find(",", start, dash.start() if dash else end)
    if comma > 0:
        suffix = re.match(r", (?:Jr|Sr|JR|SR|II|III|IV)\b\.?", text[comma:end])
        after = comma + suffix.end() if suffix else comma
        aged = AGE.search(text[:end], comma + 1)
        next_part = _trimmed(text, Span(comma + 1, aged.start() if aged else end))
        if is_office(text[start:comma]) and is_person(text[next_part.start : next_part.end]):
            return next_part, _trimmed(text, Span(start, comma))
        return _trimmed(text, Span(start, after)), _trimmed(text, Span(min(after + 1, end), end))
    if dash:
        return _trimmed(text, Span(start, dash.start())), _trimmed(text, Span(dash.end(), end))
    return _trimmed(text, Span(start, end)), Span(end, end)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",-–—*_"):
        end -= 1
    return Span(start, end)


def _may_name(parts: list[str], longest: int) -> bool:
    """Whether words may name a speaker: capitalized, apart from particles and nouns for people ("Hon. members")."""
    if not parts or len(parts) > longest or not _begins_name(parts) or key(parts[0]) in OPENING_WORDS:
        return False
    first = key(parts[0])
    if len(parts) > 1 and any(first.removesuffix(end) in words("speech_verbs") for end in ("d", "ed", "s")):
        return False  # "Continued Stone:"
    last = next((part for part in reversed(parts) if not part.isdigit()), parts[-1])  # of "Day 2"
    if key(last) in words("label_heads") or " ".join(map(key, parts)) in words("label_heads"):
        return False
    return all(
        part[0].isupper() or part[0] in "(&" or key(part) in SMALL_WORDS or is_role_noun(part) or part.isdigit()
        for part in parts[1:]
    )


def _begins_name(parts: list[str]) -> bool:
    """Whether a capital begins words, or particles and a capital do: "van der Berg", "al-Rashid"."""
    name = next((part for part in " ".join(parts).replace("-", " ").split() if part not in PARTICLES), "")
    return name[:1].isupper()
