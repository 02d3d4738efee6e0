-- title: Time spent inside functions
-- description: Functions whose returns were recorded, by the time from entry to return. Self time
--   leaves out other recorded functions that were called for the same packet. A call with missing
--   events before its return has no time and is not counted.
-- needs: calls
-- param: top INTEGER = 50      Rows to show, those with most time of their own first.
-- column: function             Kernel function.
-- column: calls count          Calls whose return is known.
-- column: total ns             Time in it, of all calls together.
-- column: self ns              Self time, of all calls together.
-- column: share %              Part of the self time of all functions, in [0, 100].
-- column: p50 ns               Median of one call.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: slowest              Packet of the longest call: skbtrail calls shows its life.
-- empty: No return was recorded; record with --return.
-- cost: that of the view calls, twice
WITH
    call AS (
        SELECT packet, seq, return_seq, function, duration_ns
        FROM calls
        WHERE return_seq IS NOT NULL
    ),
    edge AS (
        SELECT packet, seq, 1 AS step, true AS entry FROM call
        UNION ALL
        SELECT packet, return_seq, -1, false FROM call
    ),
    nested AS (
        SELECT packet, seq, entry, sum(step) OVER (PARTITION BY packet ORDER BY seq) AS depth
        FROM edge
    ),
    placed AS (
        SELECT c.packet, c.seq, c.return_seq, c.function, c.duration_ns, n.depth
        FROM call AS c
        JOIN nested AS n ON n.packet = c.packet AND n.seq = c.seq AND n.entry
    ),
    -- The time spent in a call's callees: the running total of the calls one level deeper, at the
    -- end of the call minus at its start.
    level AS (
        SELECT packet, depth AS level, seq AS position, duration_ns AS ns, NULL AS caller
        FROM placed
        UNION ALL
        SELECT packet, depth + 1, seq, 0, seq FROM placed
        UNION ALL
        SELECT packet, depth + 1, return_seq, 0, seq FROM placed
    ),
    summed AS (
        SELECT packet, caller, sum(ns) OVER (PARTITION BY packet, level ORDER BY position) AS ns
        FROM level
    ),
    inner_time AS (
        SELECT packet, caller AS seq, max(ns) - min(ns) AS ns
        FROM summed
        WHERE caller IS NOT NULL
        GROUP BY packet, caller
    ),
    timed AS MATERIALIZED (
        SELECT p.packet, p.function, p.duration_ns AS ns, p.duration_ns - coalesce(i.ns, 0) AS self
        FROM placed AS p
        LEFT JOIN inner_time AS i ON i.packet = p.packet AND i.seq = p.seq
    ),
    counted AS (
        SELECT
            function,
            count(*) AS calls,
            CAST(sum(ns) AS BIGINT) AS total,
            CAST(sum(self) AS BIGINT) AS self,
            quantile_disc(ns, [0.5, 0.99]) AS p,
            max(ns) AS max,
            arg_max(packet, {'ns': ns, 'first': -packet}) AS slowest
        FROM timed
        GROUP BY function
    )
SELECT
    function, calls, total, self,
    100.0 * self / sum(self) OVER () AS share,
    p[1] AS p50, p[2] AS p99, max, slowest
FROM counted
ORDER BY self DESC, function
LIMIT getvariable('top');
