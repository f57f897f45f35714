"""A short clause of any verb after a passage in quotation marks, read off its words, as rare verbs are misparsed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import ARTICLES, is_verb, lemma
from ..language.lexicon import cue_probability, words
from ..language.person_words import is_person_word
from ..language.pronouns import NOMINATIVE
from ..model import Span
from .report import Report, Source
from .rule import Example, Rule
from .sources.registry import source_of

SURE_PRIOR = 0.6  # a verb from this prior on, with a source in the parse, is left to the rule of cue verbs
SET_OFF = frozenset(",?!—–…")
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
IN_PHRASE = NOUNS | {"DT", "PRP$", "JJ", "JJR", "JJS", "VBN", "CD", "POS", "HYPH"}
PREPOSITIONS = frozenset({"of", "for", "from", "at"})
PARTICLES = frozenset({"up", "out", "on", "in", "back", "off", "along", "away"})
AUXILIARIES = frozenset(
    {"be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must"}
)


class Phrase(NamedTuple):
    """A noun phrase as token indices; ``last`` is inclusive."""

    first: int
    last: int
    head: int


class Clause(NamedTuple):
    """A verb, as a token index, and the noun phrase beside it."""

    verb: int
    subject: Phrase


def clause_reports(article: Article) -> Iterator[Report]:
    """ "It rained," *sighed* XI. / "It rained," the engineer, XI, *sighed*."""
    for number, passage in enumerate(article.passages):
        clause = clause_after(article, number)
        if clause is None:
            continue
        verb = article.tokens[clause.verb]
        source = source_of(verb) if is_verb(verb) else None
        agrees = source is not None and (source.sole or clause.subject.first <= source.head <= clause.subject.last)
        prior = cue_probability(lemma(verb), "ccomp", "Q")
        if agrees and prior >= SURE_PRIOR:
            continue
        if source is None or not agrees:
            source = _source(article, clause.subject)
        cue = Span(verb.idx, verb.idx + len(verb))
        yield Report(BARE_CLAUSE, cue, lemma(verb), verb.i, source, passage.spans, prior, (), prior)


def _source(article: Article, phrase: Phrase) -> Source:
    first, last = article.tokens[phrase.first], article.tokens[phrase.last]
    return Source(Span(first.idx, last.idx + len(last)), phrase.head, "name_beside_cue")


def clause_after(article: Article, number: int) -> Clause | None:
    """The verb and the noun phrase right after a passage that its sentence begins with, in either order, or None."""
    passage, tokens = article.passages[number], article.tokens
    if not passage.closed or not _opens_sentence(article, number):
        return None
    first, limit = _rest_of_sentence(article, number)
    while first < limit and tokens[first].text in SET_OFF:
        first += 1
    if first >= limit or not _is_set_off(article, number, tokens[first]):
        return None
    return _verb_first(tokens, first, limit) or _subject_first(tokens, first, limit)


def _opens_sentence(article: Article, number: int) -> bool:
    passage = article.passages[number]
    return article.text[passage.start].isupper() and article.char_before(passage.outer.start) in '.!?:”"'


def _is_set_off(article: Article, number: int, word: Token) -> bool:
    """Whether a comma parts the passage from a word, or a question or exclamation mark from one in lower case."""
    passage, text = article.passages[number], article.text
    last, after = text[passage.end - 1], text[passage.outer.end : word.idx]
    return last in ",—–" or "," in after or (last in SET_OFF and word.text[0].islower())


def _rest_of_sentence(article: Article, number: int) -> tuple[int, int]:
    """The tokens from a passage to the end of its sentence, the next passage or the end of the paragraph."""
    passage = article.passages[number]
    limit = article.paragraph_at(passage.end - 1).end
    if number + 1 < len(article.passages):
        limit = min(limit, article.passages[number + 1].outer.start)
    if limit <= passage.outer.end:
        return 0, 0
    first, last = article.token_range(Span(passage.outer.end, limit))
    first += article.starts[first] < passage.outer.end
    ends = (index for index in range(first, last) if article.tokens[index].text in (".", "!", "?", ";"))
    return first, next(ends, last)


def _verb_first(tokens: list[Token], first: int, limit: int) -> Clause | None:
    """ "sighed Xi", "points out the engineer, Maria Lopez"."""
    subject_at = first + 1
    if subject_at < limit and tokens[subject_at].lower_ in PARTICLES:
        subject_at += 1
    phrase = _phrase(tokens, subject_at, limit)
    if phrase is None or not _is_inverted_verb(tokens, first, phrase):
        return None
    return Clause(first, phrase)


def _subject_first(tokens: list[Token], first: int, limit: int) -> Clause | None:
    """ "she sighed", "the engineer, Maria Lopez, sighed", "the post read"."""
    phrase = _phrase(tokens, first, limit)
    if phrase is None:
        return None
    phrase = _with_place(tokens, _without_verb(tokens, phrase, limit), limit)
    verb = phrase.last + 1
    if verb < limit and tokens[verb].text == "," and any(t.text == "," for t in tokens[first:verb]):
        verb += 1
    if verb == limit and phrase.last - phrase.first > 1 and lemma(tokens[phrase.last]) in words("speech_verbs"):
        return Clause(phrase.last, Phrase(phrase.first, phrase.last - 1, phrase.last - 1))  # a verb tagged as a noun
    while verb < limit and tokens[verb].tag_ == "RB":
        verb += 1
    plain = verb < limit and (_is_finite(tokens[verb]) or tokens[verb].tag_ in ("VB", "NNS"))  # "let slip", "waves"
    return Clause(verb, phrase) if plain else None


def _with_place(tokens: list[Token], phrase: Phrase, limit: int) -> Phrase:
    """The phrase with the place or body after a name: "Maria Lopez [of Ardle Bank] sniffed"."""
    opened = phrase.last + 1 < limit and tokens[phrase.last + 1].lower_ in PREPOSITIONS
    last = _last_noun(tokens, phrase.last + 2, limit) if opened else None
    return phrase if last is None else phrase._replace(last=last)


def _without_verb(tokens: list[Token], phrase: Phrase, limit: int) -> Phrase:
    """The phrase without a verb behind a person's name that the tagger took for a plural: Ana Ruiz [waves] it off."""
    verb, last = tokens[phrase.last], tokens[phrase.last - 1]
    goes_on = phrase.last + 1 < limit and not _is_finite(tokens[phrase.last + 1])
    misread = verb.tag_ == "NNS" and verb.is_lower and last.ent_type_ == "PERSON" and phrase.first < phrase.last
    return Phrase(phrase.first, phrase.last - 1, phrase.last - 1) if misread and goes_on else phrase


