"""Leave beliefs and acts out of lists that do not ask for them, and count quotations by factuality.

``listed`` says whether a quotation is in such lists. Every index that lists read begins with the filtered column and
``listed``, so that a list still is one range of one index. The counts of speakers, sources and days are those of the
listed quotations; the counts of types include all of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LISTED = "type IN ('direct', 'mixed', 'indirect')"
DAY = "(({0}.number >> 24) * -1 + 719163 * 86400) / 86400"  # the ordinal of the day that a place is in
# What is counted: the facet, its key, when there is something to count, and the columns that change it.
COUNTS = (
    ("type", "{0}.type", "1", "record"),
    ("factuality", "coalesce({0}.factuality, '')", "{0}.listed", "record"),
    ("source", "{0}.source_id", "{0}.listed AND {0}.source_id IS NOT NULL", "source_id, record"),
    ("speaker", "{0}.speaker_id", "{0}.listed AND {0}.speaker_id IS NOT NULL", "speaker_id, record"),
    ("day", f"CAST({DAY} AS TEXT)", "{0}.listed AND {0}.number < 4611686018427387904", "number, record"),
)
OLD_COUNTS = tuple(
    (facet, key, there.replace("{0}.listed AND ", ""), columns.replace(", record", ""))
    for facet, key, there, columns in COUNTS
    if facet != "factuality"
)
ONE_MORE = (
    "INSERT INTO tally (facet, key, count) SELECT '{facet}', {key}, 1 WHERE {there} "
    "ON CONFLICT (facet, key) DO UPDATE SET count = count + 1;"
)
ONE_LESS = (
    "UPDATE tally SET count = count - 1 WHERE facet = '{facet}' AND key = {key} AND {there};"
    "DELETE FROM tally WHERE facet = '{facet}' AND key = {key} AND count = 0;"
)
INDEXES = ("speaker_id", "source_id", "speaker_id source_id", "cue_lemma", "linked_kind")
Counts = tuple[tuple[str, str, str, str], ...]


def upgrade() -> None:
    """Add the column and the indexes, and count anew."""
    _drop_triggers(OLD_COUNTS)
    op.add_column("quotation", sa.Column("listed", sa.Boolean(), sa.Computed(LISTED, persisted=False), nullable=True))
    for names in INDEXES:
        columns = names.split()
        op.drop_index(f"ix_quotation_{'_'.join(columns)}", "quotation")
        op.create_index(f"ix_quotation_{'_'.join(columns)}_listed", "quotation", [*columns, "listed"])
    op.create_index("ix_quotation_listed", "quotation", ["listed"])
    op.create_index("ix_quotation_factuality_listed", "quotation", ["factuality", "listed"])
    _count(COUNTS)


def downgrade() -> None:
    """Have all types in all lists again."""
    _drop_triggers(COUNTS)
    op.drop_index("ix_quotation_factuality_listed", "quotation")
    op.drop_index("ix_quotation_listed", "quotation")
    for names in INDEXES:
        columns = names.split()
        op.drop_index(f"ix_quotation_{'_'.join(columns)}_listed", "quotation")
        op.create_index(f"ix_quotation_{'_'.join(columns)}", "quotation", columns)
    op.drop_column("quotation", "listed")  # not in a batch, which would lose the triggers
    _count(OLD_COUNTS)


def _drop_triggers(counts: Counts) -> None:
    for event in ("insert", "delete", *(facet for facet, *_ in counts)):
        op.execute(f"DROP TRIGGER quotation_count_{event}")


def _count(counts: Counts) -> None:
    """Count what is there, and make the triggers that maintain the counts, whoever writes."""
    op.execute("DELETE FROM tally")
    for facet, key, there, _ in counts:
        op.execute(
            f"INSERT INTO tally (facet, key, count) SELECT '{facet}', {key.format('q')}, count(*) "
            f"FROM quotation q WHERE {there.format('q')} GROUP BY 2"
        )
    more, less = _each(ONE_MORE, counts, "new"), _each(ONE_LESS, counts, "old")
    op.execute(f"CREATE TRIGGER quotation_count_insert AFTER INSERT ON quotation BEGIN {' '.join(more)} END")
    op.execute(f"CREATE TRIGGER quotation_count_delete AFTER DELETE ON quotation BEGIN {' '.join(less)} END")
    for (facet, key, there, columns), one_more, one_less in zip(counts, more, less, strict=True):
        changed = " OR ".join(f"{value.format('new')} IS NOT {value.format('old')}" for value in (key, f"({there})"))
        op.execute(
            f"CREATE TRIGGER quotation_count_{facet} AFTER UPDATE OF {columns} ON quotation "
            f"WHEN {changed} BEGIN {one_less} {one_more} END"
        )


def _each(template: str, counts: Counts, row: str) -> list[str]:
    return [template.format(facet=f, key=key.format(row), there=there.format(row)) for f, key, there, _ in counts]
