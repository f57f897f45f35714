"""TypeScript's types, generated from the contract, fit a program that uses the running service."""

from __future__ import annotations

from pathlib import Path

from .conftest import Live
from .toolchain import node_tools, run

PROGRAM = """
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

const [address, key] = process.argv.slice(2) as [string, string];
type Json = "application/json" | "application/problem+json";
const reader = createClient<paths, Json>({ baseUrl: address });
const writer = createClient<paths, Json>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

function check(holds: boolean, what: unknown): asserts holds {
  if (!holds) throw new Error(JSON.stringify(what));
}

const seen: components["schemas"]["Quote"][] = [];
let cursor: string | undefined;
do {
  const query = { speaker: ["byron"], limit: 10, cursor };
  const { data, error } = await reader.GET("/v1/quotes", { params: { query } });
  check(data !== undefined, error);
  seen.push(...data.data);
  cursor = data.next_cursor ?? undefined;
} while (cursor);
check(seen.length >= 25 && new Set(seen.map((quote) => quote.id)).size === seen.length, seen.length);

const first = seen[0];
check(first !== undefined, seen);
const one = await reader.GET("/v1/quotes/{quote_id}", { params: { path: { quote_id: first.id } } });
check(one.data?.speaker?.name === "Ada Byron" && one.data.context.text.length > 0, one);

const body = { text: "“It works,” Ada Byron said.", source: "TypeScript" };
const stored = await writer.POST("/v1/articles", { body });
check(stored.data !== undefined && "quotations" in stored.data, stored);
check(stored.data.quotations[0]?.text === "It works,", stored);

const refused = await reader.POST("/v1/articles", { body });
check(refused.error?.status === 401, refused);
const missing = await reader.GET("/v1/quotes/{quote_id}", { params: { path: { quote_id: "nobody" } } });
check(missing.error?.status === 404 && missing.error.detail.length > 0, missing);
"""
STRICT = (
    "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "false", "--target", "es2022",
    "--module", "nodenext", "--moduleResolution", "nodenext", "--skipLibCheck", "--types", "node",
)  # fmt: skip


def test_typescript(live: Live, tmp_path: Path) -> None:
    tools = node_tools()
    commands = tools / "node_modules" / ".bin"
    (tmp_path / "node_modules").symlink_to(tools / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "program.ts").write_text(PROGRAM, encoding="utf8")
    for contract in (live.contract_3_1, live.contract):
        done = run(commands / "openapi-typescript", contract, "-o", tmp_path / "schema.d.ts")
        assert done.returncode == 0, done.stdout + done.stderr
        done = run(commands / "tsc", *STRICT, "program.ts", cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    done = run("node", "program.js", live.address, live.key, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
