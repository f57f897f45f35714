"""Count quotations as they come and go, and find them by the kind of their speaker and by their type.

Both are kept by triggers, so that whoever writes, and however, keeps them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DAY = "(({0}.number >> 24) * -1 + 719163 * 86400) / 86400"  # the ordinal of the day that a place is in
DATED = "{0}.number < 4611686018427387904"
# What is counted: the name of a count, the column or expression, and when there is something to count.
COUNTS = (
    ("type", "{0}.type", "1"),
    ("source", "{0}.source_id", "{0}.source_id IS NOT NULL"),
    ("speaker", "{0}.speaker_id", "{0}.speaker_id IS NOT NULL"),
    ("day", f"CAST({DAY} AS TEXT)", DATED),
)
KIND = "(SELECT kind FROM speaker WHERE id = new.speaker_id)"
ONE_MORE = (
    "INSERT INTO tally (facet, key, count) SELECT '{facet}', {key}, 1 WHERE {there} "
    "ON CONFLICT (facet, key) DO UPDATE SET count = count + 1;"
)
ONE_LESS = (
    "UPDATE tally SET count = count - 1 WHERE facet = '{facet}' AND key = {key} AND {there};"
    "DELETE FROM tally WHERE facet = '{facet}' AND key = {key} AND count = 0;"
)
CHANGING = {"type": "type", "source": "source_id", "speaker": "speaker_id", "day": "number"}


def _each(template: str, row: str) -> list[str]:
    return [template.format(facet=f, key=key.format(row), there=there.format(row)) for f, key, there in COUNTS]


def _triggers() -> dict[str, str]:
    """Each trigger by its name."""
    kind = f"UPDATE quotation SET linked_kind = {KIND} WHERE number = new.number;"
    more, less = _each(ONE_MORE, "new"), _each(ONE_LESS, "old")
    linked = f"WHEN new.speaker_id IS NOT NULL BEGIN {kind} END"
    found = {
        "quotation_count_insert": f"AFTER INSERT ON quotation BEGIN {' '.join(more)} END",
        "quotation_count_delete": f"AFTER DELETE ON quotation BEGIN {' '.join(less)} END",
        "quotation_kind_insert": f"AFTER INSERT ON quotation {linked}",
        "quotation_kind_update": f"""AFTER UPDATE OF speaker_id ON quotation
            WHEN new.speaker_id IS NOT old.speaker_id BEGIN {kind} END""",
        "speaker_kind_update": """AFTER UPDATE OF kind ON speaker WHEN new.kind IS NOT old.kind BEGIN
            UPDATE quotation SET linked_kind = new.kind WHERE speaker_id = new.id; END""",
    }
    for (facet, _, _), one_more, one_less in zip(COUNTS, more, less, strict=True):
        column = CHANGING[facet]
        found[f"quotation_count_{facet}"] = f"""AFTER UPDATE OF {column} ON quotation
            WHEN new.{column} IS NOT old.{column} BEGIN {one_less} {one_more} END"""
    return found


def upgrade() -> None:
    """Make the table, the column, the indexes and the triggers, and count what is there."""
    op.create_table(
        "tally",
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "key", name="pk_tally"),
        sqlite_with_rowid=False,
    )
    for facet, key, there in COUNTS:
        op.execute(
            f"INSERT INTO tally (facet, key, count) SELECT '{facet}', {key.format('q')}, count(*) "
            f"FROM quotation q WHERE {there.format('q')} GROUP BY 2"
        )
    op.add_column("quotation", sa.Column("linked_kind", sa.Text(), nullable=True))
    op.execute(
        "UPDATE quotation SET linked_kind = (SELECT kind FROM speaker WHERE speaker.id = quotation.speaker_id) "
        "WHERE speaker_id IS NOT NULL"
    )
    op.create_index("ix_quotation_linked_kind", "quotation", ["linked_kind"])
    op.create_index("ix_quotation_type", "quotation", ["type"])
    for name, body in _triggers().items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    """Drop them."""
    for name in _triggers():
        op.execute(f"DROP TRIGGER {name}")
    op.drop_index("ix_quotation_type", "quotation")
    op.drop_index("ix_quotation_linked_kind", "quotation")
    op.drop_column("quotation", "linked_kind")
    op.drop_table("tally")
