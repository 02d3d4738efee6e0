-- title: Time from stage to stage, in each namespace
-- description: Where packets were on their way through the kernel, and how long from there to the
--   next: on the way in from the driver to the stack, IP, transport protocol, socket and reader; on
--   the way out from the socket to IP, device queue and driver; from one driver to the next over a
--   wire that is in the kernel (veth, loopback). A stage begins with its first function that was
--   recorded. Never across missing events.
-- needs: functions, turns
-- param: top INTEGER = 100     Rows to show.
-- column: where group          Network namespace; two where the packet went to another.
-- column: from                 Stage that was left ...
-- column: to                   ... and the one that was reached.
-- column: count count          Number of times.
-- column: p50 ns               Median.
-- column: p90 ns               90th percentile.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: slowest              Packet that it was: skbtrail packet shows its life.
-- empty: No packet went from one stage to another; skbtrail paths shows what was recorded.
-- cost: two windows over the events of these functions and those where the namespace is new
WITH
    stage AS (
        SELECT f.function, s.rank, s.stage
        FROM (SELECT function, unnest(string_split(roles, ', ')) AS role FROM functions) AS f
        JOIN (
            VALUES
                (1, 'driver in'), (2, 'stack in'), (3, 'IP in'), (4, 'transport in'),
                (5, 'socket in'), (6, 'queued in'), (7, 'forwarding'), (8, 'socket out'),
                (9, 'IP out'), (10, 'device out'), (11, 'driver out'), (12, 'freed')
        ) AS s (rank, stage) ON s.stage = f.role
    ),
    staged AS (
        SELECT
            t.packet, t.seq, t.ts, t.missing, s.rank, s.stage,
            coalesce(t.netns_name, CAST(t.netns AS VARCHAR)) AS netns
        FROM turns AS t
        LEFT JOIN stage AS s ON s.function = t.function AND t.kind <> 'return'
        WHERE t.new_place OR s.rank IS NOT NULL
    ),
    placed AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            first_value(netns IGNORE NULLS)
                OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_netns,
            lag(rank IGNORE NULLS) OVER w AS old_rank
        FROM staged
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    entered AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            -- An event on the way in that knows no namespace is already in that of the next one.
            CASE WHEN rank <= 2 THEN coalesce(next_netns, netns) ELSE netns END AS netns
        FROM placed
        WHERE rank IS NOT NULL AND rank IS DISTINCT FROM old_rank
    ),
    pair AS (
        SELECT
            packet, ts, netns, rank, stage,
            lead(rank) OVER w AS next_rank,
            lead(stage) OVER w AS next_stage,
            lead(netns) OVER w AS next_netns,
            lead(ts) OVER w AS next_ts,
            lead(missing) OVER w = missing AS unbroken
        FROM entered
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    elapsed AS MATERIALIZED (
        SELECT
            packet,
            netns || CASE WHEN next_netns <> netns THEN ' > ' || next_netns ELSE '' END AS place,
            netns AS place_from, rank, stage, next_rank, next_stage,
            epoch_ns(next_ts) - epoch_ns(ts) AS ns
        FROM pair
        WHERE unbroken
    ),
    timed AS (
        SELECT
            place, place_from, rank, stage, next_rank, next_stage,
            count(*) AS count,
            quantile_disc(ns, [0.5, 0.9, 0.99]) AS p,
            max(ns) AS max,
            arg_max(packet, {'ns': ns, 'first': -packet}) AS slowest
        FROM elapsed
        GROUP BY ALL
    )
SELECT
    place AS "where", stage AS "from", next_stage AS "to",
    count, p[1] AS p50, p[2] AS p90, p[3] AS p99, max, slowest
FROM timed
ORDER BY place_from, place, rank, next_rank
LIMIT getvariable('top');
