"""The status reported for each part of the service."""

from __future__ import annotations

from pathlib import Path

from api.operations.health import CHECKS, READY, Part, check_parts
from api.operations.services import Services
from api.store import Database, upgrade

from ..fakes import FakeAttributor

SECRET = "zeppelin"


def test_each_part_is_checked_even_if_others_fail(tmp_path: Path) -> None:
    services = Services(Database(tmp_path / "none.db"), FakeAttributor(KeyError(SECRET)))
    faults = {part.name: part.fault for part in check_parts(services)}
    assert faults.keys() == CHECKS.keys()
    assert "there is no database at none.db" in str(faults["database"])
    assert faults["engine"] == "KeyError"  # its message may quote a text


def test_working_parts_have_no_fault(tmp_path: Path) -> None:
    database = Database(tmp_path / "saidby.db")
    upgrade(database)
    assert check_parts(Services(database, FakeAttributor()), READY) == [Part("database", None), Part("engine", None)]
    database.close()
