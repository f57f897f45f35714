"""What the whole suite needs of the process it runs in, and the archives of its tests.

A test that takes an archive takes the fixture ``system`` with it. By default such tests run on SQLite, and those in
``ON_BOTH`` on PostgreSQL as well; ``pytest --store postgresql`` runs all of them on PostgreSQL.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.store import Database, upgrade

# A shell that starts the suite in the background has it ignore interrupts, and the commands under test would
# inherit that. They are tested as a terminal starts them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SYSTEMS = ("sqlite", "postgresql")
ON_BOTH = (
    "tests/api/store/",
    "tests/api/http/resources/",
    "tests/api/operations/test_queue_worker.py",
    "tests/api/operations/test_delivery_worker.py",
    "tests/api/serving/test_queue.py",
)
NewArchive = Callable[[], str]
SLOW = ("tests/clients/", "tests/browser/", "tests/api/bulk/")  # their longest tests must not come last


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for the database system."""
    parser.addoption("--store", choices=SYSTEMS, help="run all tests of archives on this database system")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test of an archive on its systems; those marked ``sqlite`` are about SQLite's files."""
    if "system" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--store")
    both = metafunc.definition.nodeid.startswith(ON_BOTH)
    systems = [chosen] if chosen else SYSTEMS if both else SYSTEMS[:1]
    if metafunc.definition.get_closest_marker("sqlite"):
        systems = ["sqlite"]
    metafunc.parametrize("system", systems, indirect=True, scope="session")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their parameter: two processes compress the same data to different bytes, which hold the time."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a run of several processes, keep the tests of a file on one system in one process: they share fixtures."""
    if not hasattr(config, "workerinput"):
        return
    for item in items:
        parameters = getattr(item, "callspec", None)
        system = parameters.params.get("system", "") if parameters is not None else ""
        item.add_marker(pytest.mark.xdist_group(f"{item.path.relative_to(config.rootpath)} {system}"))
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))


@pytest.fixture(scope="session")
def system(request: pytest.FixtureRequest) -> str:
    """The database system of a test."""
    return str(request.param)


@pytest.fixture(scope="session")
def cluster() -> Iterator[object]:
    """A PostgreSQL server for all tests."""
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    from . import cluster

    programs = cluster.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with cluster.running(programs) as started:
        yield started


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated, empty archive, created once."""
    path = tmp_path_factory.mktemp("empty") / "saidby.db"
    database = Database(path)
    upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def lasting_archive(
    system: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> NewArchive:
    """A function that makes a migrated, empty archive, which lasts as long as the tests, and returns its address."""
    if system == "postgresql":
        server = request.getfixturevalue("cluster")
        return lambda: str(server.address(server.take()))
    empty = request.getfixturevalue("empty_file")
    return lambda: str(shutil.copy(empty, tmp_path_factory.mktemp("archive")))


@pytest.fixture
def archive_address(system: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty archive of the test's own."""
    if system == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "archive.db"))
        return
    server = request.getfixturevalue("cluster")
    name = server.take()
    address = server.address(name)
    yield address
    server.give_back(name)
    beside = Database(address).sibling("")
    for left in beside.parent.glob(f"{beside.name}.*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
