-- title: Times between two functions, as a report asks for them
-- description: One row for each time from an event of the function in the variable from to the
--   next event of the same packet in the function in the variable to, however much lies between;
--   the last from counts. With one of the two: the steps from one event to the next that start or
--   end there. With neither: all steps. Never across missing events. In your own SQL both
--   variables are empty, which makes it the same as the view hops.
-- needs: events
-- column: packet               Number of the packet.
-- column: seq                  Position of the event where the time starts.
-- column: end_seq              Position of the event where it ends.
-- column: from_step            Function where it starts; :return where that returned.
-- column: to_step              Function where it ends.
-- column: latency_ns ns        Time between the two.
-- cost: two scans of all events for steps; for two functions one aggregation by packet and a scan
--   of their events
CREATE VIEW spans AS
WITH
    holed AS MATERIALIZED (
        SELECT packet
        FROM events
        WHERE getvariable('from') IS NOT NULL AND getvariable('to') IS NOT NULL
            AND packet IS NOT NULL
        GROUP BY packet
        HAVING max(seq) + 1 > count(seq)
    ),
    -- Where nothing is missing an event's number in its packet is its seq; elsewhere equal
    -- differences of number and seq mean that nothing is missing between.
    mark AS (
        SELECT packet, seq, ts, step_name(kind, function) AS step, seq AS number
        FROM events
        WHERE getvariable('from') IS NOT NULL AND getvariable('to') IS NOT NULL
            AND packet NOT IN (SELECT packet FROM holed)
        UNION ALL
        SELECT
            packet, seq, ts, step_name(kind, function),
            row_number() OVER (PARTITION BY packet ORDER BY seq)
        FROM events
        WHERE packet IN (SELECT packet FROM holed)
    ),
    ends AS (
        SELECT
            *,
            lead(step) OVER w AS next_step,
            lead(ts) OVER w AS next_ts,
            lead(seq) OVER w AS next_seq,
            lead(number) OVER w AS next_number
        FROM mark
        WHERE step IN (getvariable('from'), getvariable('to'))
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    -- The steps. The rows of a packet follow each other in the file, but for some: a look at the
    -- row before needs no sorting and no memory. What it finds is a step whatever the order is.
    event AS NOT MATERIALIZED (
        SELECT packet, seq, ts, step_name(kind, function) AS step
        FROM events
        WHERE (getvariable('from') IS NULL OR getvariable('to') IS NULL) AND packet IS NOT NULL
    ),
    neighbour AS NOT MATERIALIZED (
        SELECT
            packet, seq, ts, step,
            lag(packet) OVER () AS old_packet,
            lag(seq) OVER () AS old_seq,
            lag(ts) OVER () AS old_ts,
            lag(step) OVER () AS old_step
        FROM event
        WHERE in_first_half(packet)
        UNION ALL
        SELECT
            packet, seq, ts, step,
            lag(packet) OVER (), lag(seq) OVER (), lag(ts) OVER (), lag(step) OVER ()
        FROM event
        WHERE NOT in_first_half(packet)
    ),
    -- Rows that do not follow the one with the seq before theirs; and that one, wherever it is.
    apart AS MATERIALIZED (
        SELECT DISTINCT packet, seq, unnest([seq, seq - 1]) AS either
        FROM neighbour
        WHERE seq > 0 AND (old_packet IS DISTINCT FROM packet OR old_seq IS DISTINCT FROM seq - 1)
    ),
    edge AS MATERIALIZED (
        FROM event
        WHERE packet IN (SELECT packet FROM apart)
            AND (packet, seq) IN (SELECT (packet, either) FROM apart)
    ),
    hop AS (
        SELECT
            packet, old_seq, seq, old_step, step, epoch_ns(ts) - epoch_ns(old_ts) AS latency_ns
        FROM neighbour
        WHERE old_packet = packet AND old_seq = seq - 1
        UNION ALL
        SELECT
            a.packet, a.seq, b.seq, a.step, b.step, epoch_ns(b.ts) - epoch_ns(a.ts)
        FROM (SELECT packet, seq FROM apart WHERE either = seq) AS p
        JOIN edge AS b ON b.packet = p.packet AND b.seq = p.seq
        JOIN edge AS a ON a.packet = p.packet AND a.seq = p.seq - 1
    )
SELECT
    packet, seq, next_seq AS end_seq, step AS from_step, next_step AS to_step,
    epoch_ns(next_ts) - epoch_ns(ts) AS latency_ns
FROM ends
WHERE step = getvariable('from') AND next_step = getvariable('to')
    AND next_number - number = next_seq - seq
UNION ALL
SELECT packet, old_seq, seq, old_step, step, latency_ns
FROM hop
WHERE old_step IS NOT NULL AND (getvariable('from') IS NULL OR old_step = getvariable('from'))
    AND step IS NOT NULL AND (getvariable('to') IS NULL OR step = getvariable('to'));
