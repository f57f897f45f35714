"""All tables of an archive, whichever modules have been imported."""

from __future__ import annotations

from sqlalchemy import MetaData

from .changes import tables as changes
from .fact_checks import tables as fact_checks
from .identity import tables as identity
from .jobs import tables as jobs
from .models import Base
from .subscriptions import tables as subscriptions
from .utterances import tables as utterances

MODULES = (changes, fact_checks, identity, jobs, subscriptions, utterances)  # importing them adds their tables
METADATA: MetaData = Base.metadata
