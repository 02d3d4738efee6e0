-- title: Paths that are new or gone
-- description: Complete sequences of functions, named as in the report paths.
-- rank: 8
-- pairing: service
-- least: 0.05
-- label: Path
-- packets: sample
-- skip: 
-- needs: events, packets
WITH
    history AS (
        SELECT
            e.packet,
            count(*) AS steps,
            arg_min(e.function, e.seq) AS first,
            arg_max(e.function, e.seq) AS last,
            string_agg(step_name(e.kind, e.function), ' > ' ORDER BY e.seq) AS sequence
        FROM events AS e
        JOIN packets AS p ON p.packet = e.packet
        WHERE p.complete AND NOT EXISTS (FROM _apart)
        GROUP BY e.packet
    )
SELECT
    NULL AS topic,
    format('{} ({:,} steps, {} to {})', left(md5(sequence), 8), steps, first, last) AS what,
    packet
FROM history
