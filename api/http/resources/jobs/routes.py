"""/v1/articles/batch and /v1/jobs: queue many articles, follow and stop their jobs."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

from api.http.article_bodies import SEVERAL, mended_header, read_articles
from api.http.blueprints import Blueprint, services
from api.http.body_lines import read_lines
from api.http.resources.articles.schemas import NewArticleSchema
from api.http.resources.paging import LINK, paged
from api.store import Page, Scope
from api.store.jobs.jobs import JobView, SubmissionView

from .records import found_record, record
from .responses import accepted
from .schemas import JobPageSchema, JobQuery, JobSchema, SubmissionPageSchema, SubmissionQuery

blueprint = Blueprint("jobs", __name__, url_prefix="/v1", description="Queued articles.")

LOCATION = {
    "Location": {"description": "The URL of the job.", "schema": {"type": "string"}},
    "Mended": {"description": "What was changed in the texts on the way in.", "schema": {"type": "string"}},
}
JOB = {"job_id": "A job's identifier."}


@blueprint.operation(
    "POST", "/articles/batch", "createArticles", JobSchema, status=202, description="The articles were accepted.",
    lines=NewArticleSchema, media_types=SEVERAL, headers=LOCATION, scope=Scope.INGEST,
)  # fmt: skip
def create_articles() -> tuple[Response, int, dict[str, str]]:
    """Queue articles

    Accepts articles as a job, in NDJSON, one per line, or in a format of several: a feed, a web archive, a table. Once
    the response arrives they are stored in the queue, and attributed one after another. A record that is not an article
    is a failure of the job; the others are accepted.
    """
    max_size = current_app.config["MAX_BATCH"]
    found = read_articles(request, max_size)
    records = map(record, read_lines(request, max_size)) if found is None else map(found_record, found)
    response, status, headers = accepted(services().submissions.submit_batch(records))
    return response, status, headers | mended_header()


@blueprint.operation(
    "GET", "/jobs", "listJobs", JobPageSchema, description="A page of jobs.", query=JobQuery, headers=LINK,
    scope=Scope.INGEST,
)  # fmt: skip
def list_jobs(query: dict[str, Any]) -> tuple[Page[JobView], int, dict[str, str]]:
    """List jobs

    All jobs, newest first. Those that ended are kept for 30 days.
    """
    return paged(services().submissions.jobs(query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/jobs/<job_id>", "getJob", JobSchema, description="The job.", path=JOB, scope=Scope.INGEST,
)  # fmt: skip
def get_job(job_id: str) -> JobView:
    """Get a job

    How many of its articles are stored, failed or waiting, and the first failures with their reasons.
    """
    return services().submissions.job(job_id)


@blueprint.operation(
    "GET", "/jobs/<job_id>/submissions", "listJobSubmissions", SubmissionPageSchema,
    description="A page of submissions.", query=SubmissionQuery, path=JOB, headers=LINK, scope=Scope.INGEST,
)  # fmt: skip
def list_submissions(query: dict[str, Any], job_id: str) -> tuple[Page[SubmissionView], int, dict[str, str]]:
    """List a job's submissions

    What became of each record of a job, in order.
    """
    found = services().submissions.of_job(job_id, query.get("status"), query["limit"], query.get("cursor"))
    return paged(found)


@blueprint.operation(
    "DELETE", "/jobs/<job_id>", "stopJob", JobSchema, description="The job, which has ended.", path=JOB,
    scope=Scope.INGEST,
)  # fmt: skip
def stop_job(job_id: str) -> JobView:
    """Stop a job

    Articles that are waiting will not be read; those that are stored stay. Stopping a job again changes nothing.
    """
    return services().submissions.stop(job_id)
