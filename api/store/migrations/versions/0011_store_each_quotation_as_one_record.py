"""Store each quotation as one record, from which the columns that lists filter by are generated.

The record is the engine's own JSON, and its evidence is beside it, as lists leave it out. Earlier revisions of
articles, corrections and the change feed keep quotations in the same form. Whether the content of an older quotation
is asserted or denied was not stored: its ``factuality`` is null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op
from orjson import dumps, loads

from api.store.database import plain
from api.store.migrations import flat_quotations as flat

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BATCH = 1000  # rows that are in memory at once
SHARED = "number id article_id position order_key source_id speaker_id reported_by_id updated_at linked_kind folded"
GENERATED: dict[str, tuple[str, Any]] = {
    "type": ("$.type", sa.Text()),
    "cue_lemma": ("$.cue.lemma", sa.Text()),
    "confidence": ("$.confidence", sa.Float()),
    "factuality": ("$.factuality", sa.Text()),
    "speaks_for": ("$.speaker.speaks_for", sa.Text()),
}
INDEXES = (
    "speaker_id", "source_id", "speaker_id source_id", "reported_by_id", "cue_lemma", "updated_at", "linked_kind",
    "type",
)  # fmt: skip
ARTICLE = "a.id, o.id, o.name, a.url, a.title, a.published_at, a.text_sha256"
SPEAKERS = "s.id, s.name, s.kind, r.id, r.name, r.kind"
IMAGE = """
    CREATE VIEW quotation_image AS SELECT
        q.number AS number, q.id AS id, q.article_id AS article_id, a.source_id AS source_id,
        q.speaker_id AS speaker_id, q.reported_by_id AS reported_by_id,
        json_array({}) AS image
    FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id"""
NEW_IMAGE = IMAGE.format(f"q.number, q.position, q.updated_at, {ARTICLE}, {SPEAKERS}, json(q.record), json(q.evidence)")
# What the triggers watch that watched columns of the old table.
WATCHED = {
    "quotation_count_type": ("type", "record"),
    "quotation_change_update": (
        "number, id, article_id, position, type, text, spans, quoted, cue_text, cue_lemma, cue_start, cue_end, "
        "mention_text, mention_start, mention_end, confidence, rule, chain, reason, factors, updated_at, speaker_id, "
        "speaker_description, speaks_for, reported_by_id",
        "number, id, article_id, position, record, evidence, updated_at, speaker_id, reported_by_id",
    ),
}
OLD_TYPES: dict[str, Any] = {"spans": sa.JSON(), "quoted": sa.JSON(), "chain": sa.JSON(), "factors": sa.JSON()} | {
    "cue_start": sa.Integer(), "cue_end": sa.Integer(), "mention_start": sa.Integer(), "mention_end": sa.Integer(),
    "confidence": sa.Float(),
}  # fmt: skip
OLD_REQUIRED = {"type", "text", "confidence", "rule", *flat.JSON_COLUMNS}
OLD_IMAGE = IMAGE.format(f"""q.number, q.id, q.position, q.type, q.text, q.spans, q.quoted,
            q.cue_text, q.cue_lemma, q.cue_start, q.cue_end, q.mention_text, q.mention_start, q.mention_end,
            json(printf('%!.17g', q.confidence)), q.rule, q.chain, q.reason, q.factors, q.updated_at,
            s.id, s.name, s.kind, q.speaker_description, q.speaks_for, r.id, r.name, r.kind, {ARTICLE}""")


def upgrade() -> None:
    """Make the new table of quotations, and convert what keeps quotations elsewhere."""
    columns: list[sa.Column[Any]] = [
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
    ]
    for name, (path, kind) in GENERATED.items():
        generated = sa.Computed(f"json_extract(record, '{path}')", persisted=True)
        columns.append(sa.Column(name, kind, generated, nullable=True))
    _rebuild(columns, flat.COLUMNS, ("record", "evidence"), _to_record, NEW_IMAGE, 1)
    _convert_elsewhere(flat.new_image, flat.new_snapshot, flat.new_row)


def downgrade() -> None:
    """Store each field in a column again."""
    columns = [
        sa.Column(
            name, OLD_TYPES.get(name, sa.Text()), nullable=name not in OLD_REQUIRED,
            server_default="[]" if name == "factors" else None,
        )
        for name in flat.COLUMNS
    ]  # fmt: skip
    _rebuild(columns, ("record", "evidence"), flat.COLUMNS, _to_columns, OLD_IMAGE, 0)
    _convert_elsewhere(flat.old_image, flat.old_snapshot, lambda _, row: flat.old_row(row))


def _rebuild(
    columns: list[sa.Column[Any]], read: Iterable[str], write: Iterable[str], convert: Callable[..., Any], image: str,
    watched: int,
) -> None:  # fmt: skip
    connection = plain(op.get_bind())
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DROP VIEW quotation_image")
    _create_table(columns)
    given, shared = ", ".join(read), ", ".join(SHARED.split())
    places = ", ".join("?" * (len(SHARED.split()) + len(tuple(write))))
    rows = connection.execute(f"SELECT {shared}, {given} FROM quotation ORDER BY number")
    connection.executemany(
        f"INSERT INTO new_quotation ({shared}, {', '.join(write)}) VALUES ({places})", map(convert, rows)
    )
    connection.execute("DROP TABLE quotation")
    connection.execute("ALTER TABLE new_quotation RENAME TO quotation")
    for names in INDEXES:
        op.create_index(f"ix_quotation_{names.replace(' ', '_')}", "quotation", names.split())
    connection.execute(image)
    for name, sql in triggers:
        if name in WATCHED:
            sql = re.sub(r"UPDATE OF [\w, ]+ ON", f"UPDATE OF {WATCHED[name][watched]} ON", sql)
        connection.execute(sql)


def _create_table(columns: list[sa.Column[Any]]) -> None:
    op.create_table(
        "new_quotation",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_key", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Text(), nullable=True),
        sa.Column("reported_by_id", sa.Text(), nullable=True),
        *columns,
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("linked_kind", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_quotation_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reported_by_id"], ["speaker.id"], name="fk_quotation_reported_by_id"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_quotation_source_id"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_quotation_speaker_id"),
        sa.PrimaryKeyConstraint("number", name="pk_quotation"),
        sa.UniqueConstraint("article_id", "position", name="uq_quotation_article_id_position"),
        sa.UniqueConstraint("id", name="uq_quotation_id"),
    )


def _to_record(row: tuple[Any, ...]) -> tuple[Any, ...]:
    shared, given = row[: len(SHARED.split())], dict(zip(flat.COLUMNS, row[len(SHARED.split()) :], strict=True))
    given |= {name: loads(given[name]) for name in flat.JSON_COLUMNS}
    return (*shared, *map(_json, flat.record_of(shared[1], given)))


def _to_columns(row: tuple[Any, ...]) -> tuple[Any, ...]:
    given = flat.flat_of(*map(loads, row[-2:]))
    given |= {name: _json(given[name]) for name in flat.JSON_COLUMNS}
    return (*row[:-2], *(given[name] for name in flat.COLUMNS))


def _json(value: Any) -> str:
    return dumps(value).decode()


def _convert_elsewhere(
    image: Callable[[Any], Any], snapshot: Callable[[Any], Any], row: Callable[[str, Any], Any]
) -> None:
    _convert("change", "seq", "before", lambda _, kept: image(kept))
    _convert("article_revision", "rowid", "quotations", lambda _, kept: [snapshot(quotation) for quotation in kept])
    _convert(
        "correction", "number", "details",
        lambda quote_id, kept: kept | {"row": row(quote_id, kept["row"])} if "row" in kept else kept,
        also="quote_id",
    )  # fmt: skip


def _convert(table: str, key: str, column: str, convert: Callable[[Any, Any], Any], also: str = "NULL") -> None:
    connection = plain(op.get_bind())
    where = f"{column} IS NOT NULL AND {key} > ?"
    query = f"SELECT {key}, {column}, {also} FROM {table} WHERE {where} ORDER BY {key} LIMIT {BATCH}"
    last = -(2**63)
    while rows := connection.execute(query, (last,)).fetchall():
        changed = [(_json(convert(given, loads(kept))), number) for number, kept, given in rows]
        connection.executemany(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", changed)
        last = rows[-1][0]
