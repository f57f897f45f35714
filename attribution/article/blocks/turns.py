"""The turns of speakers: decide whether labels make a transcript, and divide it into turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...language.name_key import key
from ...model import Span
from ..marks import OPENING, STRAIGHT
from ..passage_kinds import WORD, is_title_case
from .block import Turn
from .labels import Candidate, Form, candidate, is_given_name, is_role_noun, is_titled
from .stage_directions import is_stage_direction, without_stage_directions

SPOKEN = re.compile(r"[?!]|\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our|[Mm]e|[Uu]s)\b")
LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\d_A-Z][^\W\d_]{2,}")
LOWER = re.compile(r"(?<![^\W_])[a-z]{2}")
SENTENCE_END = re.compile(r"[.?!…—–-][\"”’)\]]*\s*$")
MAX_END = 20  # characters at the end of a paragraph that may be marks and brackets after its full stop
MIN_TURNS = 2
MANY_TURNS, HEADLINES = 4, 2  # a text of fewer turns is a transcript if the first one stands at its head
# Shares of the turns with "I", "you" or a question from which labels in plain case are speakers: that recur, or do not.
MIN_SPOKEN, MIN_SPOKEN_ONCE = 0.25, 0.5
MIN_SHARE = 0.5  # share of the paragraphs from the first label to the last in a text that is a transcript
MAX_PARAGRAPHS = 60  # paragraphs of one quotation; a longer turn becomes several
MAX_LABEL = 200  # characters
MAX_OPENING = 200  # characters of a turn in which "I" or "you" comes, if somebody speaks
MIN_HEADING = 4  # words of a headline in Title Case
QUOTING = OPENING + STRAIGHT  # a paragraph in marks is what somebody else says, in a report that the speaker reads out
END = re.compile(
    r"\W*(?:end|ends|###|copyright\b.*|content and programming copyright.*|\(?end of .*)\W*", re.IGNORECASE
)


def find_turns(text: str, paragraphs: list[Span]) -> list[Turn]:
    """The turns of a text, in order; none if it is not a transcript and holds none."""
    found = _candidates(text, paragraphs)
    labels = _labels_of_speakers(text, paragraphs, found)
    if not labels:
        return []
    reach = labels[-1].paragraph - labels[0].paragraph + 1
    whole = reach >= MIN_SHARE * len(paragraphs) and (len(labels) >= MANY_TURNS or labels[0].paragraph < HEADLINES)
    return [turn for turn in _turns(text, paragraphs, labels, whole) if turn.spans]


def _candidates(text: str, paragraphs: list[Span]) -> list[Candidate]:
    found = (candidate(text, n, p.start, min(p.end, p.start + MAX_LABEL)) for n, p in enumerate(paragraphs))
    return [label for label in found if label is not None and _has_words(text, paragraphs, label)]


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


def _labels_of_speakers(text: str, paragraphs: list[Span], found: list[Candidate]) -> list[Candidate]:
    """The candidates that name speakers, if there are enough of them."""
    found = found[1:] if found and _is_headline(text, paragraphs, found) else found
    names = Counter(_last_key(text, label) for label in found if label.form != Form.LETTER)
    letters = Counter(text[label.label.name.start] for label in found if label.form == Form.LETTER)
    sure = [label for label in found if _is_sure(text, label, names, letters)]
    known = {_last_key(text, label) for label in sure if label.form != Form.LETTER}
    if not _is_transcript(text, paragraphs, sure, recurring=any(names[name] >= MIN_TURNS for name in known)):
        return []
    plain = _plain_words(text, found, known)
    numbers = {label.paragraph for label in sure}
    return [label for label in found if label.paragraph in numbers or _joins(text, label, known, plain)]


def _is_headline(text: str, paragraphs: list[Span], found: list[Candidate]) -> bool:
    """Whether the first label is that of a headline: in Title Case, or without another label below it."""
    first = found[0]
    if first.paragraph or first.form != Form.COLON:
        return False
    heading = WORD.findall(text, first.end, paragraphs[0].end)
    if len(heading) >= MIN_HEADING and is_title_case(heading):
        return True
    return len(found) > 1 and found[1].paragraph > HEADLINES and not _ends_sentence(text, *paragraphs[0])


def _is_transcript(text: str, paragraphs: list[Span], sure: list[Candidate], *, recurring: bool) -> bool:
    """Whether labels that name speakers make a transcript: by their form, or if they recur and somebody speaks."""
    explicit = {_last_key(text, label) for label in sure if _is_explicit(text, label)}
    spoken = sum(_is_spoken(text, paragraphs, label) for label in sure)
    names_only = all(label.form == Form.LINE for label in sure) and not spoken  # "Ana Ruiz - Goalkeeper"
    if sum(_last_key(text, label) in explicit for label in sure) >= MIN_TURNS and not names_only:
        return True
    return len(sure) >= MIN_TURNS and spoken >= (MIN_SPOKEN if recurring else MIN_SPOKEN_ONCE) * len(sure)


def _is_sure(text: str, found: Candidate, names: Counter[str], letters: Counter[str]) -> bool:
    """Whether a label names a speaker by its form, by a known name, by a noun for people, or because it recurs."""
    if found.form == Form.LETTER:
        asks = text[found.label.name.start] == "Q"
        return letters["A"] > 0 or letters["Q"] >= MIN_TURNS if asks else letters["Q"] > 0
    parts = _name(text, found).split()
    recurs = names[_last_key(text, found)] >= MIN_TURNS
    if found.form == Form.LINE:
        return _is_explicit(text, found) or (recurs and (is_role_noun(parts[-1]) or _is_full_name(parts)))
    return _is_explicit(text, found) or _is_full_name(parts) or is_titled(parts) or is_role_noun(_noun(parts)) or recurs


def _is_explicit(text: str, found: Candidate) -> bool:
    """Whether the form of a label alone tells that somebody speaks: "Q.", "Ana Ruiz (Ind):", "ANA RUIZ, HOST:"."""
    if found.form == Form.LETTER or found.form == Form.STOP:
        return True
    printed, role = _name(text, found), found.label.role
    parts = printed.split()
    beside = text[found.label.name.end : found.label.name.end + 2].strip()[:1]
    noted = found.timed or (beside in ("(", "[") and text[found.label.name.end + 2].isalpha())
    if found.form == Form.LINE:
        return (noted or beside in ("-", "–", "—")) and (_is_full_name(parts) or is_titled(parts))
    known = _is_full_name(parts) or is_role_noun(_noun(parts)) or is_titled(parts) or role.start < role.end
    return noted or (printed.isupper() and known)


def _joins(text: str, found: Candidate, known: set[str], plain: set[str]) -> bool:
    """Whether a label that could be anything is a speaker's in a transcript: "VIK:", but not "ENERGY:"."""
    if found.form in (Form.LETTER, Form.LINE):
        return found.form == Form.LINE and _last_key(text, found) in known
    return not plain.intersection(key(part) for part in _name(text, found).split())


