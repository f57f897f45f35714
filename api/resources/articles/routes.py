"""POST /v1/articles, GET /v1/articles, GET /v1/articles/{article_id}."""

from __future__ import annotations

from typing import Any

from flask import url_for

from api.extensions import BODY_ERRORS, Blueprint, services
from api.resources.paging import LINK, paged
from api.services import StoredArticle
from api.store import ArticleFilter, ArticleInput, ArticleView, Page

from .schemas import ArticlePageSchema, ArticleQuery, ArticleSchema, NewArticleSchema

blueprint = Blueprint("articles", __name__, url_prefix="/v1/articles", description="The articles of the archive.")

LOCATION = {"Location": {"description": "The article's address.", "schema": {"type": "string"}}}


@blueprint.operation(
    "POST", "", "createArticle", ArticleSchema, status=201, description="The article is new and stored.",
    also={200: "The article was known already; what was new about it is stored."}, body=NewArticleSchema,
    headers=LOCATION, errors=BODY_ERRORS,
)  # fmt: skip
def create_article(body: dict[str, Any]) -> tuple[StoredArticle, int, dict[str, str]]:
    """Store an article

    Finds the quotations of an article and keeps both, or nothing. The same article sent again is the same
    article: a title or date that it brings is taken over, and with another text it is read anew.
    """
    stored, created = services().add_article(ArticleInput(**body))
    location = url_for("articles.getArticle", article_id=stored.id)
    return stored, 201 if created else 200, {"Location": location}


@blueprint.operation(
    "GET", "", "listArticles", ArticlePageSchema, description="A page of articles.", query=ArticleQuery, headers=LINK,
    errors=(400, 500, 503),
)  # fmt: skip
def list_articles(query: dict[str, Any]) -> tuple[Page[ArticleView], int, dict[str, str]]:
    """List articles

    Articles of the archive without their text, newest first, narrowed by any of the filters.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    return paged(services().articles(ArticleFilter(**query), limit, cursor))


@blueprint.operation(
    "GET", "/<article_id>", "getArticle", ArticleSchema, description="The article.",
    path={"article_id": "An article's identifier."}, errors=(400, 404, 500, 503),
)  # fmt: skip
def get_article(article_id: str) -> StoredArticle:
    """Get an article

    One article with its text and its quotations.
    """
    return services().article(article_id)
