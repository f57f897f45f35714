"""PostgreSQL's functions that keep the counts of quotations; the triggers that call them are in ``objects.py``."""

from __future__ import annotations

# 719163 is the ordinal of 1970-01-01; list numbers from 2^62 are those of undated quotations.
_DAY = "((719163 * 86400::bigint - (q.number >> 24)) / 86400)::text"
# The counts of a quotation, in lists and of its type.
_COUNTED = """PERFORM add_to_tally('factuality' || part, coalesce(q.factuality, ''), amount);
            IF q.source_id IS NOT NULL THEN PERFORM add_to_tally('source' || part, q.source_id, amount); END IF;
            IF q.speaker_id IS NOT NULL THEN PERFORM add_to_tally('speaker' || part, q.speaker_id, amount); END IF;
            IF q.number < 4611686018427387904 THEN PERFORM add_to_tally('day' || part, {day}, amount); END IF;"""

FUNCTIONS = (
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
            {_COUNTED.format(day=_DAY)}
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
