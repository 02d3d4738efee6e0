-- title: Drops over time, by reason
-- description: One row per drop reason and interval in which packets were dropped; intervals
--   without drops are left out. Everyday frees are not counted. The bar is scaled to the largest
--   row.
-- needs: dropped, trace
-- param: step BIGINT 1.. = 1000    Length of an interval in milliseconds.
-- param: top INTEGER = 200     Rows to show.
-- column: time offset          Start of the interval, from the start of the trace.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason; with (unknown) or
--   (consequence) where it need not be a fault, as in frees.
-- column: packets count        Packets that were dropped.
-- column: bar                  The same, drawn.
-- column: functions            Functions that freed them.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was dropped; skbtrail drops shows the everyday frees.
-- cost: that of the view drops
WITH
    placed AS (
        SELECT
            d.packet, d.function,
            coalesce(d.reason, 'no reason given')
                || CASE WHEN d.class <> 'fault' THEN ' (' || d.class || ')' ELSE '' END AS reason,
            epoch_ns(d.ts) - epoch_ns(coalesce(t.start, min(d.ts) OVER ())) AS offset_ns,
            1000000 * greatest(1, getvariable('step')) AS step_ns
        FROM dropped AS d
        CROSS JOIN trace AS t
        WHERE d.class <> 'everyday'
    ),
    span AS (
        SELECT
            CAST(floor(offset_ns / step_ns) AS BIGINT) * step_ns AS time,
            reason,
            count(*) AS packets,
            string_agg(DISTINCT function, ', ' ORDER BY function) AS functions,
            min(packet) AS example
        FROM placed
        GROUP BY ALL
    )
SELECT
    time, reason, packets,
    repeat('#', CAST(ceil(20.0 * packets / max(packets) OVER ()) AS INTEGER)) AS bar,
    functions, example
FROM span
ORDER BY time, reason
LIMIT getvariable('top');
