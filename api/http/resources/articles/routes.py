"""/v1/articles: store, list, get, change and delete articles, and read their revisions."""

from __future__ import annotations

from typing import Any

from flask import Response, g, jsonify, request, url_for

from api.http.article_bodies import SEVERAL, SINGLE, mended_header, read_article
from api.http.auth import requester
from api.http.blueprints import BODY_ERRORS, Blueprint, services
from api.http.delivery import require_match
from api.http.representations.linked_data import article_graph
from api.http.representations.negotiation import LINKED_DATA
from api.http.representations.records import encode
from api.http.resources.jobs.responses import accepted, prefers_async
from api.http.resources.jobs.schemas import JobSchema
from api.http.resources.paging import LINK, paged
from api.http.resources.representations import LINKED_FORMS, ArticleFormat
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

LOCATION = {
    "Location": {"description": "The URL of the article or job.", "schema": {"type": "string"}},
    "Mended": {"description": "What was changed in the text on the way in.", "schema": {"type": "string"}},
}
ARTICLE = {"article_id": "An article's identifier."}


@blueprint.operation(
    "POST", "", "createArticle", ArticleSchema, status=201, description="The article is new and stored.",
    also={200: "The article was already stored; changes were saved."}, body=NewArticleSchema,
    query=NewArticleQuery, headers=LOCATION, errors=BODY_ERRORS, scope=Scope.INGEST, guarded=False,
    deferred=JobSchema, read=read_article, media_types=[*SINGLE, *SEVERAL],
)  # fmt: skip
def create_article(body: dict[str, Any], query: dict[str, Any]) -> tuple[StoredArticle | Response, int, dict[str, str]]:
    """Store an article

    Finds the quotations in an article and stores both in one transaction. Posting an article that is already stored
    updates its title, byline and date, if given; a different text creates a new revision. If the engine fails or times
    out, the article is stored without quotations and `unread` gives the reason; posting it again after an engine
    upgrade reads it again. If the client prefers `respond-async`, the article is queued, and the response is its job.

    The text of an article in JSON is stored verbatim. The body may also be a ninjs item, a web page or another format
    that holds one article; what is mended in its text is said in the header `Mended`.
    """
    if prefers_async():
        response, status, headers = accepted(services().submissions.submit(ArticleInput(**body)))
        return response, status, headers | mended_header()
    stored, created = services().add_article(ArticleInput(**body), _unless_changed, requester(), again=query["reread"])
    location = url_for("articles.getArticle", article_id=stored.id)
    return stored, 201 if created else 200, {"Location": location, **mended_header()}


@blueprint.operation(
    "GET", "", "listArticles", ArticlePageSchema, description="A page of articles.", query=ArticleQuery, headers=LINK,
)  # fmt: skip
def list_articles(query: dict[str, Any]) -> tuple[Page[ArticleView], int, dict[str, str]]:
    """List articles

    The articles in the archive that match all filters, newest first, without their text.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return paged(services().articles(ArticleFilter(**query), limit, cursor))


@blueprint.operation(
    "GET", "/<article_id>", "getArticle", ArticleSchema, description="The article.", path=ARTICLE,
    forms=LINKED_FORMS, formats=ArticleFormat,
)  # fmt: skip
def get_article(article_id: str) -> Any:
    """Get an article

    One article with its text and quotations.
    """
    article = services().article(article_id)
    if g.form != LINKED_DATA:
        return article
    linked = article_graph(article, article.text, article.quotations, request.url_root.rstrip("/"))
    return Response(encode(linked), content_type=LINKED_DATA)


@blueprint.operation(
    "PATCH", "/<article_id>", "updateArticle", ArticleSchema, description="The updated article.", path=ARTICLE,
    body=ArticleChangesSchema, scope=Scope.INGEST, guarded=True,
)  # fmt: skip
def update_article(body: dict[str, Any], article_id: str) -> tuple[StoredArticle, int, dict[str, str]]:
    """Update an article

    Changes the title, byline or date of an article. To change its text, post the article again with the same source
    and URL.
    """
    changed = services().change_article(article_id, body, _if_match)
    return changed, 200, {"Content-Location": request.path}


@blueprint.operation(
    "DELETE", "/<article_id>", "deleteArticle", None, status=204, description="The article was deleted.", path=ARTICLE,
    scope=Scope.INGEST, guarded=True,
)  # fmt: skip
def delete_article(article_id: str) -> None:
    """Delete an article

    Deletes an article with its quotations and revisions. Deletions are listed at `/v1/deletions`.
    """
    services().delete_article(article_id, _if_match)


@blueprint.operation(
    "GET", "/<article_id>/revisions", "listArticleRevisions", RevisionPageSchema, description="A page of revisions.",
    query=RevisionQuery, path=ARTICLE, headers=LINK,
)  # fmt: skip
def list_article_revisions(query: dict[str, Any], article_id: str) -> tuple[Page[RevisionView], int, dict[str, str]]:
    """List revisions

    The revisions of an article's text, newest first, with the quotations that each revision added, changed and removed.
    """
    return paged(services().revisions(article_id, query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/<article_id>/revisions/<int:revision>", "getArticleRevision", RevisionDetailSchema,
    description="The revision.", path={**ARTICLE, "revision": "The number of the revision, from 1."},
)  # fmt: skip
def get_article_revision(article_id: str, revision: int) -> RevisionDetail:
    """Get a revision

    One revision of an article's text, with the quotations that were found in it.
    """
    return services().revision(article_id, revision)


def _if_match(article: StoredArticle | None) -> None:
    """Raise a ``Problem`` unless the client has read the current version of the article."""
    require_match(_body(article))


def _unless_changed(article: StoredArticle | None) -> None:
    """Like ``_if_match``, but only if the request has ``If-Match``; otherwise the article need not be serialized."""
    if "If-Match" in request.headers:
        _if_match(article)


def _body(article: StoredArticle | None) -> bytes | None:
    """Return the article's response body, from which its ``ETag`` is computed."""
    return jsonify(ArticleSchema().dump(article)).get_data() if article is not None else None
