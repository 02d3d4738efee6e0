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
    neighbour AS (
        SELECT
            packet, seq, ts, step,
            lag(packet) OVER () AS old_packet,
            lag(seq) OVER () AS old_seq,
            lag(ts) OVER () AS old_ts,
            lag(step) OVER () AS old_step
        FROM event
    ),
    -- The first and the last of the rows that follow each other: where a packet's rows are apart,
    -- its next event is the first of others.
    edge AS MATERIALIZED (
        SELECT packet, seq, ts, step, first, last
        FROM (
            SELECT
                *,
                (lag(packet) OVER () IS DISTINCT FROM packet
                    OR lag(seq) OVER () IS DISTINCT FROM seq - 1) AS first,
                (lead(packet) OVER () IS DISTINCT FROM packet
                    OR lead(seq) OVER () IS DISTINCT FROM seq + 1) AS last
            FROM event
        )
        WHERE first AND seq > 0 OR last
    ),
    hop AS (
        SELECT packet, old_seq, seq, old_step, step, epoch_ns(ts) - epoch_ns(old_ts) AS latency_ns
        FROM neighbour
        WHERE old_packet = packet AND old_seq = seq - 1
        UNION ALL
        SELECT a.packet, a.seq, b.seq, a.step, b.step, epoch_ns(b.ts) - epoch_ns(a.ts)
        FROM edge AS a
        JOIN edge AS b ON b.packet = a.packet AND b.seq = a.seq + 1
        WHERE a.last AND b.first
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
WHERE coalesce(getvariable('from'), old_step) = old_step
    AND coalesce(getvariable('to'), step) = step;
