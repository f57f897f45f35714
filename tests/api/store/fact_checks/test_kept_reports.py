"""Reports that are kept."""

from __future__ import annotations

import pytest

from api.store import Database, NotFound
from api.store.fact_checks import kept_reports


def test_a_report_comes_back_as_it_was_answered(database: Database) -> None:
    with database.writing() as session:
        kept = kept_reports.keep(session, "check", {"id": None, "verdict": "ok"})
        again = kept_reports.keep(session, "check", {"id": None, "verdict": "ok"})
    assert kept["verdict"] == "ok"
    assert kept["id"] != again["id"]
    with database.reading() as session:
        assert kept_reports.get(session, "check", kept["id"]) == kept


def test_a_report_of_another_kind_is_not_found(database: Database) -> None:
    with database.writing() as session:
        kept = kept_reports.keep(session, "check", {})
    with database.reading() as session:
        for kind, identifier in (("verification", kept["id"]), ("check", "none")):
            with pytest.raises(NotFound):
                kept_reports.get(session, kind, identifier)
