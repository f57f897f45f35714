"""The phrase that a source stands for: the parsed one, or the name or noun within the source that is the speaker."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.mention_roles import WITHIN_PHRASE
from ..entities.demonyms import is_demonym
from ..entities.ner_repair import COUNTRY_KEYS
from ..entities.noun_phrases import Form, Phrase, classify, name_phrase, nominal_phrase, noun_lemma
from ..entities.offices import is_office
from ..language.ages import age_phrase_end
from ..language.animacy import is_human
from ..language.compounds import end_of_compound
from ..language.grammar import ARTICLES, HYPHENS, RELATIVE_CLAUSES, SUBJECTS, is_noun, is_relative, relative_head
from ..language.lexicon import words
from ..language.name_key import key
from ..language.person_words import is_person_word
from ..language.times import TIMES
from ..model import SpeakerKind
from ..rules.report import Report, Source
from .discourse_state import DiscourseState
from .source_names import NamedBeside, Tie, body_beside

NOT_HEADS = frozenset({"VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "PART"})
CONFUSED_TAGS = frozenset({"NN", "NNS", "JJ", "FW", "UH", "PRP"})  # tags often assigned to names by mistake
PREPOSITIONS = frozenset({"of", "at", "from", "for", "in", "with"})
MAX_DEPTH = 6  # levels of a parse


def source_phrase(state: DiscourseState, report: Report, source: Source, beside: NamedBeside | None) -> Phrase | None:
    """The phrase of a source, with the name ``beside`` it if that is the speaker's; None for an unclear "who"."""
    head = source_head(state, report, source) if beside is None or beside.tie == Tie.BESIDE else beside.token
    phrase = classify(_relative_within(head) or head)
    if phrase.form == Form.RELATIVE:
        phrase = classify(relative_antecedent(state, report, phrase.head) or _before(head.left_edge) or phrase.head)
        if phrase.form == Form.RELATIVE:
            return None
    head = phrase.head
    title = _is_title(phrase) and head.i not in state.entities.by_token
    nominal = phrase if phrase.form == Form.NOMINAL else nominal_phrase(head) if title else None
    if nominal is not None and nominal.kind != SpeakerKind.DOCUMENT:
        if beside is not None and nominal.kind == SpeakerKind.ANONYMOUS and beside.token.i > head.i:
            return name_phrase(beside.token, SpeakerKind.PERSON)
        body = body_beside(state, head, source)
        phrase = name_phrase(body, SpeakerKind.ORGANIZATION) if body is not None else nominal
    return _as_name(state, phrase)


def _relative_within(head: Token) -> Token | None:
    """The relative pronoun that says of whom a source is a part, or None: "the residents, most of [whom] said"."""
    return next((child for child in head.rights if child.lower_ == "whom"), None)


def _is_title(phrase: Phrase) -> bool:
    """Whether a name phrase is only an office: "Secretary" in "Secretary of State Lopez", "the Bus Driver, Lopez"."""
    keys = tuple(key(w) for w in phrase.name.split())
    if phrase.form != Form.NAME or keys == COUNTRY_KEYS or not keys or phrase.entity is None:
        return False
    start = phrase.entity.start
    role = start > 0 and phrase.entity.doc[start - 1].lower_ in ARTICLES and is_person_word(phrase.name.split()[-1])
    return role or all(word in words("titles") for word in keys)


def _as_name(state: DiscourseState, phrase: Phrase) -> Phrase:
    """The phrase as a name, if its head is part of an entity or looks like a name; else the phrase itself."""
    if phrase.form == Form.NOMINAL and phrase.head.i in state.entities.by_token:
        return name_phrase(phrase.head, state.entities.by_token[phrase.head.i].kind)
    if phrase.form == Form.NAME and is_demonym(state.entities, phrase.head):
        return nominal_phrase(phrase.head)  # "the Kenyan"
    if phrase.form == Form.NOMINAL and _looks_like_name(state, phrase.head):
        return name_phrase(phrase.head, SpeakerKind.PERSON)
    return phrase


def _looks_like_name(state: DiscourseState, head: Token) -> bool:
    """Whether a noun is a name that was tagged otherwise: "Qi said".

    It must be capitalized, without modifiers, and either a known name or a noun that is no role and that also occurs
    capitalized within a sentence.
    """
    if not head.text[:1].isupper() or head.n_lefts:
        return False
    if key(head.text) in state.entities.by_word:
        return True  # a known first or last name
    noun = noun_lemma(head)
    if head.tag_ not in CONFUSED_TAGS or is_office(noun) or noun in words("document_nouns", "demonyms"):
        return False
    if not head.is_sent_start and not state.article.is_quoted(head.i):
        return True
    if state.mid_sentence_nouns is None:
        within = (token for token in state.article.tokens if token.tag_ in ("NN", "NNP") and not token.is_sent_start)
        state.mid_sentence_nouns = frozenset(token.orth for token in within)
    return head.orth in state.mid_sentence_nouns


