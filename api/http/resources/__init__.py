"""The resources of the API, each a folder with routes and schemas."""

from __future__ import annotations

from .articles.routes import blueprint as articles
from .attributions.routes import blueprint as attributions
from .changes.routes import blueprint as changes
from .checks.routes import blueprint as checks
from .claims.routes import blueprint as claims
from .corrections.routes import blueprint as corrections
from .deletions.routes import blueprint as deletions
from .jobs.routes import blueprint as jobs
from .quotes.routes import blueprint as quotes
from .reconciliation.routes import blueprint as reconciliation
from .reviews.routes import blueprint as reviews
from .service.routes import blueprint as service
from .sources.routes import blueprint as sources
from .speaker_attributes.routes import blueprint as speaker_attributes
from .speakers.routes import blueprint as speakers
from .subscriptions.routes import blueprint as subscriptions
from .utterances.routes import blueprint as utterances
from .verifications.routes import blueprint as verifications

BLUEPRINTS = (
    attributions, articles, jobs, quotes, utterances, verifications, checks, changes, speakers, speaker_attributes,
    sources, corrections, deletions, reviews, claims, reconciliation, subscriptions, service,
)  # fmt: skip
