"""The bundled pipeline, loaded once, and the settings of hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from attribution.parsing import pipeline

settings.register_profile(
    "attribution", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("attribution")


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline()
