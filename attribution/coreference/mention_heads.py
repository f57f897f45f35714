"""Find the head noun of a source when the parse points to another word."""

from __future__ import annotations

from bisect import bisect_left

import numpy
from spacy.attrs import ORTH, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.tokens import Token

from ..entities.ner_repair import OFFICE_PREPOSITIONS, office_words
from ..entities.noun_phrases import Phrase, name_phrase, noun_lemma
from ..entities.offices import SPOKESPERSON_NOUNS, TITLE_PARTS, is_office
from ..language.ages import age_phrase_end
from ..language.grammar import ARTICLES, HYPHENS, SUBJECTS, is_noun, is_relative
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import HONOURS, WEEKDAYS
from ..language.token_ids import isin
from ..model import SpeakerKind
from ..rules.report import Report, Source
from .animacy import is_human
from .candidates import synonyms
from .discourse_state import DiscourseState

TIMES = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years moment moments midnight
    noon morning afternoon evening night today yesterday tomorrow tonight""".split()
)
TIMES |= WEEKDAYS
ORGANIZATION_LABELS = frozenset({"ORG", "LOC", "GPE"})
MAX_OFFICE_WORDS = 4  # words of an office after the first: "of Foreign Affairs"
NOT_HEADS = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "PART"})
CONFUSED_TAGS = frozenset({"NN", "NNS", "JJ", "FW", "UH", "PRP"})  # tags often assigned to names by mistake
PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "JJ", "VBN", "VBG", "HYPH", "CD", "RB", "VB"}
)  # "VB" of "lead singer" is a mistake of the tagger
NAMING = frozenset("called named known identified dubbed nicknamed".split())  # "a woman CALLED Teodora"
GIVING = frozenset("gave gives giving give goes going went".split())  # "who GAVE only his first name, Jomo"
NAMES = frozenset({"name", "handle", "username", "alias"})
WITHIN_NAMING = NAMES | frozenset("only simply just as by her his their the first given ,".split())
MAX_NAMING = 12  # tokens from a relative pronoun to the name that its clause gives
OPENS_PART = OFFICE_PREPOSITIONS | {"in", "("}  # of an office: "MEC for Health", "DCP (Crime)"
IN_OFFICES = OPENS_PART | {"the", ")"}
DASHES = frozenset({"-", "–", "—", "--", "("})


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
        head = _first_noun(state, source) or head
        return _office_holder(state, source, head) or head
    own = next((c for c in tokens[report.cue_head].children if c.dep_ in SUBJECTS), None)
    named = head.i in state.entities.by_token
    if own is not None and not named and own.i > head.i and is_noun(own) and own.idx < source.span.end:
        return head if own.lower_ in TIMES else own
    if head.dep_ == "appos" and head.head.i in state.entities.by_token and head.head.idx >= source.span.start:
        return head.head  # "[Ana Lopez] (R), chair of the board, said"
    return _name_before_dash(state, source, head) or _office_holder(state, source, head) or head


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


def adjacent_name(state: DiscourseState, phrase: Phrase, source: Source, *, titled: bool) -> Phrase | None:
    """The person's name that follows a description, however it was attached, or None.

    "His chief of staff, ANA LOPEZ", "the hopeful ANA LOPEZ", "Secretary of State ANA LOPEZ". After a comma or a
    preposition it must be inside the source. ``titled``: the phrase is a bare title.
    """
    tokens, first = state.article.tokens, phrase.head.i + 1
    beyond = first + (MAX_OFFICE_WORDS if titled else 1)
    preposition = of_the = passed = False
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.idx >= source.span.end and index >= beyond:
            return None
        entity, before = state.entities.by_token.get(index), tokens[index - 1]
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            preposed = before.lower_ in OFFICE_PREPOSITIONS and not titled
            if preposed or (state.entities.by_token.get(index - 1) is entity and passed):
                passed = True
                continue  # "a spokeswoman for [Lopez], Ines Vaca, said"
            own = _is_named_after_comma(phrase.head) or not is_human(noun_lemma(tokens[index - 2]))
            if preposition and own and before.text == "," and _ends_apposition(state, source, index):
                return name_phrase(token, entity.kind)  # "a spokesman for the port authority, [Ana Lopez], said"
            common = before.tag_ in ("NN", "NNS") and noun_lemma(before) not in TITLE_PARTS
            if preposition and common and is_human(noun_lemma(before)):
                return None  # "a friend of the singer Lopez" is not Lopez; "the chief of staff Lopez" is
            title = key(before.text) in words("titles")
            if of_the and not (
                title or before.ent_type_ in ORGANIZATION_LABELS or key(before.text) in words("body_words")
            ):
                return None  # "the captain of the Ana Lopez"
            title = title or before.pos_ in ("PROPN", "NOUN", "ADJ") or titled or before.lower_ in NAMING
            return name_phrase(token, entity.kind) if before.text == "," or title else None
        if is_relative(token):  # "the driver, who lives with his wife, Carla" is not Carla
            return _self_given_name(state, source, index)
        if token.is_space or token.text in (".", ";", "("):
            return None
        of_the = of_the or (token.lower_ == "the" and tokens[index - 1].lower_ in OFFICE_PREPOSITIONS)
        preposition = preposition or token.lower_ in OFFICE_PREPOSITIONS
    return None


def _self_given_name(state: DiscourseState, source: Source, at: int) -> Phrase | None:
    """The name that a relative clause gives to its noun: "a passenger, who asked to be known only as [Ms Lim]"."""
    naming = gives = False
    for token in state.article.tokens[at : at + MAX_NAMING]:
        entity = state.entities.by_token.get(token.i)
        if token.idx >= source.span.end:
            return None
        if naming and entity is not None and entity.kind == SpeakerKind.PERSON:
            return name_phrase(token, entity.kind)
        gives = gives or token.lower_ in GIVING
        announced = token.lower_ in NAMING or (gives and token.lower_ in NAMES)
        naming = announced or (naming and token.lower_ in WITHIN_NAMING)
    return None


def _is_named_after_comma(head: Token) -> bool:
    """Whether a name after a comma is that of the noun, whoever stands between: "a lawyer for the singer, [Lopez]"."""
    noun = noun_lemma(head)
    return noun in SPOKESPERSON_NOUNS | {"one", "lawyer"} or "lawyer" in synonyms().get(noun, ())


def _ends_apposition(state: DiscourseState, source: Source, at: int) -> bool:
    """Whether a comma or the end of the source follows the name at a token."""
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    while end < len(tokens) and key(tokens[end].text) in HONOURS:
        end += 1  # "Ana Lopez [KC], said"
    return end >= len(tokens) or tokens[end].text == "," or tokens[end].idx >= source.span.end


def adjacent_organization(state: DiscourseState, phrase: Phrase, source: Source) -> Phrase | None:
    """The name of a body beside its description, or None: "The company, [Volta Foods], said", "the charity [Volta]"."""
    tokens, at = state.article.tokens, phrase.head.i + 1
    apposed = at + 2 < len(tokens) and tokens[at].text == ","
    at += apposed
    if at + 1 < len(tokens) and tokens[at].lower_ == "the":
        at += 1
    if at >= len(tokens) or tokens[at].idx >= source.span.end:
        return None
    entity = state.entities.by_token.get(at)
    body = entity is not None and entity.kind == SpeakerKind.ORGANIZATION
    closed = not apposed or _ends_apposition(state, source, at)
    return name_phrase(tokens[at], SpeakerKind.ORGANIZATION) if body and closed else None


def _office_holder(state: DiscourseState, source: Source, head: Token) -> Token | None:
    """The office holder, if the parse has the name before the office as the subject: "Volta Foods chief [Ana Lopez]".

    The role decides, whatever the tagger and the entity recognizer made of the words: "said Rovers striker Ana Lopez".
    """
    tokens, entity, at = (
        state.article.tokens,
        state.entities.by_token.get(head.i),
        state.entities.end_of_mention(head.i),
    )
    if entity is None or at + 1 >= len(tokens) or tokens[at + 1].idx >= source.span.end:
        return None
    holder = state.entities.by_token.get(at + 1)
    role = tokens[at].is_lower and tokens[at].lower_ in office_words()
    return tokens[at + 1] if role and holder is not None and holder.kind == SpeakerKind.PERSON else None


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


def _name_before_dash(state: DiscourseState, source: Source, head: Token) -> Token | None:
    """The name at the start of a source, if a dash separates it from the parsed head; else None."""
    at = bisect_left(state.article.starts, source.span.start)
    while at < head.i and at not in state.entities.by_token and state.article.tokens[at].pos_ == "PROPN":
        at += 1  # "Rep. [Ana Lopez] (R), chair of the board"
    if at >= head.i or head.i in state.entities.by_token:
        return None
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    return tokens[at] if end > at and end < len(tokens) and tokens[end].text in DASHES else None