def source_head(state: DiscourseState, report: Report, source: Source) -> Token:
    """The head of a source: the parsed one, or the noun within the source that is the actual speaker.

    "Minutes later, [the ministry] said", "the [43-year-old]", "[Ana Lopez] - his sister - said".
    """
    tokens = state.article.tokens
    head, last = tokens[source.head], tokens[bisect_left(state.article.starts, source.span.end) - 1]
    plain = _after_vocative(state, source) or age_phrase_end(last)
    plain = plain or (age_phrase_end(head) if head.lower_ != "old" else None)
    if plain is not None:
        return plain
    if head.lower_ in TIMES and is_noun(head):
        return _first_noun(state, source, without_times=True) or head
    after = tokens[head.i + 1] if head.i + 1 < len(tokens) else head
    if after.text in HYPHENS and end_of_compound(tokens, head.i):
        return head  # "a [sister]-in-law"
    if after.text in HYPHENS and not head.whitespace_ and not after.whitespace_ and is_noun(tokens[after.i + 1]):
        return tokens[after.i + 1]  # "a team-[mate]"
    if head.tag_ == "NNP" and after.tag_ == "NN" and after.head in (head, head.head) and is_office(after.lower_):
        return after  # "Talveran [minister]"
    if head.pos_ in NOT_HEADS or head.lower_ in ARTICLES or _is_premodifier(head):
        return _first_noun(state, source) or head
    own = next((c for c in tokens[report.cue_head].children if c.dep_ in SUBJECTS), None)
    named = head.i in state.entities.by_token
    within = own is not None and any(map(is_relative, tokens[head.i + 1 : own.i]))  # "a man who sells [fish] said"
    if own is not None and not (named or within) and own.i > head.i and is_noun(own) and own.idx < source.span.end:
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


def _is_premodifier(head: Token) -> bool:
    """Whether an adjective modifies a following noun: "the bespectacled, 71-year-old diplomat", "senior editor"."""
    if head.pos_ != "ADJ" or not 0 < head.i < len(head.doc) - 1:
        return False
    after = head.nbor()
    ends_phrase = after.text == "," and after.i + 1 < len(head.doc) and after.nbor().lower_ in ARTICLES
    ends_phrase = ends_phrase or after.lower_ == "of"  # "the youngest of the cooks"
    return is_noun(after) or (head.nbor(-1).lower_ in ARTICLES and not ends_phrase)


def _first_noun(state: DiscourseState, source: Source, *, without_times: bool = False) -> Token | None:
    """The last noun of the first run of nouns in a source, or None."""
    tokens, found = state.article.tokens, None
    first, end = (bisect_left(state.article.starts, at) for at in (source.span.start, source.span.end))
    for token in tokens[first:end]:
        if is_relative(token) or (found is not None and not is_noun(token) and token.text != "."):
            break
        if is_noun(token) and not (without_times and token.lower_ in TIMES):
            found = token
    return found


def relative_antecedent(state: DiscourseState, report: Report, pronoun: Token) -> Token | None:
    """The noun modified by the relative clause of a cue, or the name it is in apposition to; None if unclear.

    "Lopez, a lawyer [who] said", "Lopez of Ardle Bank, [who] said".
    """
    noun = relative_head(state.article.tokens[report.cue_head]) or _modified(pronoun) or _before(pronoun)
    if noun is None:
        return None
    return _bearer(state, _person_of(state, _bearer(state, noun)))


def _bearer(state: DiscourseState, noun: Token) -> Token:
    """The name that a noun is in apposition to, or the noun itself: "[Ana Lopez], a lawyer for Ardle Bank, who"."""
    return noun.head if noun.dep_ == "appos" and noun.head.i in state.entities.by_token else noun


def _modified(pronoun: Token) -> Token | None:
    """The noun that the clause of a relative pronoun modifies, over a few levels, or None."""
    node = pronoun
    for _ in range(MAX_DEPTH):
        if node.dep_ in RELATIVE_CLAUSES:
            return node.head
        node = node.head
    return None


def _before(pronoun: Token) -> Token | None:
    """The head of the noun phrase before a relative pronoun, or None."""
    if pronoun.i < 2:
        return None
    token = pronoun.nbor(-2) if pronoun.nbor(-1).text == "," else pronoun.nbor(-1)
    while token.dep_ in WITHIN_PHRASE and token.head.i < token.i:
        token = token.head
    return token if is_noun(token) else None


def _person_of(state: DiscourseState, noun: Token) -> Token:
    """The person before "of" and a body or place, or else the noun itself: "[Ana Lopez] of Ardle Bank, who"."""
    tokens, named = state.article.tokens, state.entities.by_token
    body, at = named.get(noun.i), noun.i
    if body is None or body.kind == SpeakerKind.PERSON:
        return noun
    while at > 0 and (named.get(at - 1) is body or tokens[at - 1].lower_ == "the"):
        at -= 1
    if at < 2 or tokens[at - 1].lower_ not in PREPOSITIONS:
        return noun
    before = tokens[at - 2]
    person = named.get(before.i)
    is_person = person is not None and person.kind == SpeakerKind.PERSON
    return before if is_person or (is_noun(before) and is_human(noun_lemma(before))) else noun
