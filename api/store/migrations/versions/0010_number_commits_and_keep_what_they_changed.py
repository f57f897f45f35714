"""Number commits, and keep what each did to quotations.

Triggers note it, so that whoever writes, and however, is noted: each quotation once a commit, as it was at the first
touch. They watch every column that a quotation's record shows, those of its article, speakers and source included.
What is there already came with the first commit.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

IMAGE = """
    CREATE VIEW quotation_image AS SELECT
        q.number AS number, q.id AS id, q.article_id AS article_id, a.source_id AS source_id,
        q.speaker_id AS speaker_id, q.reported_by_id AS reported_by_id,
        json_array(
            q.number, q.id, q.position, q.type, q.text, q.spans, q.quoted,
            q.cue_text, q.cue_lemma, q.cue_start, q.cue_end, q.mention_text, q.mention_start, q.mention_end,
            json(printf('%!.17g', q.confidence)), q.rule, q.chain, q.reason, q.factors, q.updated_at,
            s.id, s.name, s.kind, q.speaker_description, q.speaks_for, r.id, r.name, r.kind,
            a.id, o.id, o.name, a.url, a.title, a.published_at, a.text_sha256
        ) AS image
    FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id"""
SHOWN = (
    "number id article_id position type text spans quoted cue_text cue_lemma cue_start cue_end mention_text "
    "mention_start mention_end confidence rule chain reason factors updated_at speaker_id speaker_description "
    "speaks_for reported_by_id"
)
OF_THE_ARTICLE = "url title published_at text_sha256 source_id"
OF_A_SPEAKER = "name kind"
NUMBER = "(SELECT coalesce(max(number), 0) + 1 FROM change_commit)"
NOT_YET = "NOT EXISTS (SELECT 1 FROM change c WHERE c.quote_id = {} AND c.number = " + NUMBER + ")"
NEW = f"INSERT INTO change (number, quote_id, before) SELECT {NUMBER}, new.id, NULL WHERE {NOT_YET.format('new.id')};"


def _keep(condition: str) -> str:
    return f"""INSERT INTO change (number, quote_id, before)
        SELECT {NUMBER}, v.id, v.image FROM quotation_image v WHERE {condition} AND {NOT_YET.format("v.id")};"""


def _when(columns: str) -> str:
    return "WHEN " + " OR ".join(f"new.{name} IS NOT old.{name}" for name in columns.split())


def _of(columns: str) -> str:
    return ", ".join(columns.split())


def _triggers() -> dict[str, str]:
    """Each trigger by its name."""
    itself, its_article = _keep("v.number = old.number"), _keep("v.article_id = old.id")
    spoken = _keep("v.speaker_id = old.id") + _keep("v.reported_by_id = old.id")
    return {
        "quotation_change_insert": f"AFTER INSERT ON quotation BEGIN {NEW} END",
        "quotation_change_update": f"BEFORE UPDATE OF {_of(SHOWN)} ON quotation BEGIN {itself} END",
        "quotation_change_id": f"AFTER UPDATE OF id ON quotation WHEN new.id IS NOT old.id BEGIN {NEW} END",
        "quotation_change_delete": f"BEFORE DELETE ON quotation BEGIN {itself} END",
        "article_change_update": f"""BEFORE UPDATE OF {_of(OF_THE_ARTICLE)} ON article {_when(OF_THE_ARTICLE)}
            BEGIN {its_article} END""",
        "article_change_delete": f"BEFORE DELETE ON article BEGIN {its_article} END",
        "speaker_change_update": f"""BEFORE UPDATE OF {_of(OF_A_SPEAKER)} ON speaker {_when(OF_A_SPEAKER)}
            BEGIN {spoken} END""",
        "source_change_update": f"""BEFORE UPDATE OF name ON source {_when("name")}
            BEGIN {_keep("v.source_id = old.id")} END""",
    }


def upgrade() -> None:
    """Make the tables, the view and the triggers, and number what is there."""
    op.create_table(
        "change_commit",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_change_commit"),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO change (number, quote_id) SELECT 1, id FROM quotation ORDER BY number")
    op.execute(
        "INSERT INTO change_commit (number, mark, last) "
        "SELECT 1, lower(hex(randomblob(4))), max(seq) FROM change HAVING max(seq) IS NOT NULL"
    )
    op.create_index("ix_change_quote_id_number", "change", ["quote_id", "number"], unique=True)
    op.execute(IMAGE)
    for name, body in _triggers().items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    """Drop them."""
    for name in _triggers():
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP VIEW quotation_image")
    op.drop_table("change")
    op.drop_table("change_commit")
