"""Ways to change a text that leave it true who said what: each takes a text with gold and gives another."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from attribution.evaluation.field.gold import FieldText

from . import name_forms, names
from .edits import Edit, edited

WRAPPED = 72  # characters of a line
BLANK_LINES = re.compile(r"\n\n+")
AFTER_MARK = re.compile(r"(?<=[”\"]) (said|says)\b(?! (?:that|to|so|it|he|she|they)\b)")
BEFORE_MARK = re.compile(r"\b(said|says)(?=(?: [A-Z]\w+){0,3}[,:] [“\"])")
CLOSING = re.compile(r"(?<=[,?!][”\"] )(?:[A-Z][\w’'-]+ ){1,3}(said|says)(?=\.)")
COMMON = {
    "said": ("remarked", "insisted", "noted", "argued", "added"),
    "says": ("remarks", "insists", "notes", "argues"),
}
RARE = {
    "said": ("grumbled", "enthused", "countered", "recounted", "sighed", "offered", "mused", "bristled"),
    "says": ("grumbles", "enthuses", "counters", "recounts", "sighs", "offers", "muses", "bristles"),
}
TENSES = {"said": "says", "says": "said"}
SENTENCE_BREAK = re.compile(r"(?<=[.?!”\"]) (?=[A-Z“\"])")
# Where typesetters keep words together: before a name or a part of one, before a cue and after a mark.
KEPT_TOGETHER = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z])|(?<=[a-z]) (?=[A-Z][a-z])|(?<=\w) (?=said\b|says\b)|(?<=[”\"]) ")
LONG = re.compile(r"\b[A-Za-z]{4}(?=[a-z]{4})")
APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")
PASSAGE = re.compile(r"“[^“”\n]+”")
NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+(?: [A-Z]\w+)*\b(?![’'-])")
SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.](?= [A-Z]|\n|$)")
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
GUILLEMETS = {"“": "«", "”": "»"}


def straight_marks(text: FieldText) -> FieldText:
    """Straight quotation marks and apostrophes instead of curly ones."""
    return edited(text, _translated(text, STRAIGHT))


def guillemets(text: FieldText) -> FieldText:
    """Guillemets instead of double quotation marks."""
    return edited(text, _translated(text, GUILLEMETS))


def common_cues(text: FieldText) -> FieldText:
    """Other common verbs of speech instead of "said" beside a quotation."""
    return edited(text, list(_cues(text, COMMON)))


def rare_cues(text: FieldText) -> FieldText:
    """Rare verbs of speech instead of "said" beside a quotation."""
    return edited(text, list(_cues(text, RARE)))


def tense(text: FieldText) -> FieldText:
    """ "Says" instead of "said" beside a quotation, and the reverse."""
    return edited(text, list(_cues(text, {old: (new,) for old, new in TENSES.items()})))


def single_line_breaks(text: FieldText) -> FieldText:
    """One line break between paragraphs instead of a blank line, as many extractors print them."""
    return _substituted(text, BLANK_LINES, "\n")


def wrapped_lines(text: FieldText) -> FieldText:
    """Lines of at most ``WRAPPED`` characters, as in copy from a wire or a mail."""
    return _wrapped(text, lambda _: WRAPPED)


def wrapped_and_indented(text: FieldText) -> FieldText:
    """Wrapped lines, and paragraphs that are told apart by an indent alone."""
    wrapped = wrapped_lines(text)
    return _substituted(wrapped, BLANK_LINES, "\n   ")


def ragged_lines(text: FieldText) -> FieldText:
    """Lines that end where a printed page ends them, which is not always after as many characters."""
    return _wrapped(text, lambda rng: rng.randint(WRAPPED - 8, WRAPPED))


def double_blanks(text: FieldText) -> FieldText:
    """Two blanks between sentences, as typists set them."""
    return _substituted(text, SENTENCE_BREAK, "  ")


def no_break_spaces(text: FieldText) -> FieldText:
    """No-break spaces where typesetters keep words together."""
    return _substituted(text, KEPT_TOGETHER, "\xa0")


def invisible_characters(text: FieldText) -> FieldText:
    """Zero-width spaces after commas and stops, and soft hyphens in long words, as pages have them."""
    edits = [Edit(found.end(), found.end(), "\u200b") for found in re.finditer(r"[,.”] ", text.article.text)]
    return edited(text, edits + [Edit(at.end(), at.end(), "\xad") for at in LONG.finditer(text.article.text)])


def typed_apostrophes(text: FieldText) -> FieldText:
    """Acute accents for apostrophes."""
    return _substituted(text, APOSTROPHE, "´")


def accents_apart(text: FieldText) -> FieldText:
    """Accents as characters of their own after their letters (NFD)."""
    parted = ((n, unicodedata.normalize("NFD", letter)) for n, letter in enumerate(text.article.text))
    return edited(text, [Edit(n, n + 1, letters) for n, letters in parted if len(letters) > 1])


def line_ends_of_windows(text: FieldText) -> FieldText:
    """A carriage return before each line feed."""
    return _substituted(text, re.compile("\n"), "\r\n")


def italics(text: FieldText) -> FieldText:
    """Passages in italics, by the marks of Markdown."""
    return edited(text, list(_enclosed(text, PASSAGE, "*", "*")))


def links(text: FieldText) -> FieldText:
    """Links on words with capitals in a sentence, as Markdown prints them."""
    return edited(text, list(_enclosed(text, NAME, "[", "](https://news.example/p/a_b)")))


def notes(text: FieldText) -> FieldText:
    """The number of a note after each sentence, as in a wiki."""
    ends = (Edit(found.end(), found.end(), "[3]") for found in SENTENCE_END.finditer(text.article.text))
    return edited(text, list(ends))


VARIATIONS: Mapping[str, Callable[[FieldText], FieldText]] = {
    "straight marks": straight_marks,
    "guillemets": guillemets,
    "common cues": common_cues,
    "rare cues": rare_cues,
    "tense": tense,
    "names": names.same_origin,
    "single breaks": single_line_breaks,
    "wrapped lines": wrapped_lines,
    "indented": wrapped_and_indented,
    "ragged lines": ragged_lines,
    "double blanks": double_blanks,
    "no-break spaces": no_break_spaces,
    "invisible": invisible_characters,
    "apostrophes": typed_apostrophes,
    "accents apart": accents_apart,
    "italics": italics,
    "links": links,
    "notes": notes,
    "line ends": line_ends_of_windows,
    "names Spanish": names.spanish,
    "names Chinese": names.chinese,
    "names Korean": names.korean,
    "names African": names.african,
    "particles": names.particles,
    "hyphenated": names.hyphenated,
    "one word": names.one_word,
    "initials": names.initials,
    "middle initial": name_forms.middle_initial,
    "family capitals": name_forms.family_in_capitals,
    "junior": name_forms.junior,
    "age": name_forms.age,
    "age in brackets": name_forms.age_in_brackets,
    "honours": name_forms.honours,
    "courtesy titles": name_forms.courtesy_titles,
}


def _wrapped(text: FieldText, width: Callable[[random.Random], int]) -> FieldText:
    rng = random.Random(text.article.name)
    edits, start = [], 0
    for line in text.article.text.split("\n"):
        left, most = 0, width(rng)
        for word in re.finditer(r"(?<= )\S+", line):
            if word.end() - left > most:
                edits.append(Edit(start + word.start() - 1, start + word.start(), "\n"))
                left, most = word.start(), width(rng)
        start += len(line) + 1
    return edited(text, edits)


def _substituted(text: FieldText, pattern: re.Pattern[str], new: str) -> FieldText:
    return edited(text, [Edit(*found.span(), new) for found in pattern.finditer(text.article.text)])


def _enclosed(text: FieldText, pattern: re.Pattern[str], before: str, after: str) -> Iterator[Edit]:
    for found in pattern.finditer(text.article.text):
        yield Edit(found.start(), found.start(), before)
        yield Edit(found.end(), found.end(), after)


def _translated(text: FieldText, marks: Mapping[str, str]) -> list[Edit]:
    return [Edit(n, n + 1, marks[letter]) for n, letter in enumerate(text.article.text) if letter in marks]


def _cues(text: FieldText, verbs: Mapping[str, Sequence[str]]) -> Iterator[Edit]:
    """One edit for each "said" of a cue, in order, with the verbs in turn."""
    turn = {old: itertools.cycle(new) for old, new in verbs.items()}
    found = {
        match.span(1): match[1] for at in (AFTER_MARK, BEFORE_MARK, CLOSING) for match in at.finditer(text.article.text)
    }
    for (start, end), old in sorted(found.items()):
        yield Edit(start, end, next(turn[old]))
