-- title: Latency histogram of two functions
-- description: Distribution of times, in buckets that double: from each --from to the next --to
--   of the same packet, whatever lies between. With only one of the two: the steps from one event
--   to the next that start or end there. With neither: the whole life of each packet, from its
--   first to its last event. Times across missing events are left out.
-- needs: packets, spans
-- param: from VARCHAR = NULL   Function where the time starts; NAME:return for its return.
-- param: to VARCHAR = NULL     Function where it ends.
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: from ns              The span begins here (NULL: times below zero, where the clocks of
--   two CPUs differ) ...
-- column: below ns             ... and ends before here.
-- column: count count          Number of times in it.
-- column: share %              Part of all times, in [0, 100].
-- column: up_to_here %         Share of this span and those before it.
-- column: bar                  The count, drawn: the largest has 40 characters.
-- empty: No packet has such a time; skbtrail paths shows the functions that packets met.
-- cost: one window over all events; without --from and --to that of the view packets
WITH
    elapsed AS (
        SELECT latency_ns AS ns
        FROM spans
        WHERE getvariable('from') IS NOT NULL OR getvariable('to') IS NOT NULL
        UNION ALL
        SELECT duration_ns
        FROM packets
        WHERE getvariable('from') IS NULL AND getvariable('to') IS NULL AND complete
    ),
    counted AS (
        SELECT
            CASE WHEN ns < 0 THEN -1 ELSE CAST(floor(log2(greatest(1, ns))) AS BIGINT) END AS power,
            count(*) AS count
        FROM elapsed
        GROUP BY power
    ),
    -- Empty intervals are rows too, so that two peaks appear as two.
    span AS (
        SELECT s.power, coalesce(c.count, 0) AS count
        FROM (SELECT unnest(range(min(power), max(power) + 1)) AS power FROM counted) AS s
        LEFT JOIN counted AS c ON c.power = s.power
    )
SELECT
    CASE WHEN power = 0 THEN 0 WHEN power > 0 THEN CAST(pow(2, power) AS BIGINT) END AS "from",
    CASE WHEN power < 0 THEN 0 ELSE CAST(pow(2, power + 1) AS BIGINT) END AS below,
    count,
    100.0 * count / sum(count) OVER () AS share,
    100.0 * sum(count) OVER (ORDER BY power) / sum(count) OVER () AS up_to_here,
    repeat('#', CAST(ceil(40.0 * count / max(count) OVER ()) AS INTEGER)) AS bar
FROM span
ORDER BY power
LIMIT getvariable('top');
