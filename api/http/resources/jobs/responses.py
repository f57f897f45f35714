"""The response to a request that was accepted as a job, and whether the client asks for it."""

from __future__ import annotations

from flask import Response, request, url_for

from api.http.representations.records import encode
from api.store.jobs.jobs import JobView

from .schemas import JobSchema

ASYNC = "respond-async"


def prefers_async() -> bool:
    """Whether the client prefers an answer at once (RFC 7240)."""
    preferences = ",".join(request.headers.getlist("Prefer")).split(",")
    return any(preference.partition(";")[0].strip().lower() == ASYNC for preference in preferences)


def accepted(job: JobView) -> tuple[Response, int, dict[str, str]]:
    """A response with a job, and its address."""
    headers = {"Location": url_for("jobs.getJob", job_id=job.id)}
    if prefers_async():
        headers["Preference-Applied"] = ASYNC
    return Response(encode(JobSchema().dump(job)), content_type="application/json"), 202, headers
