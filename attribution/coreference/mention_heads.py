"""Find the head noun of a source when the parse points to another word."""

from __future__ import annotations

from bisect import bisect_left

import numpy
from spacy.attrs import ORTH, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.tokens import Token

from ..entities.ner_repair import OFFICE_PREPOSITIONS, office_words
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import is_office
from ..language.ages import age_phrase_end
from ..language.grammar import ARTICLES, HYPHENS, SUBJECTS, is_noun, is_relative
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import WEEKDAYS
from ..language.token_ids import isin
from ..model import SpeakerKind
from ..rules.report import Report, Source
from .animacy import is_human
from .discourse_state import DiscourseState

TIMES = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years moment moments midnight
    noon morning afternoon evening night today yesterday tomorrow tonight""".split()
)
TIMES |= WEEKDAYS
ORGANIZATION_LABELS = frozenset({"ORG", "LOC", "GPE"})
NOT_HEADS = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "PART"})
CONFUSED_TAGS = frozenset({"NN", "NNS", "JJ", "FW", "UH", "PRP"})  # tags often assigned to names by mistake
PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "JJ", "VBN", "VBG", "HYPH", "CD", "RB", "VB"}
)  # "VB" of "lead singer" is a mistake of the tagger
OPENS_PART = OFFICE_PREPOSITIONS | {"in", "("}  # of an office: "MEC for Health", "DCP (Crime)"
IN_OFFICES = OPENS_PART | {"the", ")"}


def source_head(state: DiscourseState, report: Report, source: Source) -> Token:
    """The head of a source: the parsed one, or the noun or name within the source that is the actual speaker.

    "Minutes later, [the ministry] said", "said retired Col. [Ana Lopez]", "[Ana Lopez] - his sister - said".
    """
    tokens = state.article.tokens
    head = tokens[source.head]
    last = tokens[bisect_left(state.article.starts, source.span.end) - 1]
    spoken_of = _after_vocative(state, source)
    if spoken_of is not None:
        return spoken_of
    aged = age_phrase_end(last) or (age_phrase_end(head) if head.lower_ != "old" else None)
    plain = aged or name_after_role(state, source)
    if plain is not None:
        return plain  # "the 43-year-old", "Team principal [Ana Lopez]", however they were parsed
    if head.lower_ in TIMES:
        return _first_noun(state, source, without_times=True) or head
    after = tokens[head.i + 1] if head.i + 1 < len(tokens) else head
    if head.tag_ == "NNP" and after.tag_ == "NN" and after.head in (head, head.head) and is_office(after.lower_):
        return after  # "Talveran [minister]"
    if head.pos_ in NOT_HEADS or head.lower_ in ARTICLES or _is_premodifier(head):
        return _first_noun(state, source) or head
    own = next((c for c in tokens[report.cue_head].children if c.dep_ in SUBJECTS), None)
    named = head.i in state.entities.by_token
    if own is not None and not named and own.i > head.i and is_noun(own) and own.idx < source.span.end:
        return head if own.lower_ in TIMES else own
    if head.dep_ == "appos" and head.head.i in state.entities.by_token and head.head.idx >= source.span.start:
        return head.head  # "[Ana Lopez] (R), chair of the board, said"
    return head


def _after_vocative(state: DiscourseState, source: Source) -> Token | None:
    """The noun after the name of who is addressed: "Ana, your [rival] said"; None if the source does not begin so."""
    tokens, first = state.article.tokens, bisect_left(state.article.starts, source.span.start)
    end = state.entities.end_of_mention(first)
    if first not in state.entities.by_token or end + 1 >= len(tokens) or tokens[end + 1].idx >= source.span.end:
        return None
    addressed, noun = tokens[end].text == "," and tokens[end + 1].lower_ == "your", tokens[end + 1].head
    return noun if addressed and is_noun(noun) and noun.idx < source.span.end else None


def name_after_role(state: DiscourseState, source: Source) -> Token | None:
    """The last token of a person's name that nothing but premodifiers or a bare office precedes in a source, or None.

    "Harbour Trust fly-half [Ana Lopez], 43", "Man of the match [Ana Lopez]"; not "a friend of the singer Ana Lopez".
    """
    tokens, starts = state.article.tokens, state.article.starts
    first, end = bisect_left(starts, source.span.start), bisect_left(starts, source.span.end)
    last = tokens[next((at for at in range(first + 1, end) if tokens[at].text == ","), end) - 1]
    person, at = state.entities.by_token.get(last.i), last.i
    if person is None or person.kind != SpeakerKind.PERSON:
        return None
    while at >= first and state.entities.by_token.get(at) is person:
        at -= 1
    before = tokens[first : at + 1]
    others = (other for token in before if (other := state.entities.by_token.get(token.i)) is not None)
    if any(other.kind == SpeakerKind.PERSON and len(other.full_name.words) > 1 for other in others):
        return None  # "Ana Lopez and Mayor Bo Ruiz"
    return last if before and _is_role(before) else None


def names_one(state: DiscourseState, source: Source) -> bool:
    """Whether "and" in a source is within a person's role: "Rail and Tram Union organiser Ana Lopez"."""
    name, first = name_after_role(state, source), bisect_left(state.article.starts, source.span.start)
    return name is not None and any(token.lower_ == "and" for token in state.article.tokens[first : name.i])


