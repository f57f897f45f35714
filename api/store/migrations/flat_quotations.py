"""Quotations as archives before revision 0011 stored them, one column a field, converted to records and back.

For that migration alone: it must not change with the engine's record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orjson import dumps, loads

Json = dict[str, Any]

CUE = ("text", "lemma", "start", "end")
MENTION = ("text", "start", "end")
EVIDENCE = ("rule", "chain", "reason")
COLUMNS = (
    "type", "text", "spans", "quoted", *(f"cue_{name}" for name in CUE), *(f"mention_{name}" for name in MENTION),
    "speaker_name", "speaker_kind", "speaker_description", "speaks_for", "reported_by_name", "reported_by_kind",
    "confidence", *EVIDENCE, "factors",
)  # fmt: skip
JSON_COLUMNS = ("spans", "quoted", "chain", "factors")
# The elements of an image in the change feed: the quotation with the names that the archive gave its speakers.
IMAGE = (
    "number", "id", "position", *COLUMNS[:11], "confidence", *EVIDENCE, "factors", "updated_at",
    "speaker_id", "speaker_name", "speaker_kind", "speaker_description", "speaks_for",
    "reported_by_id", "reported_by_name", "reported_by_kind",
    "article_id", "source_id", "source_name", "url", "title", "published_at", "text_sha256",
)  # fmt: skip
SPEAKERS = ("speaker_id", "speaker_name", "speaker_kind", "reported_by_id", "reported_by_name", "reported_by_kind")
PLACE = ("number", "position", "updated_at", *IMAGE[-7:], *SPEAKERS)


def record_of(identifier: str, flat: Mapping[str, Any]) -> tuple[Json, Json]:
    """A record without its evidence, and the evidence. What old engines did not tell is null."""
    record = {
        "id": identifier,
        "type": flat["type"],
        "text": flat["text"],
        "spans": [{"start": start, "end": end} for start, end in flat["spans"]],
        "quoted": [{"start": start, "end": end} for start, end in flat["quoted"]],
        "cue": _part(flat, "cue_", CUE),
        "mention": _part(flat, "mention_", MENTION),
        "speaker": _speaker(flat, "speaker", flat.get("speaker_description"), flat.get("speaks_for")),
        "reported_by": _speaker(flat, "reported_by", None, None),
        "confidence": flat["confidence"],
        "factuality": None,
    }
    factors = [{"name": name, "weight": weight} for name, weight in flat.get("factors") or ()]
    return record, {name: flat[name] for name in EVIDENCE} | {"factors": factors}


def flat_of(record: Json, evidence: Json) -> Json:
    """The columns of a record."""
    cue, mention = record["cue"] or {}, record["mention"] or {}
    speaker, reporter = record["speaker"] or {}, record["reported_by"] or {}
    flat = {name: record[name] for name in ("type", "text", "confidence")}
    flat |= {name: [[span["start"], span["end"]] for span in record[name]] for name in ("spans", "quoted")}
    flat |= {f"cue_{name}": cue.get(name) for name in CUE} | {f"mention_{name}": mention.get(name) for name in MENTION}
    flat |= {f"speaker_{name}": speaker.get(name) for name in ("name", "kind", "description")}
    flat |= {"speaks_for": speaker.get("speaks_for")}
    flat |= {f"reported_by_{name}": reporter.get(name) for name in ("name", "kind")}
    flat |= {name: evidence[name] for name in EVIDENCE}
    return flat | {"factors": [[factor["name"], factor["weight"]] for factor in evidence["factors"]]}


def _part(flat: Mapping[str, Any], prefix: str, names: tuple[str, ...]) -> Json | None:
    return {name: flat[prefix + name] for name in names} if flat[f"{prefix}text"] is not None else None


def _speaker(flat: Mapping[str, Any], who: str, description: str | None, speaks_for: str | None) -> Json | None:
    if not flat[f"{who}_name"]:
        return None
    return {
        "name": flat[f"{who}_name"], "kind": flat[f"{who}_kind"], "description": description,
        "speaks_for": speaks_for, "confidence": None, "members": [],
    }  # fmt: skip


def new_image(image: list[Any]) -> list[Any]:
    """An image as it is since: its place, its article, its speakers, the record and the evidence."""
    old = dict(zip(IMAGE, image, strict=True))
    old |= {name: loads(old[name]) for name in JSON_COLUMNS}
    record, evidence = record_of(old["id"], old)
    return [*(old[name] for name in PLACE), record, evidence]


def old_image(image: list[Any]) -> list[Any]:
    """The inverse of ``new_image``."""
    *place, record, evidence = image
    old = flat_of(record, evidence) | {"id": record["id"]} | dict(zip(PLACE, place, strict=True))
    old |= {name: dumps(old[name]).decode() for name in JSON_COLUMNS}
    return [old[name] for name in IMAGE]


def new_snapshot(old: Json) -> Json:
    """A quotation of an earlier revision of an article, as a record with the identifiers of its speakers."""
    description, speaks_for = old.get("called") or (None, None)
    flat = {name: old.get(name) for name in ("type", "text", "spans", "quoted", "confidence", "factors")}
    flat |= _named("cue_", CUE, old["cue"]) | _named("mention_", MENTION, old["mention"])
    flat |= _named("speaker_", ("id", "name", "kind"), old["speaker"])
    flat |= _named("reported_by_", ("id", "name", "kind"), old["reported_by"])
    flat |= {"speaker_description": description, "speaks_for": speaks_for} | _named("", EVIDENCE, old["evidence"])
    record, evidence = record_of(old["id"], flat)
    for who in ("speaker", "reported_by"):
        if record[who] is not None:
            record[who] = {"id": flat[f"{who}_id"], **record[who]}
    return record | {"evidence": evidence}


def old_snapshot(record: Json) -> Json:
    """The inverse of ``new_snapshot``."""
    flat, speaker = flat_of(record, record["evidence"]), record["speaker"]
    return {
        "id": record["id"],
        **{name: flat[name] for name in ("type", "text", "spans", "quoted")},
        "cue": record["cue"] and [record["cue"][name] for name in CUE],
        "mention": record["mention"] and [record["mention"][name] for name in MENTION],
        "speaker": speaker and [speaker[name] for name in ("id", "name", "kind")],
        "reported_by": record["reported_by"] and [record["reported_by"][name] for name in ("id", "name", "kind")],
        "confidence": record["confidence"],
        "evidence": [flat[name] for name in EVIDENCE],
        "factors": flat["factors"],
        "called": [flat["speaker_description"], flat["speaks_for"]],
    }


def new_row(identifier: str, old: Json) -> Json:
    """A quotation as a correction found it."""
    record, evidence = record_of(identifier, old)
    return {"position": old["position"], "record": record, "evidence": evidence}


def old_row(row: Json) -> Json:
    """The inverse of ``new_row``."""
    return {"position": row["position"]} | flat_of(row["record"], row["evidence"])


def _named(prefix: str, names: tuple[str, ...], values: list[Any] | None) -> Json:
    return {f"{prefix}{name}": value for name, value in zip(names, values or [None] * len(names), strict=True)}
