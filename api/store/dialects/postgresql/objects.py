"""What PostgreSQL's schema has besides tables: the function of full text, the view of images, and the triggers.

They do what those of the SQLite migrations do; the same tests run on both. ``change`` and ``tally`` are described at
their tables.
"""

from __future__ import annotations

from . import counts

MAX_WORD = 500  # characters of a word that are indexed: PostgreSQL refuses words of more than 2046 bytes

# Split at spaces alone: the text is folded, and a parser of PostgreSQL's own would read it differently.
FOLDED_WORDS = f"""CREATE FUNCTION folded_words(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(left(word, {MAX_WORD})) || ':' || least(place, 16383), ' '), '')
        ::tsvector
    FROM unnest(string_to_array(folded, ' ')) WITH ORDINALITY AS w (word, place) WHERE word <> '' $$"""

# Three bits for each word, as in ``sieve.py``: the first six bytes of its MD5 digest number them, two bytes each.
SIGNATURE_BITS = 384
_NO_WORDS = f"repeat('0', {SIGNATURE_BITS})::bit({SIGNATURE_BITS})"
_FIRST, _SECOND, _THIRD = (
    f"mod(get_byte(hashed, {at}) * 256 + get_byte(hashed, {at + 1}), {SIGNATURE_BITS})" for at in (0, 2, 4)
)
WORD_SIGNATURE = f"""CREATE FUNCTION word_signature(folded text) RETURNS bit({SIGNATURE_BITS})
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        bit_or(set_bit(set_bit(set_bit({_NO_WORDS}, {_FIRST}, 1), {_SECOND}, 1), {_THIRD}, 1)), {_NO_WORDS}
    )
    FROM unnest(string_to_array(folded, ' ')) AS w (word), decode(md5(left(word, {MAX_WORD})), 'hex') AS hashed
    WHERE word <> '' $$"""

NAME_WORDS = "string_to_array({}, ' ')"  # those of a name form's key, or of several words between spaces

_TIME = "to_char({}, 'YYYY-MM-DD HH24:MI:SS.US')"
# What lists show of a quotation, its article and source: what changes with every quotation of a speaker is not of it.
SHOWN = f"""CREATE FUNCTION shown_of(bigint, integer, timestamp, text) RETURNS text
    LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (
        SELECT json_build_array(
            $1, $2, {_TIME.format("$3")}, a.id, o.id, o.name, a.url, NULL, {_TIME.format("a.published_at")}, NULL
        )::text
        FROM article a LEFT JOIN source o ON o.id = a.source_id WHERE a.id = $4
    ); END $$"""
_SHOWN_OF = "shown_of({0}number, {0}position, {0}updated_at, {0}article_id)"
_SHOW_AGAIN = f"UPDATE quotation SET shown = {_SHOWN_OF.format('')} WHERE "
IMAGES = (
    f"""CREATE VIEW quotation_image AS SELECT
        q.number AS number, q.id AS id, q.article_id AS article_id, a.source_id AS source_id,
        q.speaker_id AS speaker_id, q.reported_by_id AS reported_by_id,
        json_build_array(
            q.number, q.position, {_TIME.format("q.updated_at")}, a.id, o.id, o.name, a.url, a.title,
            {_TIME.format("a.published_at")}, a.text_sha256, s.id, s.name, s.kind, r.id, r.name, r.kind,
            (SELECT coalesce(json_agg(json_build_array(m.position, p.id, p.name, p.kind) ORDER BY m.position), '[]')
                FROM quotation_member m JOIN speaker p ON p.id = m.speaker_id WHERE m.quote_id = q.id),
            q.record, q.evidence
        )::text AS image
    FROM quotation q JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id""",
    """CREATE FUNCTION keep_images(quotes text[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO change (number, quote_id, before) SELECT n.number, v.id, v.image
        FROM quotation_image v, (SELECT coalesce(max(number), 0) + 1 AS number FROM change_commit) n
        WHERE v.id = ANY (quotes)
            AND NOT EXISTS (SELECT 1 FROM change c WHERE c.quote_id = v.id AND c.number = n.number) $$""",
    """CREATE FUNCTION note_new(quote text) RETURNS void LANGUAGE sql AS $$
        INSERT INTO change (number, quote_id, before) SELECT n.number, quote, NULL
        FROM (SELECT coalesce(max(number), 0) + 1 AS number FROM change_commit) n
        WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.quote_id = quote AND c.number = n.number) $$""",
)

