-- title: Time between functions
-- description: Percentiles of the time from one event of a packet to its next, by functions. With
--   --from or --to: only steps that start or end there. With both: from each --from to the next
--   --to of the same packet, however much lies between. Never across missing events.
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
    elapsed AS (
        SELECT from_step AS "from", to_step AS "to", latency_ns AS latency
        FROM spans
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