def _is_role(phrase: list[Token]) -> bool:
    """Whether the words before a name are its bearer's role: "Harbour Trust fly-half", "Man of the match"."""
    first, role = noun_lemma(phrase[0]), is_human(noun_lemma(phrase[-1]))
    if any(token.lower_ == "and" and not _joins_capitals(token) for token in phrase) or phrase[-1].lower_ == "and":
        return False
    if any(token.lower_ in OPENS_PART and not _premodifies(token) for token in phrase):
        begins = first in words("body_nouns") if role else is_human(first)  # "Chamber of trade president Ana Lopez"
        begins = begins or bool(phrase[0].text.isupper() and phrase[0].is_sent_start)  # "MEC for Health Ana Lopez"
        return begins and phrase[-1].lower_ not in OPENS_PART and all(_in_office(token) for token in phrase)
    return (role or phrase[-1].is_lower) and all(_premodifies(token) for token in phrase)


def _premodifies(token: Token) -> bool:
    hyphenated = token.text in HYPHENS or (token.i > 0 and token.nbor(-1).text in HYPHENS)
    body = token.ent_type_ in ORGANIZATION_LABELS  # "Bureau [of] Fisheries inspector Ana Lopez"
    plain = token.tag_ in PREMODIFIERS or token.lower_ in office_words()
    return body or hyphenated or plain or (token.lower_ == "and" and _joins_capitals(token))


def _joins_capitals(token: Token) -> bool:
    """Whether "and" is part of the name of a body: "Rail [and] Tram Union organiser Ana Lopez"."""
    return 0 < token.i < len(token.doc) - 1 and token.nbor(-1).text.istitle() and token.nbor().text.istitle()


def _in_office(token: Token) -> bool:
    return token.lower_ in IN_OFFICES or _premodifies(token)


def looks_like_name(state: DiscourseState, head: Token) -> bool:
    """Whether a noun is a name that was tagged otherwise: "Qi said".

    It must be capitalized, without modifiers, and either a known name or a noun that is no role and that also occurs
    capitalized within a sentence.
    """
    if not head.text[:1].isupper() or head.n_lefts:
        return False
    if key(head.text) in state.entities.by_word:
        return True  # a known first or last name
    if head.tag_ not in CONFUSED_TAGS:
        return False
    if is_office(noun_lemma(head)) or any(noun_lemma(head) in words(name) for name in ("document_nouns", "demonyms")):
        return False
    if not head.is_sent_start and not state.article.is_quoted(head.i):
        return True
    if state.mid_sentence_nouns is None:
        table = state.doc.to_array([ORTH, SENT_START, TAG])
        noun_tags = numpy.array(sorted(state.doc.vocab.strings[tag] for tag in ("NN", "NNP")), dtype="uint64")
        state.mid_sentence_nouns = frozenset(table[(table[:, 1] != 1) & isin(table[:, 2], noun_tags), 0].tolist())
    return head.orth in state.mid_sentence_nouns


def _is_premodifier(head: Token) -> bool:
    """Whether an adjective modifies a following noun: "the bespectacled, 71-year-old diplomat", "senior editor"."""
    if head.pos_ != "ADJ" or not 0 < head.i < len(head.doc) - 1:
        return False
    after = head.nbor()
    ends_phrase = after.text == "," and after.i + 1 < len(head.doc) and after.nbor().lower_ in ARTICLES
    return is_noun(after) or (head.nbor(-1).lower_ in ARTICLES and not ends_phrase)


def _first_noun(state: DiscourseState, source: Source, *, without_times: bool = False) -> Token | None:
    """The last noun of the first run of nouns in a source, or None."""
    tokens, found = state.article.tokens, None
    at = bisect_left(state.article.starts, source.span.start)
    while at < len(tokens) and tokens[at].idx < source.span.end:
        token = tokens[at]
        if is_relative(token) or (found is not None and not is_noun(token) and token.text != "."):
            break
        if is_noun(token) and not (without_times and token.lower_ in TIMES):
            found = token
        at += 1
    return found
