"""The application as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from flask.testing import FlaskClient

from api.config import Config
from api.engine_pool import PoolAttributor
from api.http.application import _attributor
from api.operations.attributors import InProcessAttributor

WORKER = """
import sys
from api import create_app
from api.config import Config
from api.store import Database, upgrade
from tests.api.fakes import FakeAttributor
upgrade(Database(sys.argv[1]))
client = create_app(Config(database=sys.argv[1]), FakeAttributor()).test_client()
for path in ("/", "/docs", "/openapi.json", "/v1/health", "/v1/quotes?speaker=x", "/v1/articles", "/v1/speakers"):
    assert client.get(path).status_code == 200, path
assert client.post("/v1/articles", json={"text": "“Well,” Ada said."}).status_code == 201
print(*(name for name in ("spacy", "thinc", "numpy") if name in sys.modules))
"""


def test_web_workers_do_not_import_spacy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(tmp_path / "saidby.db")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_links_of_the_index_work(client: FlaskClient) -> None:
    index = client.get("/").get_json()
    assert index["name"] == "Saidby"
    for path in index["links"].values():
        assert client.get(path).status_code in (200, 405), path


def test_texts_go_to_the_configured_pool(tmp_path: Path) -> None:
    pool = _attributor(Config(engine_socket=tmp_path / "e.sock", engine_timeout=3.0, engine_wait=4.0))
    assert isinstance(pool, PoolAttributor)
    assert (pool.timeout, pool.wait) == (3.0, 4.0)
    assert isinstance(_attributor(Config()), InProcessAttributor)


def test_json_is_utf8_in_the_order_of_the_schemas(archive: FlaskClient) -> None:
    response = archive.get("/v1/articles")
    assert list(response.get_json()) == ["data", "next_cursor"]
    article = archive.get(f"/v1/articles/{response.get_json()['data'][0]['id']}")
    assert "“Nothing is agreed,”".encode() in article.data
