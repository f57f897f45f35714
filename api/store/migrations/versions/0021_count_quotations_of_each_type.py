"""Count the quotations of each type by factuality, source, speaker and day; number the indexes on a server.

The counts of all listed quotations are kept as before. A facet of one type is named after both: ``source/direct``.
PostgreSQL's indexes of quotations end with the list number from now on, as SQLite's always did: without it, a page of
a long list was found by sorting the whole list.
"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

DAY = "CAST((({0}.number >> 24) * -1 + 719163 * 86400) / 86400 AS TEXT)"
# What is counted of each type: the name of a facet, its key, and when there is something to count.
COUNTS = {
    "factuality": ("coalesce({0}.factuality, '')", "true"),
    "source": ("{0}.source_id", "{0}.source_id IS NOT NULL"),
    "speaker": ("{0}.speaker_id", "{0}.speaker_id IS NOT NULL"),
    "day": (DAY, "{0}.number < 4611686018427387904"),
}
ONE_MORE = """INSERT INTO tally (facet, key, count) SELECT {facet}, {key}, 1 WHERE {there}
    ON CONFLICT (facet, key) DO UPDATE SET count = count + 1;"""
ONE_LESS = """UPDATE tally SET count = count - 1 WHERE facet = {facet} AND key = {key} AND {there};
    DELETE FROM tally WHERE facet = {facet} AND key = {key} AND count = 0;"""
TYPE_OF = "(SELECT type FROM quotation WHERE id = {}.quote_id)"
INDEXES = {
    "cue_lemma_listed": "cue_lemma, listed",
    "factuality_listed": "factuality, listed",
    "linked_kind_listed": "linked_kind, listed",
    "listed": "listed",
    "reported_by_id": "reported_by_id",
    "source_id_listed": "source_id, listed",
    "speaker_id_listed": "speaker_id, listed",
    "speaker_id_source_id_listed": "speaker_id, source_id, listed",
    "type": "type",
    "updated_at": "updated_at",
}


def _each(template: str, row: str) -> str:
    found = (
        template.format(facet=f"'{facet}/' || {row}.type", key=key.format(row), there=there.format(row))
        for facet, (key, there) in COUNTS.items()
    )
    return " ".join(found)


def _changed() -> str:
    columns = ("type", "factuality", "source_id", "speaker_id", "number")
    return " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)


def _members(template: str, row: str) -> str:
    facet = "'speaker/' || " + TYPE_OF.format(row)
    return template.format(facet=facet, key=f"{row}.speaker_id", there="true")


def _triggers() -> dict[str, str]:
    """SQLite's triggers by their names."""
    more, less = _each(ONE_MORE, "new"), _each(ONE_LESS, "old")
    member_more, member_less = _members(ONE_MORE, "new"), _members(ONE_LESS, "old")
    of_quotation = "SELECT speaker_id FROM quotation_member WHERE quote_id = new.id"
    return {
        "quotation_type_count_insert": f"AFTER INSERT ON quotation BEGIN {more} END",
        "quotation_type_count_delete": f"AFTER DELETE ON quotation BEGIN {less} END",
        "quotation_type_count_update": f"""AFTER UPDATE OF number, source_id, speaker_id, record ON quotation
            WHEN {_changed()} BEGIN {less} {more} END""",
        "quotation_member_type_insert": f"AFTER INSERT ON quotation_member BEGIN {member_more} END",
        "quotation_member_type_delete": f"BEFORE DELETE ON quotation_member BEGIN {member_less} END",
        "quotation_member_type_update": f"""AFTER UPDATE ON quotation_member
            BEGIN {member_less} {member_more} END""",
        "quotation_members_type_update": f"""AFTER UPDATE OF record ON quotation WHEN new.type IS NOT old.type BEGIN
            UPDATE tally SET count = count - 1 WHERE facet = 'speaker/' || old.type AND key IN ({of_quotation});
            DELETE FROM tally WHERE facet = 'speaker/' || old.type AND count = 0 AND key IN ({of_quotation});
            INSERT INTO tally (facet, key, count)
                SELECT 'speaker/' || new.type, speaker_id, 1 FROM quotation_member WHERE quote_id = new.id
                ON CONFLICT (facet, key) DO UPDATE SET count = count + 1; END""",
    }


def _fill(on_sqlite: bool) -> None:
    day = DAY if on_sqlite else "((719163 * 86400::bigint - ({0}.number >> 24)) / 86400)::text"
    for facet, (key, there) in (COUNTS | {"day": (day, COUNTS["day"][1])}).items():
        op.execute(
            f"INSERT INTO tally (facet, key, count) SELECT '{facet}/' || q.type, {key.format('q')}, count(*) "
            f"FROM quotation q WHERE {there.format('q')} GROUP BY 1, 2"
        )
    op.execute(
        "INSERT INTO tally (facet, key, count) SELECT 'speaker/' || q.type, m.speaker_id, count(*) "
        "FROM quotation_member m JOIN quotation q ON q.id = m.quote_id WHERE true GROUP BY 1, 2 "
        "ON CONFLICT (facet, key) DO UPDATE SET count = tally.count + excluded.count"
    )


def upgrade() -> None:
    """Count what is there, and keep the counts by triggers."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    _fill(on_sqlite)
    if on_sqlite:
        for name, body in _triggers().items():
            op.execute(f"CREATE TRIGGER {name} {body}")
        return
    from api.store.dialects.postgresql.counts import FUNCTIONS

    for function in FUNCTIONS:
        op.execute(function)
    counted = """PERFORM count_quotation(OLD, -1); PERFORM count_quotation(NEW, 1);
        PERFORM count_members_again(OLD, NEW); RETURN NULL;"""
    op.execute(
        "CREATE OR REPLACE FUNCTION quotation_counted_update() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {counted} END $$"
    )
    for name, columns in INDEXES.items():
        op.execute(f"DROP INDEX ix_quotation_{name}")
        op.execute(f"CREATE INDEX ix_quotation_{name} ON quotation ({columns}, number)")


def downgrade() -> None:
    """Forget the counts. On a server, the functions would keep them, so that there is no way back."""
    if op.get_bind().dialect.name != "sqlite":
        raise NotImplementedError("this migration is not undone on PostgreSQL")
    for name in _triggers():
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DELETE FROM tally WHERE facet LIKE '%/%'")
