"""The names in an article: in its prose, in the labels of its turns, and of accounts."""

from __future__ import annotations

from collections.abc import Collection

from ..article.article import Article
from ..language.names import Name
from .families import with_family_names
from .handles import handles
from .headline_names import headline_ends
from .named_mentions import Mention, named_mentions
from .speaker_labels import speakers_of_labels


def names_in_prose(article: Article, labelled: Collection[Name] = ()) -> list[Mention]:
    """The names in the text, without those that name nobody, such as datelines.

    ``labelled`` are the names in labels, which tell of which kind a name in the text is.
    """
    headline = headline_ends(article.tokens, article.paragraphs)
    found = named_mentions(article.doc, article.tokens, headline, labelled)
    nobody = article.structure.names_nobody
    return [m for m in found if any(m[0].keys) and not nobody(m[2].start_char)]  # a name needs a letter or digit


def names_in(article: Article) -> list[Mention]:
    """The names in the text, in labels ("DR. OKAFOR:") and of accounts, with family names printed elsewhere."""
    labelled = [*article.once(speakers_of_labels).persons, *handles(article.doc)]
    if not labelled:
        return with_family_names(article.once(names_in_prose), article.tokens)
    taken = {i for _, _, span in labelled for i in range(span.start, span.end)}
    in_prose = names_in_prose(article, [name for name, _, _ in labelled])
    apart = [m for m in in_prose if taken.isdisjoint(range(m[2].start, m[2].end))]
    return with_family_names([*apart, *(m for m in labelled if any(m[0].keys))], article.tokens)
