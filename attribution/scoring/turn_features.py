"""The named features that tell who speaks in a quotation without a cue: the last speaker, the other one, or another.

The features of each choice are what holds of the passage, each with the choice before it ("last, is a question"), and
what holds of the choice alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import OBJECTS, lemma
from ..language.pronouns import FEMININE, FIRST_SINGULAR, HE_OR_SHE, WE
from ..rules.beat_persons import is_gesture
from ..rules.report import Report
from .earlier_turns import Turn, asks_indirectly
from .own_quotations import sentence_between
from .turn_situation import Choice, Situation
from .turn_speakers import Speaker, gender_of_token, is_form_of_address, is_pronoun, speaker_of, vocative

ANSWERS = frozenset({"yes", "no", "not", "never", "none", "nothing", "nobody"})
CONNECTIVES = frozenset({"then", "so", "and", "but", "or"})
YOU = frozenset({"you", "your", "yours"})
I_OR_WE = FIRST_SINGULAR | WE
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def features(situation: Situation) -> dict[Choice, list[str]]:
    """The names of the features that hold, for each choice that there is."""
    told = list(_conditions(situation))
    found = {Choice.LAST: told}
    if situation.other is not None:
        found[Choice.OTHER] = told
    if situation.shown is not None:
        found[Choice.SHOWN] = [*told, situation.shown.rule.name]
    else:
        found[Choice.NOBODY] = told
    return {choice: [choice.value, *(f"{choice.value}, {name}" for name in names)] for choice, names in found.items()}


def _conditions(situation: Situation) -> Iterator[str]:
    yield from _of_place(situation)
    yield from _of_questions(situation)
    yield from _of_address(situation)
    yield from _of_words(situation)
    if situation.shown is not None:
        yield from _of_shown(situation, situation.shown)


def _of_place(situation: Situation) -> Iterator[str]:
    """Where the passage stands: after a cue in its paragraph, side by side with others, in a row of turns."""
    article, passage, last = situation.article, situation.passage, situation.last
    apart = situation.is_apart()
    if situation.adjoins[0]:
        yield "adjoins"
    elif apart:
        yield "apart" if situation.follows() else "apart, after narrative"
        if not last.report.passages:
            told = sentence_between(article, last.report, last.report.content[-1].end, situation.passage.outer.start)
            yield f"apart, {'a sentence ' if told else ''}after indirect speech"
    else:
        told = sentence_between(article, last.report, last.report.content[-1].end, passage.outer.start)
        yield "after narrative" if told else "after a cue" if last.report.passages else "after indirect speech"
    yield from _of_other(situation, apart)
    if situation.adjoins[1]:
        yield from _of_following(situation)
    if situation.has_long_part():
        yield "long"


def _of_other(situation: Situation, apart: bool) -> Iterator[str]:
    """How near the turn of the other one is, whether the two took turns, and whether they are sure to be two."""
    article, last, other = situation.article, situation.last, situation.other
    if other is None:
        yield "no other"
        return
    near = situation.is_near(other)
    here = other.paragraph(article) == article.paragraph_at(situation.passage.outer.start)
    yield "the other is here" if here else "the other is near" if near else "the other is far"
    if situation.before is not None and near and not situation.are_two(situation.before.report, last.report):
        yield f"took turns, {'apart' if apart else 'in the paragraph'}"
    if situation.since:
        yield "others spoke since"
    if not other.report.passages:
        yield "the other asked indirectly" if asks_indirectly(article, other.report) else "the other spoke indirectly"
    if apart and near and situation.is_in_row():
        yield "in a row of turns"
    if not all(situation.speaker(turn.report).name for turn in (last, other)):
        yield "one has no name"


def _of_following(situation: Situation) -> Iterator[str]:
    """Who speaks in the passage that adjoins this one, and so not here."""
    if situation.following is None:
        yield "adjoined"
        return
    other = situation.other is not None and not situation.are_two(situation.following, situation.other.report)
    last = not situation.are_two(situation.following, situation.last.report)
    yield f"adjoined by {'both' if last and other else 'last' if last else 'other' if other else 'another'}"


def _of_questions(situation: Situation) -> Iterator[str]:
    """What was asked before, and whether something is asked here."""
    article, last, other = situation.article, situation.last.report, situation.other
    asks = article.text[situation.passage.end - 1] == "?"
    apart = situation.is_apart() and not situation.adjoins[0]
    if asks:
        yield "is a question"
    if article.char_before(situation.passage.outer.start) == "?" or _is_question_between(situation):
        yield "after a question of the reporter"
    if asks_indirectly(article, last):
        yield "after an indirect question"
    elif _asked(article, last):
        if other is not None and not asks and _is_put_to(situation, other):
            yield "after a question to the other"
        yield f"after a question, {'apart' if apart else 'in the paragraph'}{', asks' if asks else ''}"
        if other is not None and not situation.is_near(other):
            yield "after a question, the other is far"
    if other is not None and _asked(article, other.report) and asks and not _asked(article, last):
        yield "asks after an answer"
    elif other is not None and _asked(article, other.report) and not _asked(article, last):
        yield "after an answer"


def _is_put_to(situation: Situation, other: Turn) -> bool:
    """Whether a short question was put to who spoke right before it, and nothing is told in between."""
    article, asked = situation.article, situation.last.report
    if len(situation.parts()) < 3 or situation.has_long_part() or situation.adjoins[0]:
        return False
    question = article.passages[asked.passages[-1]]
    told = ((other.report, question), (asked, situation.passage))
    return not any(sentence_between(article, r, r.content[-1].end, p.outer.start) for r, p in told)


def _is_question_between(situation: Situation) -> bool:
    """Whether the paragraph before the passage is a question outside quotation marks."""
    article, start = situation.article, situation.passage.outer.start
    place = article.paragraph_number(start) - 1
    if article.char_before(start) or place < 0:
        return False
    before = article.paragraphs[place]
    return article.text[before.start : before.end].rstrip("*_ ").endswith("?") and not article.has_passage(*before)


def _of_address(situation: Situation) -> Iterator[str]:
    """Whom the passage addresses, and whom it speaks of by name or as "he" or "she"."""
    article, named = situation.article, vocative(situation.article, situation.passage)
    shown = speaker_of(article, situation.shown, None) if situation.shown is not None else Speaker()
    yield from _of_shown_person(situation, shown, named)
    if named is None and situation.other is None:
        return
    last = situation.speaker(situation.last.report)
    other = situation.speaker(situation.other.report) if situation.other is not None else None
    if named is not None and named.lower_ in last.words:
        yield "addresses the last"
    elif named is not None and other is not None and named.lower_ in other.words:
        yield "addresses the other"
    elif named is not None and is_form_of_address(named):
        yield "addresses somebody"
    if other is None or situation.other is None:
        return
    if _tells(article, situation.other.report, last) or _tells(article, situation.last.report, other):
        yield "was told"
    address = _addressed(situation, situation.last.report, other)
    if address:
        yield address
    yield from _of_third_person(situation, last, other)


def _of_shown_person(situation: Situation, shown: Speaker, named: Token | None) -> Iterator[str]:
    """Whether the passage addresses or speaks of whom the text beside it tells of, who then does not speak."""
    if named is not None and named.lower_ in shown.words:
        yield "addresses the shown"
    elif any(token.tag_ == "NNP" and token.lower_ in shown.words for token in situation.tokens()):
        yield "names the shown"
    if shown.gender and shown.gender in _genders(situation.tokens()):
        alike = situation.gender(situation.last.report) in ("", shown.gender)
        yield "may speak of the shown" if alike else "speaks of the shown"


def _addressed(situation: Situation, report: Report, other: Speaker) -> str:
    """Whether the last turn addressed somebody, who may speak now: the other one by name, or anybody."""
    parts = [situation.article.passages[n] for n in report.passages[-2:]]
    named = next(filter(None, (vocative(situation.article, part) for part in parts)), None)
    if named is not None and named.lower_ in other.words:
        return "the other was addressed"
    return "somebody was addressed" if named is not None and is_form_of_address(named) else ""


def _of_third_person(situation: Situation, last: Speaker, other: Speaker) -> Iterator[str]:
    said = situation.said(situation.last)
    before = _genders(said) | {gender_of_token(token) for token in said}
    for gender in _genders(situation.tokens()):
        if gender in before:
            yield "speaks of whom the last spoke of"
        elif situation.other is None or not situation.other.report.passages:
            yield "speaks of somebody"
        elif last.gender == gender != other.gender:
            yield "speaks of the last"
        elif other.gender == gender != last.gender:
            yield "speaks of the other"
        elif other.gender == gender == last.gender:
            yield "may speak of either"


def _of_words(situation: Situation) -> Iterator[str]:
    """How the words of the passage go with those of the last turn."""
    tokens = situation.tokens()
    first = next((token for token in tokens if token.is_alpha), None)
    if first is not None and first.lower_ in ANSWERS:
        yield "answers"
    if first is not None and first.lower_ in CONNECTIVES:
        yield "connects, apart" if situation.is_apart() else "connects, in the paragraph"
    by_last, by_other = situation.said(situation.last), situation.said(situation.other)
    here, last = ({token.lower_ for token in told} for told in (tokens, by_last))
    if YOU & last and I_OR_WE & here and not YOU & here:
        yield "I after you"
    if I_OR_WE & last and YOU & here and not YOU & last:
        yield "you after I"
    if I_OR_WE & last and I_OR_WE & here:
        yield "I after I"
    said = _content_lemmas(tokens)
    if said & _content_lemmas(by_last):
        yield "echoes the last"
    if said & _content_lemmas(by_other):
        yield "echoes the other"


def _of_shown(situation: Situation, shown: Report) -> Iterator[str]:
    """Who is told of beside the passage."""
    head = situation.article.tokens[shown.source.head] if shown.source is not None else None
    form = "pronoun" if head is not None and is_pronoun(head) else "name"
    if not situation.are_two(shown, situation.last.report):
        yield f"tells of the last by {form}"
    elif situation.other is not None and not situation.are_two(shown, situation.other.report):
        yield f"tells of the other by {form}"
    else:
        yield f"tells of another by {form}"
    if head is not None and is_gesture(head.head):
        yield "tells of a gesture"
    if shown.source is not None and shown.source.span.start > situation.passage.outer.start:
        yield "tells of somebody after it"


def _content_lemmas(tokens: list[Token]) -> set[str]:
    return {lemma(token) for token in tokens if token.pos_ in CONTENT}


def _genders(tokens: list[Token]) -> set[str]:
    """The genders of "he" and "she" among tokens, but not after a noun for whom they may mean: "Ask a *man* if he"."""
    found: set[str] = set()
    meant: set[str] = set()
    if HE_OR_SHE.isdisjoint(token.lower_ for token in tokens):
        return found
    for token in tokens:
        if token.lower_ in HE_OR_SHE:
            found |= {"f" if token.lower_ in FEMININE else "m"} - meant
        elif token.tag_ == "NN":
            meant.add(gender_of_token(token))
    return found


def _asked(article: Article, report: Report) -> bool:
    if not report.passages:
        return asks_indirectly(article, report)
    return article.text[article.passages[report.passages[-1]].end - 1] == "?"


def _tells(article: Article, report: Report, second: Speaker) -> bool:
    """Whether a speaker talks to another by name: "A," Xi *told* his brother, WANG."""
    named = (c for c in article.tokens[report.cue_head].rights if c.dep_ in OBJECTS)
    return any(token.tag_ == "NNP" and token.lower_ in second.words for child in named for token in child.subtree)