def _phrase(tokens: list[Token], at: int, limit: int) -> Phrase | None:
    """The pronoun or noun phrase at a token, with an apposition by name: "counsel for the bank, Maria Lopez"."""
    if at < limit and tokens[at].lower_ in NOMINATIVE:
        return Phrase(at, at, at)
    of_several = at + 1 < limit and tokens[at].lower_ == "one" and tokens[at + 1].lower_ == "of"
    head = _last_noun(tokens, at + 2 * of_several, limit)
    if head is None:
        return None
    last = head
    while last + 1 < limit and tokens[last + 1].lower_ in PREPOSITIONS and not tokens[head].tag_.startswith("NNP"):
        further = _last_noun(tokens, last + 2, limit)
        if further is None:
            break
        last = further
    name = _last_noun(tokens, last + 2, limit) if last + 2 < limit and tokens[last + 1].text == "," else None
    if name is None or tokens[head].tag_.startswith("NNP") or tokens[last + 2].tag_ not in ("NNP", "NNPS"):
        return Phrase(at, last, head)
    return Phrase(at, name, name)


def _last_noun(tokens: list[Token], at: int, limit: int) -> int | None:
    """The last noun of the noun phrase at a token, or None if there is none."""
    end = at
    while end < limit and (tokens[end].tag_ in IN_PHRASE or _is_role(tokens, end)):
        end += 1
    while end > at and tokens[end - 1].tag_ not in NOUNS:
        end -= 1
    return end - 1 if end > at else None


def _is_role(tokens: list[Token], at: int) -> bool:
    """Whether a word is a role, whatever the tagger says: "Rovers [striker] Maria Lopez", "[potter] Maria Lopez"."""
    before_name = tokens[at].tag_ in ("VB", "VBP") and at + 1 < len(tokens) and tokens[at + 1].tag_ == "NNP"
    return tokens[at].lower_ in words("person_nouns") or before_name


def _is_finite(token: Token) -> bool:
    return token.tag_ in FINITE and token.text[0].islower() and lemma(token) not in AUXILIARIES


def _is_inverted_verb(tokens: list[Token], verb: int, phrase: Phrase) -> bool:
    """Whether a word before a noun phrase is its verb; a rare one may be tagged as a noun: "echoes Maria Lopez"."""
    word, after = tokens[verb], tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if not word.text[0].islower():
        return False
    if _is_finite(word) or (word.tag_ == "NNS" and tokens[verb + 1].lower_ in ARTICLES):  # "murmurs a woman"
        return True
    named = any(
        t.ent_type_ in ("PERSON", "ORG") or t.tag_.startswith("NNP") for t in tokens[phrase.first : phrase.last + 1]
    )
    if named and word.tag_ == "VB":
        return True  # "sang out conductor Maria Lopez"
    if not named or word.tag_ not in NOUNS:
        return False
    bare = phrase.first == verb + 1 and tokens[phrase.first].ent_type_ == "PERSON" and not is_person_word(word.lower_)
    return word.text.endswith(("s", "ed")) or (bare and (after is None or not _is_finite(after)))


BARE_CLAUSE = Rule(
    "bare_clause",
    examples=(
        Example(
            "sighed",
            "she",
            "The rain has come back,",
            (
                "“/``/punct/5 The/DT/det/3 rain/NN/nsubj/5 has/VBZ/aux/5 come/VBN/root/0 back/RB/advmod/5 "
                ",/,/punct/5 ”/''/punct/5 she/PRP/nsubj/10 sighed/VBD/parataxis/5 ././punct/5",
            ),
        ),
        Example(
            "echoes",
            "Wang",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ,/,/punct/3 ”/''/punct/3 echoes/NNS/obj/3 "
                "Wang/NNP/obj/3/PERSON ././punct/3",
            ),
        ),
    ),
    counterexamples=(
        (
            "“/``/punct/2 Rain/NNP/nsubj/10 ,/,/punct/2 ”/''/punct/2 a/DT/det/6 film/NN/appos/2 by/IN/case/8 "
            "Wang/NNP/nmod/6/PERSON ,/,/punct/2 opened/VBD/root/0 ././punct/10",
        ),
        (
            "“/``/punct/2 Rain/NNP/nsubj/9 ,/,/punct/2 ”/''/punct/2 directed/VBN/acl/2 by/IN/case/7 "
            "Wang/NNP/obl:agent/5/PERSON ,/,/punct/2 opened/VBD/root/0 ././punct/9",
        ),
    ),
    propose=clause_reports,
    min_probability=0.95,
    no_variants=True,
)
