"""The store: articles, quotations, speakers and sources in one SQLite file, independent of the web."""

from __future__ import annotations

from .backups import Restored, backup, restore
from .condition import Access, Condition
from .copying import Contents
from .database import Database
from .errors import (
    ChangesGone,
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
    StoreUnreachable,
)
from .fact_checks.reviews import Claim, ReviewView
from .inputs import LISTED_TYPES, ArticleFilter, ArticleInput, ClaimFilter, QuoteFilter, ReviewInput, Sort
from .quotes.facets import Interval
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
    "LISTED_TYPES",
    "Access",
    "ArticleDetail",
    "ArticleFilter",
    "ArticleInput",
    "ArticleRef",
    "ArticleView",
    "ChangesGone",
    "Claim",
    "ClaimFilter",
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
    "ReviewInput",
    "ReviewView",
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
    "StoreUnreachable",
    "Unread",
    "UnreadReason",
    "backup",
    "prepare",
    "restore",
    "revision",
    "upgrade",
]
