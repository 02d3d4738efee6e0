-- Traces that are too large to be grouped by packet for each report, and need not be: the file is
-- as the recorder wrote it; it counted no loss, and as many events and first events as there are;
-- no position within a packet is rarer than the next; and each event has a packet, a seq, a
-- function and a kind. Where parts of a recording are not here, positions would not tell.
CREATE OR REPLACE TABLE _sound AS
WITH
    large AS (
        SELECT t.trace, t.events, t.packets - t.forgotten AS packets
        FROM traces AS t
        JOIN _files AS f ON f.trace = t.trace
        WHERE f.checked = 'whole' AND f.rows > 10000000 AND t.losses = '[]'
            AND f.first_part = 1 AND f.absent IS NULL
    ),
    number AS (
        SELECT
            s.trace, s.seq,
            count(*) AS events,
            count(*) FILTER (s.packet IS NULL OR s.function IS NULL OR s.kind IS NULL)
                AS unnamed
        FROM _source AS s
        JOIN large AS l ON l.trace = s.trace
        GROUP BY ALL
    ),
    place AS (
        SELECT
            trace, seq, events, unnamed,
            row_number() OVER (PARTITION BY trace ORDER BY seq) - 1 AS place,
            lead(events) OVER (PARTITION BY trace ORDER BY seq) AS next
        FROM number
    )
SELECT l.trace, l.events, l.packets
FROM large AS l
JOIN place AS p ON p.trace = l.trace
GROUP BY l.trace, l.events, l.packets
HAVING sum(p.events) = l.events
    AND max(p.events) FILTER (p.seq = 0) = l.packets
    AND bool_and((p.events >= p.next) IS NOT false)
    AND bool_and((p.seq = p.place) IS true)
    AND sum(p.unnamed) = 0;
