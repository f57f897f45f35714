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
from attribution.evaluation import floors

from .histogram import histogram
from .pages import blueprint, page, render

DAYS = 60  # of articles by day
JOBS = 10
SUITES = {
    "seeds": (
        "News articles written for this project, with their quotations marked by hand",
        {
            "detection_f1": "Quotations found (F1)",
            "speaker_accuracy": "Right speaker, of the quotations found that have one",
            "type_accuracy": "Right type, of the quotations found",
            "factuality_accuracy": "Asserted, denied or unsaid told rightly",
            "quiet": "Passages that are no quotations left without a speaker",
            "sure_right": "Right, of those that the engine is 90% sure of",
        },
    ),
    "polnear-dev": (
        "PolNeAR, development split: political news, marked by linguists",
        {
            "quoted_content_f1": "Quoted passages found (F1)",
            "speech_content_f1": "Reported speech found (F1)",
            "speech_source_accuracy": "Right source, of the speech found",
            "sure_right": "Right, of those that the engine is 90% sure of",
        },
    ),
}


@blueprint.get("/status")
@page
def status() -> ResponseReturnValue:
    """The state of the service; needs the scope admin, except on the machine itself."""
    require_operator()
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=DAYS - 1)
    stored = health.articles_by_day(services(), since)
    return render(
        "status.html",
        version=VERSION,
        engine=services().attributor.version(),
        parts=health.check_parts(services()),
        sizes=health.sizes(services()),
        days=histogram([*stored, (since.date(), 0), (today.date(), 0)]) if stored else None,
        jobs=services().submissions.jobs(JOBS, None).items,
        processes=list(summaries()),
        pool=_pool(),
        accuracy=_accuracy(),
    )


def _accuracy() -> list[tuple[str, list[tuple[str, float]]]]:
    """For each corpus, what each version of the bundled engine has to reach on it, from 0 to 1."""
    stated = floors.stated()
    return [
        (
            corpus,
            [(label, stated[suite].floors[name]) for name, label in labels.items() if name in stated[suite].floors],
        )
        for suite, (corpus, labels) in SUITES.items()
        if suite in stated
    ]


def _pool() -> dict[str, Any] | None:
    """The state of the engine pool; None if there is none or it does not respond."""
    attributor = services().attributor
    if not isinstance(attributor, PoolAttributor):
        return None
    try:
        return attributor.state()
    except EngineUnavailable:
        return None
