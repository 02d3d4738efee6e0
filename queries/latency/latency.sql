-- title: Time between functions
-- description: Percentiles of the time from one event of a packet to its next, by functions. With
--   --from or --to: only steps that start or end there. With both: from each --from to the next
--   --to of the same packet, however much lies between. Never across missing events.
--   A percentile is a time that was measured, and at most a 2000th above the exact one.
-- needs: spans
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
-- cost: that of the view spans
WITH
    -- Times that round to the same are counted together: the memory does not grow with the trace.
    binned AS (
        SELECT
            from_step AS "from", to_step AS "to",
            binary_digits(latency_ns) AS bin,
            count(*) AS count,
            max(latency_ns) AS max,
            sum(latency_ns) AS total
        FROM spans
        GROUP BY ALL
    ),
    ranked AS (
        SELECT
            *,
            sum(count) OVER (PARTITION BY "from", "to" ORDER BY bin)
                / sum(count) OVER (PARTITION BY "from", "to") AS part
        FROM binned
    )
SELECT
    "from", "to",
    CAST(sum(count) AS BIGINT) AS count,
    min(max) FILTER (part >= 0.5) AS p50,
    min(max) FILTER (part >= 0.9) AS p90,
    min(max) FILTER (part >= 0.99) AS p99,
    max(max) AS max
FROM ranked
GROUP BY "from", "to"
ORDER BY sum(total) DESC, "from", "to"
LIMIT getvariable('top');
