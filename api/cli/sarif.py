"""Formats findings as SARIF 2.1.0, which editors and continuous integration display next to the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..version import VERSION
from .findings import MEANINGS
from .messages import single_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"ok": "none", "look": "warning", "stop": "error"}


def log(uri: str, text: str, check: Mapping[str, Any]) -> dict[str, Any]:
    """The SARIF log of the check of one draft; confirmed quotations have the kind "pass"."""
    rules = [{"id": name, "shortDescription": {"text": meaning}} for name, meaning in MEANINGS.items()]
    driver = {"name": "Saidby", "semanticVersion": VERSION, "rules": rules}
    results = [_result(uri, text, item) for item in check["quotations"]]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(uri: str, text: str, item: Mapping[str, Any]) -> dict[str, Any]:
    spans = item["quotation"]["spans"]
    verdict = item["verdict"]
    found = {
        "ruleId": item["finding"],
        "kind": "pass" if verdict == "ok" else "fail",
        "level": LEVELS[verdict],
        "message": {"text": _message(item)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": region(text, spans[0]["start"], spans[-1]["end"]),
                }
            }
        ],
    }
    return found | {"properties": {"verdict": verdict, "findings": item["findings"]}}


def _message(item: Mapping[str, Any]) -> str:
    speaker = (item["quotation"]["speaker"] or {}).get("name") or "nobody named"
    return f"“{single_line(item['asked'])}” ({single_line(speaker)}): {single_line(item['message'])}"


def region(text: str, start: int, end: int) -> dict[str, int]:
    """The SARIF region of a span: lines and columns, from 1, and the offset and length in code points."""
    first, last = text.rfind("\n", 0, start) + 1, text.rfind("\n", 0, end) + 1
    return {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - first + 1,
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - last + 1,
        "charOffset": start,
        "charLength": end - start,
    }
