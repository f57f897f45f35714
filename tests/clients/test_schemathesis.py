"""A fuzzer that knows the contract finds nothing in the running service, with all its checks on."""

from __future__ import annotations

from pathlib import Path

from .conftest import Live
from .toolchain import HERE, python_tools, run

EXAMPLES = 25  # for each operation and phase


def test_schemathesis_finds_nothing(live: Live, tmp_path: Path) -> None:
    schemathesis = python_tools() / "schemathesis"
    done = run(
        schemathesis, "--config-file", HERE / "schemathesis.toml", "run", f"{live.address}/openapi.yaml",
        "--checks", "all", "--max-examples", str(EXAMPLES), "--header", f"Authorization: Bearer {live.key}",
        "--no-color", "--continue-on-failure", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, "\n".join(line[:300] for line in (done.stdout + done.stderr).splitlines())
