"""GET /status: the state of the service, for who runs it: archive, articles by day, jobs, processes, engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from api.engine_pool import EngineUnavailable, PoolAttributor
from api.http.auth import require_operator
from api.http.blueprints import services
from api.operations import health
from api.telemetry.processes import summaries
from api.version import VERSION

from .histogram import histogram
from .pages import blueprint, page, render

DAYS = 60  # of articles by day
JOBS = 10


@blueprint.get("/status")
@page
def status() -> ResponseReturnValue:
    """The state of the service; needs the scope admin, except on the machine itself."""
    require_operator()
    stored = health.articles_by_day(services(), datetime.now(UTC) - timedelta(days=DAYS))
    return render(
        "status.html",
        version=VERSION,
        engine=services().attributor.version(),
        parts=health.check_parts(services()),
        sizes=health.sizes(services()),
        days=histogram(stored),
        jobs=services().submissions.jobs(JOBS, None).items,
        processes=list(summaries()),
        pool=_pool(),
    )


def _pool() -> dict[str, Any] | None:
    """The state of the engine pool; None if there is none or it does not respond."""
    attributor = services().attributor
    if not isinstance(attributor, PoolAttributor):
        return None
    try:
        return attributor.state()
    except EngineUnavailable:
        return None
