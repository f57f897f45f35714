"""The store: articles, quotations, speakers and sources in one SQLite file. Knows nothing of the web."""

from __future__ import annotations

from . import articles, context, deletions, facets, keys, quotes, revisions, sources, speakers, suggestions, unread
from .backups import Restored, backup, restore
from .condition import Access, Condition
from .copying import Contents
from .database import Database
from .errors import (
    InvalidCursor,
    InvalidFilter,
    InvalidInput,
    InvalidQuotation,
    NotAnArchive,
    NotFound,
    NotInitialised,
    SchemaOutOfDate,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
)
from .facets import Interval
from .inputs import ArticleFilter, ArticleInput, QuoteFilter, Sort
from .reports import DeletedKind, DeletionView, Facets, RevisionDetail, RevisionView
from .schema import prepare, revision, upgrade
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
    "Access",
    "ArticleDetail",
    "ArticleFilter",
    "ArticleInput",
    "ArticleRef",
    "ArticleView",
    "Condition",
    "Contents",
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
    "NotAnArchive",
    "NotFound",
    "NotInitialised",
    "Page",
    "QuoteFilter",
    "QuoteView",
    "Restored",
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
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreReadOnly",
    "Unread",
    "UnreadReason",
    "articles",
    "backup",
    "context",
    "deletions",
    "facets",
    "keys",
    "prepare",
    "quotes",
    "restore",
    "revision",
    "revisions",
    "sources",
    "speakers",
    "suggestions",
    "unread",
    "upgrade",
]
