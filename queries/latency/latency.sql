-- title: Latency between functions
-- description: Percentiles of the time from one event of a packet to the next, by functions. With
--   --from or --to: only steps that start or end there. With both: from each --from to the next
--   --to of the same packet, whatever lies between. Times across missing events are left out. A
--   percentile is a time that was measured, at most a 2000th above the exact one.
-- needs: spans, step_names
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
-- column: back count           Times below zero: the clocks of two CPUs differ by as much.
-- empty: No packet has such a step; skbtrail paths shows the functions that packets met.
-- cost: that of the view spans
WITH
    -- Times that round to the same value are counted together, so memory use does not grow with the
    -- trace.
    binned AS (
        SELECT
            from_id, to_id,
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
            sum(count) OVER (PARTITION BY from_id, to_id ORDER BY bin)
                / sum(count) OVER (PARTITION BY from_id, to_id) AS part
        FROM binned
    ),
    pair AS (
        SELECT
            from_id, to_id,
            CAST(sum(count) AS BIGINT) AS count,
            min(max) FILTER (part >= 0.5) AS p50,
            min(max) FILTER (part >= 0.9) AS p90,
            min(max) FILTER (part >= 0.99) AS p99,
            max(max) AS max,
            CAST(sum(count) FILTER (max < 0) AS BIGINT) AS back,
            sum(total) AS total
        FROM ranked
        GROUP BY from_id, to_id
    )
SELECT a.step AS "from", b.step AS "to", p.count, p.p50, p.p90, p.p99, p.max, p.back
FROM pair AS p
JOIN step_names AS a ON a.id = p.from_id
JOIN step_names AS b ON b.id = p.to_id
ORDER BY p.total DESC, "from", "to"
LIMIT getvariable('top');
