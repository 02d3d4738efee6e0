-- The footers of the parts of a recording become the one that it would have as a single file.
-- _parts has what each says, with the position of the part in the recording. What counts is summed
-- and what lists is joined, and is only known if every part says it; the configuration is the
-- newest; everything else is what the first part says.
CREATE TABLE _joined AS
WITH
    said AS (
        SELECT trace, place, key, max(file) AS file, max(value) AS value
        FROM _parts
        WHERE starts_with(key, 'skbtrail.') AND key NOT IN ('skbtrail.part', 'skbtrail.checksum')
        GROUP BY ALL
    ),
    recording AS (
        SELECT trace, arg_min(file, place) AS first, max(place) AS last FROM said GROUP BY trace
    ),
    read AS (
        SELECT trace, key, place, TRY_CAST(value AS JSON) AS value
        FROM said
        WHERE key IN (
            'skbtrail.counters', 'skbtrail.losses', 'skbtrail.uncounted', 'skbtrail.interfaces',
            'skbtrail.containers')
    ),
    counted AS (
        SELECT
            trace, place,
            TRY_CAST(value ->> 'events' AS DECIMAL(13, 0)) AS events,
            TRY_CAST(value ->> 'packets' AS DECIMAL(13, 0)) AS packets,
            coalesce(TRY_CAST(value ->> 'forgotten' AS DECIMAL(13, 0)), 0) AS forgotten
        FROM read
        WHERE key = 'skbtrail.counters'
    ),
    summed AS (
        SELECT
            c.trace,
            to_json({
                'events': CASE WHEN count(c.events) > any_value(r.last) THEN sum(c.events) END,
                'packets': CASE WHEN count(c.packets) > any_value(r.last) THEN sum(c.packets) END,
                'forgotten': sum(c.forgotten)
            }) AS value
        FROM counted AS c
        JOIN recording AS r ON r.trace = c.trace
        GROUP BY c.trace
    ),
    listing AS (
        SELECT trace, key, place, value
        FROM read
        WHERE key <> 'skbtrail.counters' AND json_type(value) = 'ARRAY'
    ),
    item AS (
        SELECT trace, key, place, value, row_number() OVER () AS position
        FROM (
            SELECT trace, key, place, unnest(CAST(value AS JSON[])) AS value
            FROM listing
            ORDER BY place
        )
    ),
    -- A loss of each part counts, even if it equals that of another part.
    kept AS (
        SELECT trace, key, value, min(position) AS position
        FROM item
        GROUP BY trace, key, value, CASE WHEN key = 'skbtrail.losses' THEN position END
    ),
    gathered AS (
        SELECT trace, key, to_json(list(value ORDER BY position)) AS value
        FROM kept
        GROUP BY trace, key
    ),
    complete AS (
        SELECT l.trace, l.key
        FROM listing AS l
        JOIN recording AS r ON r.trace = l.trace
        GROUP BY l.trace, l.key
        HAVING count(*) > any_value(r.last)
    ),
    chosen AS (
        SELECT
            s.trace, s.key,
            CASE s.key
                WHEN 'skbtrail.start'
                THEN CAST(min(TRY_CAST(s.value AS BIGINT)) AS VARCHAR)
                WHEN 'skbtrail.stop'
                THEN CAST(max(TRY_CAST(s.value AS BIGINT)) AS VARCHAR)
                WHEN 'skbtrail.stop_reason'
                THEN max(s.value) FILTER (s.place = r.last)
                WHEN 'skbtrail.trigger'
                THEN max(s.value) FILTER (s.place = r.last)
                WHEN 'skbtrail.snapshot' THEN arg_max(s.value, s.place)
                WHEN 'skbtrail.cut_short'
                THEN array_to_string(list_sort(list_distinct(list(s.value))), '; ')
                ELSE arg_min(s.value, s.place)
            END AS value
        FROM said AS s
        JOIN recording AS r ON r.trace = s.trace
        WHERE s.key NOT IN (
            'skbtrail.counters', 'skbtrail.losses', 'skbtrail.uncounted', 'skbtrail.interfaces',
            'skbtrail.containers')
        GROUP BY s.trace, s.key
    )
SELECT
    f.trace,
    format('{} and {} more part{}', r.first, r.last, CASE WHEN r.last > 1 THEN 's' ELSE '' END)
        AS file,
    f.key, f.value
FROM (
    SELECT trace, key, value FROM chosen
    UNION ALL
    SELECT trace, 'skbtrail.counters', CAST(value AS VARCHAR) FROM summed
    UNION ALL
    SELECT c.trace, c.key, coalesce(CAST(g.value AS VARCHAR), '[]')
    FROM complete AS c
    LEFT JOIN gathered AS g ON g.trace = c.trace AND g.key = c.key
) AS f
JOIN recording AS r ON r.trace = f.trace;

DROP TABLE _parts;
