"""Run the engine over the gold's articles; one that it crashes on is a full miss and no end of the run."""

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
    """What the engine said of one article, and how it crashed if it did."""

    article: Article
    entries: tuple[Entry, ...]
    crash: str | None = None


def bundled(text: str) -> Sequence[Quotation]:
    """The engine with the pipeline that ships with it."""
    from .. import attribute_text

    return attribute_text(text)


def run(articles: Iterable[Article], engine: Engine = bundled) -> list[Outcome]:
    """The outcome of every article. Raises ``PipelineNotFound``: without a pipeline nothing is measured."""
    return [_outcome(article, engine) for article in articles]


def _outcome(article: Article, engine: Engine) -> Outcome:
    try:
        return Outcome(article, tuple(entry(quotation) for quotation in engine(article.text)))
    except PipelineNotFound:
        raise
    except Exception as error:
        return Outcome(article, (), f"{type(error).__name__}: {error}")
