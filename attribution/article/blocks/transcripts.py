"""Decide which labels name speakers, and whether there are enough of them for a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...language.lexicon import words
from ...language.name_key import key, name_key
from ...language.title_case import WORD, is_title_case
from ...model import Span
from .label_words import is_given_name, is_office, is_role_noun, is_titled
from .labels import BARE_LETTER, Candidate, Form, candidate
from .stage_directions import is_stage_direction

SPOKEN = re.compile(r"[?!]|\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our|[Mm]e|[Uu]s)\b")
LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\d_A-Z][^\W\d_]{2,}")
LOWER = re.compile(r"(?<![^\W_])[a-z]{2}")
SENTENCE_END = re.compile(r"[.?!…—–-][\"”’)\]]*\s*$")
OUTLINE = re.compile(r"B[.:)] ")  # where it is an item, so is "A."
VOICE = re.compile(r"(?:, | \()\d{1,3}(?:, [^,:\n]{2,60}| from [^:\n]{2,40})?\)? ?")
NOTE = re.compile(
    r"(?![A-Z]{1,3}:)(?:[^\W_]+[ ’'-]){0,4}[^\W\d_]+:(?= [^“\"‘'\s])"
)  # "For sale: a bicycle", not "She said: “I will.”" or the initials "AL: I will."
DASHES = ("-", "–", "—")
MAX_END = 20  # characters at the end of a paragraph that may be marks and brackets after its full stop
MIN_TURNS = 2
MANY_LABELS = 3  # paragraphs that begin with a title, a name and a full stop, which hardly any prose has
STOPS = (Form.STOP, Form.PLAIN_STOP)
HEADLINES = 2  # paragraphs below a headline, between which and the next label a transcript has none
MIN_HEADING = 4  # words of a headline in Title Case
# Shares of the turns with "I", "you" or a question from which labels in plain case are speakers: that recur, or do not.
MIN_SPOKEN, MIN_SPOKEN_ONCE = 0.25, 0.5
MAX_OTHERS = 0.5  # other labels for each that names a speaker, where none recurs
MAX_LABEL = 200  # characters
MAX_OPENING = 200  # characters of a turn in which "I" or "you" comes, if somebody speaks


def labels_of_speakers(text: str, paragraphs: list[Span]) -> list[Candidate]:
    """The labels that name speakers; without a transcript or a part of one, only those of single voices."""
    possible = list(_candidates(text, paragraphs))
    listed = {name_key(label.printed) for label in possible if label.form == Form.LINE and label.beside in DASHES}
    found = [label for label in possible if _has_words(text, paragraphs, label)]
    found = found[1:] if found and _is_headline(text, paragraphs, found) else found
    names = Counter(label.last for label in found)
    letters, forms = Counter(label.letter for label in found), Counter(label.form for label in found)
    explicit = {label.last for label in found if label.printed and _is_explicit(label, listed)}
    sure = [label for label in found if _is_sure(label, names, letters, forms, listed, explicit)]
    known = {label.last for label in sure}
    recurring = any(names[n] >= MIN_TURNS for n in known if n)
    if _head_notes(text, paragraphs, sure, explicit, recurring=recurring) or not _is_transcript(
        text, paragraphs, sure, listed, recurring=recurring
    ):
        return [label for label in sure if _is_voice(text, paragraphs, label)]
    plain = _plain_words(text, found, known)
    numbers = {label.paragraph for label in sure}
    lines = [label for label in sure if label.form == Form.LINE]
    timed, lined = any(label.timed for label in lines), len(lines) >= MIN_TURNS
    stopped = any(label.form in STOPS for label in sure)
    outlined = any(OUTLINE.match(text, *line) for line in paragraphs)
    return [
        label
        for label in found
        if label.paragraph in numbers
        or (label.form == Form.PLAIN_STOP and stopped)
        or (label.form == Form.LETTER and not outlined)
        or _joins(label, known, plain, timed=timed, lined=lined)
    ]


def _candidates(text: str, paragraphs: list[Span]) -> Iterator[Candidate]:
    opens = Counter(found[1] for line in paragraphs if (found := BARE_LETTER.match(text, *line)))
    bare = opens["Q"] >= MIN_TURNS and opens["A"] > 0
    for number, line in enumerate(paragraphs):
        end = min(line.end, line.start + MAX_LABEL)
        label = candidate(text, number, line.start, end, bare_letters=bare)
        if label is not None:
            yield label


def _has_words(text: str, paragraphs: list[Span], found: Candidate) -> bool:
    """Whether something said may follow a label: a sentence, or the next paragraph; not a score, price or name."""
    own = paragraphs[found.paragraph]
    if found.form != Form.LINE and text[found.end : own.end].strip():
        return LOWER.search(text, found.end, own.end) is not None or _ends_sentence(text, found.end, own.end)
    if own.end - own.start > MAX_LABEL or found.paragraph + 1 == len(paragraphs):
        return False
    following = paragraphs[found.paragraph + 1]
    return _ends_sentence(text, following.start, following.end) or is_stage_direction(text, *following)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return SENTENCE_END.search(text, max(start, end - MAX_END), end) is not None


def _is_headline(text: str, paragraphs: list[Span], found: list[Candidate]) -> bool:
    """Whether the first label is that of a headline: in Title Case, or without another label below it.

    Nobody's turn begins in lower case: "The panel: should the pier go?".
    """
    first = found[0]
    if first.paragraph or first.form != Form.COLON:
        return False
    if text[first.end : paragraphs[0].end].lstrip()[:1].islower():
        return True
    heading = WORD.findall(text, first.end, paragraphs[0].end)
    if len(heading) >= MIN_HEADING and is_title_case(heading):
        return True
    return len(found) > 1 and found[1].paragraph > HEADLINES and not _ends_sentence(text, *paragraphs[0])


def _is_transcript(
    text: str, paragraphs: list[Span], sure: list[Candidate], listed: set[str], *, recurring: bool
) -> bool:
    """Whether labels that name speakers make a transcript: by their form, or if they recur and somebody speaks."""
    explicit = {label.last for label in sure if _is_explicit(label, listed)}
    spoken = sum(_is_spoken(text, paragraphs, label) for label in sure)
    names_only = all(label.form == Form.LINE for label in sure) and not spoken  # "Ana Ruiz - Goalkeeper"
    if sum(label.last in explicit for label in sure) >= MIN_TURNS and not names_only:
        return True
    if len(sure) == len(paragraphs) and min(Counter(label.last for label in sure).values(), default=0) >= MIN_TURNS:
        return True  # nothing but labels, each of which recurs
    return len(sure) >= MIN_TURNS and spoken >= (MIN_SPOKEN if recurring else MIN_SPOKEN_ONCE) * len(sure)


def _head_notes(
    text: str, paragraphs: list[Span], sure: list[Candidate], explicit: set[str], *, recurring: bool
) -> bool:
    """Whether many labels with a colon name nobody and none recurs, as where "Lost:" and "Editor:" head notes."""
    if recurring or sum(label.last in explicit for label in sure) >= MIN_TURNS:
        return False
    known = {label.paragraph for label in sure}
    others = sum(n not in known and NOTE.match(text, *line) is not None for n, line in enumerate(paragraphs))
    return others > MAX_OTHERS * len(known)


def _is_voice(text: str, paragraphs: list[Span], found: Candidate) -> bool:
    """Whether a lone label gives a name and an age before words of "I" or "we": "Ana Ruiz, 63: I ..."."""
    aged = VOICE.fullmatch(text, found.label.name.end, found.label.mark.start)
    return found.form == Form.COLON and aged is not None and _is_spoken(text, paragraphs, found)


def _is_spoken(text: str, paragraphs: list[Span], found: Candidate) -> bool:
    own = paragraphs[found.paragraph]
    if found.end >= own.end:
        own = paragraphs[min(found.paragraph + 1, len(paragraphs) - 1)]
    start = max(found.end, own.start)
    return SPOKEN.search(text, start, min(own.end, start + MAX_OPENING)) is not None


def _is_sure(
    found: Candidate,
    names: Counter[str],
    letters: Counter[str],
    forms: Counter[Form],
    listed: set[str],
    explicit: set[str],
) -> bool:
    """Whether a label names a speaker by its form, by a known name, by a noun for people, or because it recurs.

    ``explicit``: the family names in labels whose form alone tells that somebody speaks.
    """
    if found.letter:
        asks = found.letter == "Q"
        return letters["A"] > 0 or letters["Q"] >= MIN_TURNS if asks else letters["Q"] > 0
    recurs = names[found.last] >= MIN_TURNS
    if found.form == Form.PLAIN_STOP:
        return recurs or forms[found.form] >= MANY_LABELS
    if _is_explicit(found, listed):
        return True
    if found.form == Form.LINE:
        return recurs and (
            is_role_noun(found.parts[-1])
            or _is_full_name(found.parts)
            or (len(found.parts) > 1 and found.last in explicit)
        )
    return recurs or _is_someone(found.parts)


def _is_explicit(found: Candidate, listed: set[str]) -> bool:
    """Whether the form of a label alone tells that somebody speaks: "Q.", "Ana Ruiz (Ind):", "ANA RUIZ, HOST:".

    ``listed``: the names in a list of participants ("Ana Ruiz - Chief Executive").
    """
    if found.form in (Form.LETTER, Form.STOP):
        return True
    parts, noted = found.parts, found.timed or found.beside in ("(", "[")
    if found.form == Form.LINE:
        named = _is_full_name(parts) or is_titled(parts) or (found.timed and _is_full_name(parts[-2:]))
        of_office = found.follows_office or found.brackets > 1
        known = len(parts) > 1 and name_key(found.printed) in listed
        beside = found.beside in DASHES
        return of_office or known or (named and (noted or beside)) or (found.held and beside)
    return noted or (found.printed.isupper() and (_is_someone(parts, in_turns=True) or found.beside == ","))


def _is_someone(parts: list[str], *, in_turns: bool = False) -> bool:
    """Whether words name somebody by a full name, a title or a noun for people: "WITNESS 10".

    ``in_turns``: a single noun must be one for who speaks in transcripts: "WITNESS", but not "UMPIRES".
    """
    noun = parts[-2] if len(parts) > 1 and parts[-1].isdigit() else parts[-1]
    if in_turns and len(parts) == 1:
        return key(noun) in words("turn_roles")
    office = key(parts[0]) == "the" and any(map(is_role_noun, parts))  # "The Minister for Ports"
    return _is_full_name(parts) or is_titled(parts) or is_role_noun(noun) or office


def _is_full_name(parts: list[str]) -> bool:
    return 1 < len(parts) < 6 and is_given_name(parts[0])


def _joins(found: Candidate, known: set[str], plain: set[str], *, timed: bool, lined: bool) -> bool:
    """Whether a label that could be anything is a speaker's in a transcript: "VIK:", but not "ENERGY:".

    ``lined``: the transcript prints speakers on a line of their own; ``timed``: it prints the time there.
    """
    if found.form in (Form.LETTER, Form.LINE, Form.PLAIN_STOP):
        office = lined and is_office(found.printed)  # "Mr Speaker"
        return found.form == Form.LINE and (found.last in known or (timed and found.timed) or office)
    return not plain.intersection(map(key, found.parts))


def _plain_words(text: str, found: list[Candidate], known: set[str]) -> set[str]:
    """The words of the text that also occur in lower case; empty if every label is known anyway."""
    if all(label.last in known for label in found):
        return set()
    return {key(word) for word in LOWER_WORD.findall(text)}
