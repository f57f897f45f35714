"""Link each member of a group to a speaker of the archive, as the speaker of a quotation is linked.

``quotation_member`` has one row for each member, in the order of the record. The counts of speakers include what they
said as members, and the change feed shows members with the archive's identifiers and names.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

IMAGE = """
    CREATE VIEW quotation_image AS SELECT
        q.number AS number, q.id AS id, q.article_id AS article_id, a.source_id AS source_id,
        q.speaker_id AS speaker_id, q.reported_by_id AS reported_by_id,
        json_array(
            q.number, q.position, q.updated_at, a.id, o.id, o.name, a.url, a.title, a.published_at, a.text_sha256,
            s.id, s.name, s.kind, r.id, r.name, r.kind, {} json(q.record), json(q.evidence)
        ) AS image
    FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id"""
MEMBERS = """json((SELECT json_group_array(json_array(m.position, p.id, p.name, p.kind))
                FROM quotation_member m JOIN speaker p ON p.id = m.speaker_id WHERE m.quote_id = q.id)),"""
NUMBER = "(SELECT coalesce(max(number), 0) + 1 FROM change_commit)"
KEEP = f"""INSERT INTO change (number, quote_id, before)
        SELECT {NUMBER}, v.id, v.image FROM quotation_image v WHERE {{}}
            AND NOT EXISTS (SELECT 1 FROM change c WHERE c.quote_id = v.id AND c.number = {NUMBER});"""
SPOKEN = KEEP.format("v.speaker_id = old.id") + KEEP.format("v.reported_by_id = old.id")
WITHIN = KEEP.format("v.id IN (SELECT quote_id FROM quotation_member WHERE speaker_id = old.id)")
RENAMED = """CREATE TRIGGER speaker_change_update BEFORE UPDATE OF name, kind ON speaker
    WHEN new.name IS NOT old.name OR new.kind IS NOT old.kind BEGIN {} END"""
LISTED = "(SELECT listed FROM quotation WHERE id = {}.quote_id)"
ONE_MORE = f"""INSERT INTO tally (facet, key, count) SELECT 'speaker', new.speaker_id, 1 WHERE {LISTED.format("new")}
    ON CONFLICT (facet, key) DO UPDATE SET count = count + 1;"""
ONE_LESS = f"""UPDATE tally SET count = count - 1
        WHERE facet = 'speaker' AND key = old.speaker_id AND {LISTED.format("old")};
    DELETE FROM tally WHERE facet = 'speaker' AND key = old.speaker_id AND count = 0;"""
TRIGGERS = {
    "quotation_member_insert": f"""BEFORE INSERT ON quotation_member
        BEGIN {KEEP.format("v.id = new.quote_id")} {ONE_MORE} END""",
    "quotation_member_update": f"""BEFORE UPDATE ON quotation_member
        BEGIN {KEEP.format("v.id = old.quote_id")} {ONE_LESS} {ONE_MORE} END""",
    "quotation_member_delete": f"""BEFORE DELETE ON quotation_member
        BEGIN {KEEP.format("v.id = old.quote_id")} {ONE_LESS} END""",
    # Before the foreign key removes them, when nothing says any more whether the quotation was listed.
    "quotation_without_members": """BEFORE DELETE ON quotation
        BEGIN DELETE FROM quotation_member WHERE quote_id = old.id; END""",
    # A quotation that comes into lists, or leaves them, takes its members along.
    "quotation_members_listed": """AFTER UPDATE OF record ON quotation WHEN new.listed IS NOT old.listed BEGIN
        UPDATE tally SET count = count - 1 WHERE facet = 'speaker' AND old.listed
            AND key IN (SELECT speaker_id FROM quotation_member WHERE quote_id = new.id);
        INSERT INTO tally (facet, key, count)
            SELECT 'speaker', speaker_id, 1 FROM quotation_member WHERE quote_id = new.id AND new.listed
            ON CONFLICT (facet, key) DO UPDATE SET count = count + 1;
        DELETE FROM tally WHERE facet = 'speaker' AND count = 0
            AND key IN (SELECT speaker_id FROM quotation_member WHERE quote_id = new.id); END""",
}


def upgrade() -> None:
    """Make the table, and show members in images; those that the feed keeps have none."""
    op.create_table(
        "quotation_member",
        sa.Column("quote_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quotation.id"], name="fk_quotation_member_quote_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_quotation_member_speaker_id"),
        sa.PrimaryKeyConstraint("quote_id", "position", name="pk_quotation_member"),
        sa.UniqueConstraint("speaker_id", "quote_id", name="uq_quotation_member_speaker_id_quote_id"),
        sqlite_with_rowid=False,
    )
    _show(MEMBERS, SPOKEN + WITHIN)
    op.execute(
        "UPDATE change SET before = json_insert(json_remove(before, '$[#-1]', '$[#-1]'), "
        "'$[#]', json('[]'), '$[#]', json_extract(before, '$[#-2]'), '$[#]', json_extract(before, '$[#-1]')) "
        "WHERE before IS NOT NULL"
    )
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    """Forget the members."""
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    _show("", SPOKEN)
    op.execute("UPDATE change SET before = json_remove(before, '$[#-3]') WHERE before IS NOT NULL")
    op.drop_table("quotation_member")


def _show(members: str, renamed: str) -> None:
    op.execute("DROP TRIGGER speaker_change_update")
    op.execute("DROP VIEW quotation_image")
    op.execute(IMAGE.format(members))
    op.execute(RENAMED.format(renamed))
