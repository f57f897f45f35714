"""The watch sees every commit, of whomever, and sleeps between."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.store import Database, NotInitialised

from .building import keep

pytestmark = pytest.mark.sqlite


def test_only_commits_change_the_state(database: Database) -> None:
    first = database.state()
    with database.reading():
        pass
    assert database.state() == first
    keep(database, "one")
    second = database.state()
    assert second != first
    keep(Database(database.path), "two")
    assert database.state() not in (first, second)


def test_a_child_has_states_of_its_own(database: Database) -> None:
    state = database.state()
    pid = os.fork()
    if pid == 0:
        os._exit(0 if database.state() != state else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert database.state() == state


def test_there_is_no_state_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotInitialised):
        Database(tmp_path / "none.db").state()