def _plain_words(text: str, found: list[Candidate], known: set[str]) -> set[str]:
    """The words of the text that also occur in lower case; empty if every label is known anyway."""
    if all(_last_key(text, label) in known for label in found):
        return set()
    return {key(word) for word in LOWER_WORD.findall(text)}


def _is_full_name(parts: list[str]) -> bool:
    return 1 < len(parts) < 6 and is_given_name(parts[0])


def _noun(parts: list[str]) -> str:
    """The noun of a label, before a number: "WITNESS 10"."""
    return parts[-2] if len(parts) > 1 and parts[-1].isdigit() else parts[-1]


def _name(text: str, found: Candidate) -> str:
    return text[found.label.name.start : found.label.name.end]


def _last_key(text: str, found: Candidate) -> str:
    return key(_name(text, found).split()[-1]) if _name(text, found) else ""


def _is_spoken(text: str, paragraphs: list[Span], found: Candidate) -> bool:
    own = paragraphs[found.paragraph]
    if found.end >= own.end:
        own = paragraphs[min(found.paragraph + 1, len(paragraphs) - 1)]
    start = max(found.end, own.start)
    return SPOKEN.search(text, start, min(own.end, start + MAX_OPENING)) is not None


def _turns(text: str, paragraphs: list[Span], labels: list[Candidate], whole: bool) -> Iterator[Turn]:
    """The turn of each label; in a ``whole`` transcript it lasts until the next label, else for one paragraph."""
    ends = [*(label.paragraph for label in labels[1:]), len(paragraphs)]
    for found, end in zip(labels, ends, strict=True):
        own, following = paragraphs[found.paragraph], paragraphs[found.paragraph + 1 : end]
        if not text[found.end : own.end].strip():
            spans, following = [], following if whole else following[:1]
        else:
            spans = without_stage_directions(text, found.end, own.end)
            following = following if whole else []
        for paragraph in following:
            if END.fullmatch(text, paragraph.start, paragraph.end):
                break
            if is_stage_direction(text, *paragraph) or text[paragraph.start] in QUOTING:
                continue
            if len(spans) >= MAX_PARAGRAPHS:
                yield Turn(found.label, tuple(spans))
                spans = []
            spans += without_stage_directions(text, paragraph.start, paragraph.end)
        yield Turn(found.label, tuple(spans))
