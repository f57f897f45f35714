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
# 719163 is the ordinal of 1970-01-01; list numbers from 2^62 are those of undated quotations.
POSTGRESQL_DAY = "((719163 * 86400::bigint - (q.number >> 24)) / 86400)::text"
# PostgreSQL's functions of this revision: what they count of a quotation, in lists and of its type.
POSTGRESQL_COUNTS = """PERFORM add_to_tally('factuality' || part, coalesce(q.factuality, ''), amount);
            IF q.source_id IS NOT NULL THEN PERFORM add_to_tally('source' || part, q.source_id, amount); END IF;
            IF q.speaker_id IS NOT NULL THEN PERFORM add_to_tally('speaker' || part, q.speaker_id, amount); END IF;
            IF q.number < 4611686018427387904 THEN PERFORM add_to_tally('day' || part, {day}, amount); END IF;"""

POSTGRESQL_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION add_to_tally(of_facet text, of_key text, amount integer) RETURNS void
        LANGUAGE plpgsql AS $$ BEGIN IF amount > 0 THEN
            INSERT INTO tally (facet, key, count) VALUES (of_facet, of_key, amount)
                ON CONFLICT (facet, key) DO UPDATE SET count = tally.count + amount;
        ELSE
            UPDATE tally SET count = count + amount WHERE facet = of_facet AND key = of_key;
            DELETE FROM tally WHERE facet = of_facet AND key = of_key AND count = 0;
        END IF;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION count_quotation(q quotation, amount integer) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE part text; BEGIN
        PERFORM add_to_tally('type', q.type, amount);
        FOREACH part IN ARRAY CASE WHEN q.listed THEN ARRAY['', '/' || q.type] ELSE ARRAY['/' || q.type] END LOOP
            {POSTGRESQL_COUNTS.format(day=POSTGRESQL_DAY)}
        END LOOP;
    END $$""",
    """CREATE OR REPLACE FUNCTION count_member(quote text, speaker text, amount integer) RETURNS void
        LANGUAGE plpgsql AS $$ DECLARE q record; BEGIN
        SELECT listed, type INTO q FROM quotation WHERE id = quote;
        IF q.listed THEN PERFORM add_to_tally('speaker', speaker, amount); END IF;
        IF q.type IS NOT NULL THEN PERFORM add_to_tally('speaker/' || q.type, speaker, amount); END IF;
    END $$""",
    # A quotation of another type takes its members along.
    """CREATE OR REPLACE FUNCTION count_members_again(o quotation, n quotation) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN IF n.type IS DISTINCT FROM o.type THEN
            PERFORM add_to_tally('speaker/' || o.type, m.speaker_id, -1),
                    add_to_tally('speaker/' || n.type, m.speaker_id, 1),
                    CASE WHEN n.listed IS DISTINCT FROM o.listed THEN
                        add_to_tally('speaker', m.speaker_id, CASE WHEN n.listed THEN 1 ELSE -1 END) END
                FROM quotation_member m WHERE m.quote_id = n.id;
        END IF;
    END $$""",
)
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
    day = DAY if on_sqlite else POSTGRESQL_DAY.replace("q.", "{0}.")
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
    for function in POSTGRESQL_FUNCTIONS:
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
