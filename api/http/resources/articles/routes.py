"""/v1/articles: store, list, get, change and delete articles, and read their revisions."""

from __future__ import annotations

from typing import Any

from flask import Response, g, jsonify, request, url_for

from api.http.auth import requester
from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.http.delivery import require_match
from api.http.representations.linked_data import article_graph
from api.http.representations.negotiation import LINKED_DATA
from api.http.representations.records import encode
from api.http.resources.paging import LINK, paged
from api.http.resources.representations import LINKED_FORMS
from api.operations.article_writer import StoredArticle
from api.store import ArticleFilter, ArticleInput, ArticleView, Page, RevisionDetail, RevisionView, Scope

from .revisions import RevisionDetailSchema, RevisionPageSchema, RevisionQuery
from .schemas import (
    ArticleChangesSchema,
    ArticlePageSchema,
    ArticleQuery,
    ArticleSchema,
    NewArticleQuery,
    NewArticleSchema,
)

blueprint = Blueprint("articles", __name__, url_prefix="/v1/articles", description="The articles of the archive.")

LOCATION = {"Location": {"description": "The article's address.", "schema": {"type": "string"}}}
ARTICLE = {"article_id": "An article's identifier."}


@blueprint.operation(
    "POST", "", "createArticle", ArticleSchema, status=201, description="The article is new and stored.",
    also={200: "The article was known already; what was new about it is stored."}, body=NewArticleSchema,
    query=NewArticleQuery, headers=LOCATION, errors=BODY_ERRORS, scope=Scope.INGEST, guarded=False,
)  # fmt: skip
def create_article(body: dict[str, Any], query: dict[str, Any]) -> tuple[StoredArticle, int, dict[str, str]]:
    """Store an article

    Finds the quotations of an article and keeps both, or nothing. The same article sent again is the same
    article: a title or date that it brings is taken over, and another text makes a new revision. An article that the
    engine fails on, or takes too long over, is stored without quotations and says so in `unread`; sent again, it is
    read again if there is another engine by then.
    """
    stored, created = services().add_article(ArticleInput(**body), _unless_changed, requester(), again=query["reread"])
    location = url_for("articles.getArticle", article_id=stored.id)
    return stored, 201 if created else 200, {"Location": location}


@blueprint.operation(
    "GET", "", "listArticles", ArticlePageSchema, description="A page of articles.", query=ArticleQuery, headers=LINK,
)  # fmt: skip
def list_articles(query: dict[str, Any]) -> tuple[Page[ArticleView], int, dict[str, str]]:
    """List articles

    Articles of the archive without their text, newest first, narrowed by any of the filters.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return paged(services().articles(ArticleFilter(**query), limit, cursor))


@blueprint.operation(
    "GET", "/<article_id>", "getArticle", ArticleSchema, description="The article.", path=ARTICLE, forms=LINKED_FORMS,
)  # fmt: skip
def get_article(article_id: str) -> Any:
    """Get an article

    One article with its text and its quotations.
    """
    article = services().article(article_id)
    if g.form != LINKED_DATA:
        return article
    linked = article_graph(article, article.text, article.quotations, request.url_root.rstrip("/"))
    return Response(encode(linked), content_type=LINKED_DATA)


@blueprint.operation(
    "PATCH", "/<article_id>", "updateArticle", ArticleSchema, description="The article as it is now.", path=ARTICLE,
    body=ArticleChangesSchema, scope=Scope.INGEST, guarded=True,
)  # fmt: skip
def update_article(body: dict[str, Any], article_id: str) -> tuple[StoredArticle, int, dict[str, str]]:
    """Change an article

    Changes the title or date of an article. Its text changes by storing another one under the same address.
    """
    changed = services().change_article(article_id, body, _if_match)
    return changed, 200, {"Content-Location": request.path}


@blueprint.operation(
    "DELETE", "/<article_id>", "deleteArticle", None, status=204, description="The article is gone.", path=ARTICLE,
    scope=Scope.INGEST, guarded=True,
)  # fmt: skip
def delete_article(article_id: str) -> None:
    """Delete an article

    Removes an article with its quotations and revisions. What is gone is listed at `/v1/deletions`.
    """
    services().delete_article(article_id, _if_match)


@blueprint.operation(
    "GET", "/<article_id>/revisions", "listArticleRevisions", RevisionPageSchema, description="A page of revisions.",
    query=RevisionQuery, path=ARTICLE, headers=LINK,
)  # fmt: skip
def list_article_revisions(query: dict[str, Any], article_id: str) -> tuple[Page[RevisionView], int, dict[str, str]]:
    """List revisions

    The texts that an article had, the present one first, with the quotations that each of them added, changed and
    removed.
    """
    return paged(services().revisions(article_id, query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/<article_id>/revisions/<int:revision>", "getArticleRevision", RevisionDetailSchema,
    description="The revision.", path={**ARTICLE, "revision": "Its number, from 1."},
)  # fmt: skip
def get_article_revision(article_id: str, revision: int) -> RevisionDetail:
    """Get a revision

    One text that an article had, with the quotations that were found in it.
    """
    return services().revision(article_id, revision)


def _if_match(article: StoredArticle | None) -> None:
    """Raise a ``Problem`` unless the client has read the current version of the article."""
    require_match(_body(article))


def _unless_changed(article: StoredArticle | None) -> None:
    """The same if the request has ``If-Match``; without it, the article need not be serialized."""
    if "If-Match" in request.headers:
        _if_match(article)


def _body(article: StoredArticle | None) -> bytes | None:
    """The article as it is sent, from which its ``ETag`` is computed."""
    return jsonify(ArticleSchema().dump(article)).get_data() if article is not None else None
