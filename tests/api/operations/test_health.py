"""What is said of the parts."""

from __future__ import annotations

from pathlib import Path

from api.operations.health import CHECKS, READY, Part, look
from api.operations.services import Services
from api.store import Database, upgrade

from ..fakes import FakeAttributor

SECRET = "zeppelin"


def test_each_part_is_looked_at_whatever_is_wrong_with_the_others(tmp_path: Path) -> None:
    services = Services(Database(tmp_path / "none.db"), FakeAttributor(KeyError(SECRET)))
    faults = {part.name: part.fault for part in look(services)}
    assert faults.keys() == CHECKS.keys()
    assert "there is no database at none.db" in str(faults["database"])
    assert faults["engine"] == "KeyError"  # its words may quote a text


def test_nothing_is_wrong_with_what_works(tmp_path: Path) -> None:
    database = Database(tmp_path / "saidby.db")
    upgrade(database)
    assert look(Services(database, FakeAttributor()), READY) == [Part("database", None), Part("engine", None)]
    database.close()