# A trigger function by its name: its body, with the tables and events that run it.
_TRIGGERS: dict[str, tuple[str, str]] = {
    "quotation_counted_insert": ("AFTER INSERT ON quotation", "PERFORM count_quotation(NEW, 1); RETURN NULL;"),
    "quotation_counted_delete": ("AFTER DELETE ON quotation", "PERFORM count_quotation(OLD, -1); RETURN NULL;"),
    "quotation_counted_update": (
        "AFTER UPDATE OF number, source_id, speaker_id, record ON quotation",
        """PERFORM count_quotation(OLD, -1); PERFORM count_quotation(NEW, 1);
        PERFORM count_members_again(OLD, NEW); RETURN NULL;""",
    ),
    "quotation_kind": (
        "BEFORE INSERT OR UPDATE OF speaker_id ON quotation",
        "NEW.linked_kind := (SELECT kind FROM speaker WHERE id = NEW.speaker_id); RETURN NEW;",
    ),
    "speaker_kind": (
        "AFTER UPDATE OF kind ON speaker",
        """IF NEW.kind <> OLD.kind THEN
            UPDATE quotation SET linked_kind = NEW.kind WHERE speaker_id = NEW.id;
        END IF; RETURN NULL;""",
    ),
    "quotation_shown": (
        "BEFORE INSERT OR UPDATE OF number, position, updated_at, article_id ON quotation",
        f"NEW.shown := {_SHOWN_OF.format('NEW.')}; RETURN NEW;",
    ),
    "article_shown": (
        "AFTER UPDATE OF url, published_at, source_id ON article",
        f"""IF (NEW.url, NEW.published_at, NEW.source_id)
            IS DISTINCT FROM (OLD.url, OLD.published_at, OLD.source_id) THEN
            {_SHOW_AGAIN} article_id = NEW.id;
        END IF; RETURN NULL;""",
    ),
    "source_shown": (
        "AFTER UPDATE OF name ON source",
        f"""IF NEW.name <> OLD.name THEN
            {_SHOW_AGAIN} article_id IN (SELECT id FROM article WHERE source_id = NEW.id);
        END IF; RETURN NULL;""",
    ),
    "quotation_change_insert": ("AFTER INSERT ON quotation", "PERFORM note_new(NEW.id); RETURN NULL;"),
    "quotation_change_update": (
        "BEFORE UPDATE OF number, id, article_id, position, record, evidence, updated_at, speaker_id, reported_by_id "
        "ON quotation",
        "PERFORM keep_images(ARRAY[OLD.id]); RETURN NEW;",
    ),
    "quotation_change_id": (
        "AFTER UPDATE OF id ON quotation",
        "IF NEW.id <> OLD.id THEN PERFORM note_new(NEW.id); END IF; RETURN NULL;",
    ),
    # The members go before the foreign key removes them, when nothing says any more whether the quotation was listed.
    "quotation_change_delete": (
        "BEFORE DELETE ON quotation",
        "PERFORM keep_images(ARRAY[OLD.id]); DELETE FROM quotation_member WHERE quote_id = OLD.id; RETURN OLD;",
    ),
    "article_change_update": (
        "BEFORE UPDATE OF url, title, published_at, text_sha256, source_id ON article",
        """IF (NEW.url, NEW.title, NEW.published_at, NEW.text_sha256, NEW.source_id)
            IS DISTINCT FROM (OLD.url, OLD.title, OLD.published_at, OLD.text_sha256, OLD.source_id) THEN
            PERFORM keep_images(ARRAY(SELECT id FROM quotation WHERE article_id = OLD.id));
        END IF; RETURN NEW;""",
    ),
    # The quotations go first, as a quotation has no image without its article.
    "article_change_delete": (
        "BEFORE DELETE ON article",
        "DELETE FROM quotation WHERE article_id = OLD.id; RETURN OLD;",
    ),
    "speaker_change_update": (
        "BEFORE UPDATE OF name, kind, identified ON speaker",
        """IF (NEW.name, NEW.kind) IS DISTINCT FROM (OLD.name, OLD.kind) THEN
            PERFORM keep_images(ARRAY(
                SELECT id FROM quotation WHERE speaker_id = OLD.id OR reported_by_id = OLD.id
                UNION SELECT quote_id FROM quotation_member WHERE speaker_id = OLD.id));
        ELSIF NEW.identified <> OLD.identified THEN
            PERFORM keep_images(ARRAY(SELECT id FROM quotation WHERE speaker_id = OLD.id));
        END IF; RETURN NEW;""",
    ),
    "source_change_update": (
        "BEFORE UPDATE OF name ON source",
        """IF NEW.name <> OLD.name THEN
            PERFORM keep_images(ARRAY(
                SELECT q.id FROM quotation q JOIN article a ON a.id = q.article_id WHERE a.source_id = OLD.id));
        END IF; RETURN NEW;""",
    ),
    "quotation_member_insert": (
        "BEFORE INSERT ON quotation_member",
        """PERFORM keep_images(ARRAY[NEW.quote_id]); PERFORM count_member(NEW.quote_id, NEW.speaker_id, 1);
        RETURN NEW;""",
    ),
    "quotation_member_update": (
        "BEFORE UPDATE ON quotation_member",
        """PERFORM keep_images(ARRAY[OLD.quote_id]); PERFORM count_member(OLD.quote_id, OLD.speaker_id, -1);
        PERFORM count_member(NEW.quote_id, NEW.speaker_id, 1); RETURN NEW;""",
    ),
    "quotation_member_delete": (
        "BEFORE DELETE ON quotation_member",
        """PERFORM keep_images(ARRAY[OLD.quote_id]); PERFORM count_member(OLD.quote_id, OLD.speaker_id, -1);
        RETURN OLD;""",
    ),
}


def statements() -> list[str]:
    """The statements for new tables, in their order."""
    found = [SHOWN, *IMAGES, *counts.FUNCTIONS]
    for name, (event, body) in _TRIGGERS.items():
        found.append(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
        found.append(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return found
