"""Cut what opens a sentence off a source: "Reacting, [the minister, Ana Lopez], said"; "Sir, [your paper] claims"."""

from __future__ import annotations

from ..article.article import Article
from ..language.grammar import ARTICLES
from ..language.lexicon import words
from ..model import Span
from ..rules.report import Source

DETERMINERS = ARTICLES | {"his", "her", "its", "their"}
OPENER = 2  # tokens: the word and its comma
SALUTATIONS = frozenset({"sir", "sirs", "madam"})


def without_openers(article: Article, sources: list[Source | None]) -> list[Source | None]:
    """The sources without a salutation, or a participle of speech, and the comma after it; each span once.

    The head is then a name that depends on no other word of the source, or the first such word.
    """
    found: dict[Span | None, Source | None] = {}
    for source in sources:
        cut = source and _without_opener(article, source)
        found.setdefault(cut and cut.span, cut)
    bare = {span for span in found if span is not None and _opener_before(article, article.token_range(span)[1])}
    return [source for span, source in found.items() if len(found) == 1 or span not in bare]


def _without_opener(article: Article, source: Source) -> Source:
    first, end = article.token_range(source.span)
    if end - first <= OPENER or not _opener_before(article, first + 1):
        return source
    start = first + OPENER
    tops = [t for t in article.tokens[start:end] if t.head == t or not start <= t.head.i < end]
    head = next((token for token in tops if token.ent_type_ == "PERSON"), tops[0])
    return Source(Span(article.tokens[start].idx, source.span.end), head.i, source.rule, source.sole)


def _opener_before(article: Article, comma: int) -> bool:
    """Whether a token is a comma after what opens a sentence: "Sir[,] your editorial", "Reacting[,] the minister"."""
    opener = article.tokens[comma - 1 : comma + OPENER]
    if len(opener) <= OPENER or opener[1].text != "," or not opener[0].text[0].isupper():
        return False
    word, following = opener[0].lower_, opener[2].lower_
    salutes = word in SALUTATIONS and following == "your"
    return salutes or (following in DETERMINERS and _is_participle_of_speech(word))


def _is_participle_of_speech(word: str) -> bool:
    """Whether a word is the present participle of a verb of speech: "reacting", "stating"."""
    stem, verbs = word.removesuffix("ing"), words("speech_verbs", "act_verbs")
    return stem != word and (stem in verbs or f"{stem}e" in verbs)
