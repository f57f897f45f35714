"""Run the engine over the gold articles. A crash counts as an empty result and does not end the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..errors import PipelineNotFound
from ..model import Quotation
from .entries import Entry, entry
from .gold import Article

Engine = Callable[[str], Sequence[Quotation]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The engine's output for one article; ``crash`` is the error message if it crashed."""

    article: Article
    entries: tuple[Entry, ...]
    crash: str | None = None


def bundled(text: str) -> Sequence[Quotation]:
    """Run the engine with the bundled pipeline."""
    from .. import attribute_text

    return attribute_text(text)


def run(articles: Iterable[Article], engine: Engine = bundled) -> list[Outcome]:
    """The outcome of each article. Raises ``PipelineNotFound``, because nothing can be measured then."""
    return [_outcome(article, engine) for article in articles]


def _outcome(article: Article, engine: Engine) -> Outcome:
    try:
        return Outcome(article, tuple(entry(quotation) for quotation in engine(article.text)))
    except PipelineNotFound:
        raise
    except Exception as error:
        return Outcome(article, (), f"{type(error).__name__}: {error}")
