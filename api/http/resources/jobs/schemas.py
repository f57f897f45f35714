"""JSON schemas of jobs and of their submissions."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.store.jobs.jobs import FIRST_FAILURES, JobStatus, SubmissionStatus


def _number(description: str, example: int) -> ma.fields.Integer:
    return ma.fields.Integer(required=True, metadata={"description": description, "minimum": 0, "example": example})


class SubmissionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A submitted article."

    record = ma.fields.Integer(
        required=True,
        metadata={"description": "Its position in the job: the line of the body, from 1.", "minimum": 1, "example": 17},
    )
    status = ma.fields.Enum(
        SubmissionStatus,
        by_value=True,
        required=True,
        metadata={
            "description": "`waiting`: not stored yet; `done`: stored; `failed`: `reason` says why; `stopped`: the job "
            "was stopped before.",
            "example": "failed",
        },
    )
    article_id = ma.fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The article's identifier, which exists once the status is `done`; null if the record is no "
            "article.",
            "example": None,
        },
    )
    created = ma.fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "Whether the article was new; null unless it is stored.", "example": None},
    )
    reason = ma.fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Why it failed, or why it was stored without quotations.",
            "example": "text: Must not be blank.",
        },
    )


class JobSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Articles that were submitted together, and how many of them are stored."

    id = string("The job's identifier.", "5be0c1f2a3d4e5f60718")
    status = ma.fields.Enum(
        JobStatus,
        by_value=True,
        required=True,
        metadata={"description": "`running` while articles are waiting, then `ended`.", "example": "running"},
    )
    created_at = instant("When it was accepted.")
    waiting = _number("Articles that are not stored yet.", 812)
    done = _number("Articles that are stored.", 187)
    failed = _number("Records that are not stored.", 1)
    stopped = _number("Articles that were waiting when the job was stopped.", 0)
    failures = ma.fields.List(
        ma.fields.Nested(SubmissionSchema),
        required=True,
        metadata={
            "description": f"The first {FIRST_FAILURES} failures; `/v1/jobs/{{job_id}}/submissions` lists all.",
        },
    )


class JobPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Jobs, newest first."

    data = ma.fields.List(ma.fields.Nested(JobSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SubmissionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The submissions of a job, in order."

    data = ma.fields.List(ma.fields.Nested(SubmissionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class JobQuery(PageQuery):
    """The parameters of the list of jobs."""

    class Meta:
        unknown = ma.RAISE


class SubmissionQuery(PageQuery):
    """The parameters of the list of submissions."""

    class Meta:
        unknown = ma.RAISE

    status = ma.fields.Enum(
        SubmissionStatus,
        by_value=True,
        metadata={"description": "Only submissions with this status.", "example": "failed"},
    )
