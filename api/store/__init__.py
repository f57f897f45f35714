"""The store: articles, quotations, speakers and sources in one SQLite file. Knows nothing of the web."""

from __future__ import annotations

from . import articles, quotes, sources, speakers, suggestions
from .database import Database
from .errors import (
    InvalidCursor,
    InvalidFilter,
    InvalidInput,
    NotFound,
    NotInitialised,
    SchemaOutOfDate,
    StoreBusy,
    StoreError,
)
from .inputs import ArticleFilter, ArticleInput, QuoteFilter
from .schema import upgrade
from .views import (
    ArticleDetail,
    ArticleRef,
    ArticleView,
    Page,
    QuoteView,
    SourceRef,
    SourceView,
    SpeakerRef,
    SpeakerView,
)

__all__ = [
    "ArticleDetail",
    "ArticleFilter",
    "ArticleInput",
    "ArticleRef",
    "ArticleView",
    "Database",
    "InvalidCursor",
    "InvalidFilter",
    "InvalidInput",
    "NotFound",
    "NotInitialised",
    "Page",
    "QuoteFilter",
    "QuoteView",
    "SchemaOutOfDate",
    "SourceRef",
    "SourceView",
    "SpeakerRef",
    "SpeakerView",
    "StoreBusy",
    "StoreError",
    "articles",
    "quotes",
    "sources",
    "speakers",
    "suggestions",
    "upgrade",
]
