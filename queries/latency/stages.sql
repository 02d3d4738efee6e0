-- title: Latency from stage to stage, by namespace
-- description: How long packets took from one stage of the kernel to the next: on receive from
--   the driver to the stack, IP, transport protocol, socket and reader; on transmit from the
--   socket to IP, device queue and driver; and from one driver to the next over a virtual wire
--   (veth, loopback). A stage begins with the first of its functions that was recorded. Times
--   across missing events are left out.
-- needs: stage_times
-- param: top INTEGER = 100     Rows to show.
-- column: netns group          Network namespace; two where the packet went to another.
-- column: from                 Stage that was left ...
-- column: to                   ... and the one that was reached.
-- column: count count          Number of times.
-- column: p50 ns               Median.
-- column: p90 ns               90th percentile.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: slowest              Packet with the longest time: skbtrail packet shows its life.
-- empty: No packet went from one stage to another; skbtrail paths shows what was recorded.
-- cost: that of the view stage_times
WITH
    timed AS (
        SELECT
            namespaces, netns_from, rank, stage, next_rank, next_stage,
            count(*) AS count,
            quantile_disc(ns, [0.5, 0.9, 0.99]) AS p,
            max(ns) AS max,
            arg_max(packet, {'ns': ns, 'first': -packet}) AS slowest
        FROM stage_times
        GROUP BY ALL
    )
SELECT
    namespaces AS netns, stage AS "from", next_stage AS "to",
    count, p[1] AS p50, p[2] AS p90, p[3] AS p99, max, slowest
FROM timed
ORDER BY netns_from, namespaces, rank, next_rank
LIMIT getvariable('top');
