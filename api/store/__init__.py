"""The store: articles, quotations, speakers and sources in one SQLite file. Knows nothing of the web."""

from __future__ import annotations

from . import articles, context, deletions, facets, keys, quotes, revisions, sources, speakers, suggestions, unread
from .database import Database
from .errors import (
    InvalidCursor,
    InvalidFilter,
    InvalidInput,
    InvalidQuotation,
    NotFound,
    NotInitialised,
    SchemaOutOfDate,
    StoreBusy,
    StoreError,
)
from .facets import Interval
from .inputs import ArticleFilter, ArticleInput, QuoteFilter, Sort
from .reports import DeletedKind, DeletionView, Facets, RevisionDetail, RevisionView
from .schema import upgrade
from .views import (
    ArticleDetail,
    ArticleRef,
    ArticleView,
    KeyView,
    Page,
    QuoteView,
    Scope,
    SourceRef,
    SourceView,
    SpeakerRef,
    SpeakerView,
    Unread,
    UnreadReason,
)

__all__ = [
    "ArticleDetail",
    "ArticleFilter",
    "ArticleInput",
    "ArticleRef",
    "ArticleView",
    "Database",
    "DeletedKind",
    "DeletionView",
    "Facets",
    "Interval",
    "InvalidCursor",
    "InvalidFilter",
    "InvalidInput",
    "InvalidQuotation",
    "KeyView",
    "NotFound",
    "NotInitialised",
    "Page",
    "QuoteFilter",
    "QuoteView",
    "RevisionDetail",
    "RevisionView",
    "SchemaOutOfDate",
    "Scope",
    "Sort",
    "SourceRef",
    "SourceView",
    "SpeakerRef",
    "SpeakerView",
    "StoreBusy",
    "StoreError",
    "Unread",
    "UnreadReason",
    "articles",
    "context",
    "deletions",
    "facets",
    "keys",
    "quotes",
    "revisions",
    "sources",
    "speakers",
    "suggestions",
    "unread",
    "upgrade",
]
