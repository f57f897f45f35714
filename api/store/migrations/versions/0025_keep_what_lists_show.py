"""Keep on PostgreSQL what lists show of article and source with a quotation, instead of looking it up for each.

SQLite, which reads them in the process of the service, needs nothing of this.
"""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TIME = "to_char({}, 'YYYY-MM-DD HH24:MI:SS.US')"
SHOWN = f"""CREATE FUNCTION shown_of(bigint, integer, timestamp, text) RETURNS text
    LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (
        SELECT json_build_array(
            $1, $2, {TIME.format("$3")}, a.id, o.id, o.name, a.url, NULL, {TIME.format("a.published_at")}, NULL
        )::text
        FROM article a LEFT JOIN source o ON o.id = a.source_id WHERE a.id = $4
    ); END $$"""
SHOWN_OF = "shown_of({0}number, {0}position, {0}updated_at, {0}article_id)"
SHOW_AGAIN = f"UPDATE quotation SET shown = {SHOWN_OF.format('')} WHERE "
TRIGGERS = {
    "quotation_shown": (
        "BEFORE INSERT OR UPDATE OF number, position, updated_at, article_id ON quotation",
        f"NEW.shown := {SHOWN_OF.format('NEW.')}; RETURN NEW;",
    ),
    "article_shown": (
        "AFTER UPDATE OF url, published_at, source_id ON article",
        f"""IF (NEW.url, NEW.published_at, NEW.source_id)
            IS DISTINCT FROM (OLD.url, OLD.published_at, OLD.source_id) THEN
            {SHOW_AGAIN} article_id = NEW.id;
        END IF; RETURN NULL;""",
    ),
    "source_shown": (
        "AFTER UPDATE OF name ON source",
        f"""IF NEW.name <> OLD.name THEN
            {SHOW_AGAIN} article_id IN (SELECT id FROM article WHERE source_id = NEW.id);
        END IF; RETURN NULL;""",
    ),
}


def upgrade() -> None:
    """Add the column, filled while PostgreSQL writes the table anew: an update would write each row a second time."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(SHOWN)
    op.execute('ALTER TABLE quotation ADD COLUMN shown text COLLATE "C"')
    filled = f'ALTER COLUMN shown TYPE text COLLATE "C" USING {SHOWN_OF.format("")}'
    op.execute(f"ALTER TABLE quotation {filled}, ALTER COLUMN shown SET NOT NULL")
    for name, (event, body) in TRIGGERS.items():
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
        op.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    """Drop the column, and what keeps it."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, (event, _) in TRIGGERS.items():
        op.execute(f"DROP TRIGGER {name} ON {event.rpartition(' ')[2]}")
        op.execute(f"DROP FUNCTION {name}()")
    op.execute("ALTER TABLE quotation DROP COLUMN shown")
    op.execute("DROP FUNCTION shown_of(bigint, integer, timestamp, text)")
