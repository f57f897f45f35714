"""Who imports whom, and what is done in one place alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .source_files import PACKAGES, ROOT, each, imports, matches, modules, roots

WEB = {"flask", "flask_smorest", "werkzeug", "jinja2", "marshmallow", "webargs", "apispec", "gunicorn"}
DATABASES = {"sqlalchemy", "alembic", "sqlite3"}
ENGINE_ONLY = {"spacy", "thinc", "numpy"}
OF_EXTRAS = {Path("attribution/evaluation/calibration.py"): {"matplotlib"}}  # imported when asked for, not before


TRAINING = Path("attribution/training")
ENGINE = [module for module in modules("attribution") if TRAINING not in module.parents]
STORE = modules("api/store")
RESOURCES = modules("api/http/resources")
MEETING_PLACES = ("api/operations", "api/engine_pool", "api/cli")  # where engine and store may meet


@each(modules("attribution"))
def test_the_engine_knows_nothing_of_the_service(module: Path) -> None:
    assert not roots(module) & ({"api", "tests"} | WEB | DATABASES)


@each(ENGINE)
def test_the_engine_needs_spacy_and_the_standard_library_alone(module: Path) -> None:
    allowed = set(sys.stdlib_module_names) | ENGINE_ONLY | OF_EXTRAS.get(module, set()) | {"attribution"}
    assert roots(module) <= allowed


@each(STORE)
def test_the_store_knows_nothing_of_the_web_or_of_spacy(module: Path) -> None:
    assert not roots(module) & (WEB | ENGINE_ONLY)
    assert matches(module, ("api",)) == matches(module, ("api.store", "api.wording"))


@each(STORE)
def test_the_store_takes_the_record_and_the_names_from_the_engine_and_no_more(module: Path) -> None:
    taken = matches(module, ("attribution",))
    assert taken <= matches(module, ("attribution.model", "attribution.errors", "attribution.language"))


WORDINGS = (
    "api.wording",
    "api.verification",
    "attribution.language",
    "attribution.model",
    "attribution.article.marks",
)  # fmt: skip  what is pure of the engine


@each(modules("api/wording", "api/verification"))
def test_wordings_are_compared_without_the_web_databases_or_spacy(module: Path) -> None:
    assert not roots(module) & (WEB | DATABASES | ENGINE_ONLY)
    taken = matches(module, ("api", "attribution"))
    assert taken == matches(module, WORDINGS)


@each(RESOURCES)
def test_resources_know_nothing_of_spacy_or_of_databases(module: Path) -> None:
    assert not roots(module) & (DATABASES | ENGINE_ONLY)


@each(modules("api/serving"))
def test_how_it_is_served_knows_nothing_of_what_is_served(module: Path) -> None:
    assert not roots(module) & (DATABASES | ENGINE_ONLY | {"marshmallow", "flask_smorest"})
    assert not matches(
        module, ("api.http.resources", "api.http.representations", "api.operations.services", "attribution")
    )


@each([m for m in modules("api") if not any(str(m).startswith(place) for place in MEETING_PLACES)])
def test_engine_and_store_meet_in_the_services_alone(module: Path) -> None:
    calls = matches(module, ("attribution.attribute", "attribution.attribute_text", "attribution.engine"))
    calls |= matches(module, ("attribution.parsing",))
    assert not calls
    assert not roots(module) & (ENGINE_ONLY - ({"numpy"} if Path("api/semantic") in module.parents else set()))


def test_metrics_and_processes_are_looked_at_in_their_rooms_alone() -> None:
    watching = {"prometheus_client", "psutil"}
    found = {str(m) for m in modules("api", "attribution") if roots(m) & watching}
    assert found
    assert {name for name in found if not name.startswith(("api/telemetry/", "api/serving/", "api/http/"))} == set()


@pytest.mark.parametrize("module", ["api.serving.server", "api.telemetry.logs"])
def test_nothing_decides_where_metrics_are_counted_before_the_server_does(module: str) -> None:
    program = f"import sys, {module}; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_only_the_store_speaks_to_the_database() -> None:
    allowed = ("api/store", "api/operations", "api/cli")
    outside = [m for m in modules("api") if not any(str(m).startswith(place) for place in allowed)]
    assert not {str(m) for m in outside if roots(m) & DATABASES}


# Each way into an archive: SQLite's connections, SQLAlchemy's engines and sessions, and the store's own class.
OPENED_IN = {
    "connect": {"api/store/opening.py"},
    "create_engine": {"api/store/opening.py", "api/store/dialects/postgresql/database.py"},
    "Session": {"api/store/database.py"},
    "Database": {f"api/{n}.py" for n in "cli/archive http/application serving/queue_process serving/server".split()},
}


@pytest.mark.parametrize("name", OPENED_IN)
def test_archives_are_opened_in_one_place(name: str) -> None:
    found = set()
    for module in modules("api"):
        calls = (node for node in ast.walk(ast.parse((ROOT / module).read_text())) if isinstance(node, ast.Call))
        names = {ast.unparse(call.func) for call in calls}
        if names & {name, f"sqlite3.{name}", f"sqlalchemy.{name}"}:
            found.add(str(module))
    assert found == OPENED_IN[name]


@each(modules("api/operations"))
def test_operations_know_nothing_of_the_web(module: Path) -> None:
    assert not roots(module) & (WEB | ENGINE_ONLY)


def folder_of(module: Path) -> str:
    """The room that a module is in: a folder of the package, or the module itself on the top floor."""
    return ".".join(module.with_suffix("").parts[:2])


def uses(package: str) -> dict[str, set[str]]:
    """For each room of a package the others that its modules import."""
    found: dict[str, set[str]] = {}
    for module in modules(package):
        used = {".".join(name.split(".")[:2]) for name in imports(module) if name.startswith(f"{package}.")}
        found.setdefault(folder_of(module), set()).update(used)
    return {room: {u for u in used if u in found and u != room} for room, used in found.items()}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_rooms_import_each_other(package: str) -> None:
    left = uses(package)
    while free := {room for room, used in left.items() if not used & left.keys()}:
        left = {room: used for room, used in left.items() if room not in free}
    assert not left, f"import cycle among {sorted(left)}"


def test_rules_are_known_by_name_in_their_own_room_alone() -> None:
    from attribution.rules.registry import all_rules

    names = {rule.name for rule in all_rules()}
    found = []
    for module in modules("attribution"):
        if module.parts[1] != "rules":
            tree = ast.parse((ROOT / module).read_text(encoding="utf8"))
            constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            found += [f"{module}: {name}" for name in names & {c for c in constants if isinstance(c, str)}]
    assert found == []


HEAVY = sorted({"spacy", "numpy", "flask", "sqlalchemy", "marshmallow", "alembic", "yaml"})


@pytest.mark.parametrize(
    "module", ["api", "api.cli", "api.config", "api.ingest.text_files", "attribution", "attribution.article.text"]
)
def test_importing_is_cheap(module: str) -> None:
    program = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
