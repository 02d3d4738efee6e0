-- title: Time between functions
-- description: Percentiles of the time from one event of a packet to its next, by functions. With
--   --from or --to: only steps that start or end there. With both: from each --from to the next
--   --to of the same packet, however much lies between. Never across missing events.
-- needs: events, hops
-- param: from VARCHAR = NULL   Function where the time starts; NAME:return for its return.
-- param: to VARCHAR = NULL     Function where it ends.
-- param: top INTEGER = 50      Rows to show, those with most time in all first.
-- column: from                 Function where the time starts.
-- column: to                   Function where it ends.
-- column: count count          Number of times.
-- column: p50 ns               Median.
-- column: p90 ns               90th percentile.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- empty: No packet has such a step; skbtrail paths shows the functions that packets met.
-- cost: one window over all events
WITH
    -- A step at the wanted ends, numbered within its packet: equal differences of number and seq
    -- mean that nothing is missing between.
    mark AS (
        SELECT
            packet, seq, ts,
            step_name(kind, function) AS step,
            row_number() OVER (PARTITION BY packet ORDER BY seq) AS number
        FROM events
        WHERE getvariable('from') IS NOT NULL AND getvariable('to') IS NOT NULL
            AND packet IS NOT NULL
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
    -- Materialised: percentiles straight over a window need all of it in memory.
    elapsed AS MATERIALIZED (
        SELECT step AS "from", next_step AS "to", epoch_ns(next_ts) - epoch_ns(ts) AS latency
        FROM ends
        WHERE step = getvariable('from') AND next_step = getvariable('to')
            AND next_number - number = next_seq - seq
        UNION ALL
        SELECT from_step, to_step, latency_ns
        FROM hops
        WHERE (getvariable('from') IS NULL OR getvariable('to') IS NULL)
            AND from_step = coalesce(getvariable('from'), from_step)
            AND to_step = coalesce(getvariable('to'), to_step)
    ),
    pair AS (
        SELECT
            "from", "to",
            count(*) AS count,
            quantile_disc(latency, [0.5, 0.9, 0.99]) AS p,
            max(latency) AS max,
            sum(latency) AS total
        FROM elapsed
        GROUP BY "from", "to"
    )
SELECT "from", "to", count, p[1] AS p50, p[2] AS p90, p[3] AS p99, max
FROM pair
ORDER BY total DESC, "from", "to"
LIMIT getvariable('top');
