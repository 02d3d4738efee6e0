-- title: Timeline of the trace
-- description: What was recorded in each interval: how busy it was, when packets were dropped and
--   when events were lost. Intervals without events are shown too. The bar is scaled to the
--   busiest interval.
-- needs: dropped, events, losses, trace
-- param: step BIGINT 1.. = NULL  Length of an interval in milliseconds; chosen for 20 to 50 rows
--   if not given.
-- param: top INTEGER = 200     Rows to show.
-- column: time offset          Start of the interval, from the start of the trace.
-- column: events count         Events in it.
-- column: bar                  The same, drawn.
-- column: packets count        Packets whose first event is in it.
-- column: dropped count        Packets that the kernel dropped in it, except everyday frees.
-- column: unknown count        Packets freed in it, dropped or not: the kernel does not say.
-- column: lost count           Events that were noticed as lost in it.
-- empty: The trace has no events.
-- cost: one scan of the columns ts and seq, and that of the view drops
WITH
    -- 1, 2 or 5 times a power of ten: the shortest for which 50 intervals are enough.
    whole AS (
        SELECT
            epoch_ns(min(e.ts)) AS first,
            epoch_ns(max(e.ts)) AS last,
            coalesce(epoch_ns(any_value(t.start)), epoch_ns(min(e.ts))) AS start,
            pow(10, floor(log10(greatest(epoch_ns(max(e.ts)) - epoch_ns(min(e.ts)), 50) / 50.0)))
                AS unit
        FROM events AS e
        CROSS JOIN trace AS t
    ),
    scale AS (
        SELECT
            first, last, start,
            greatest(1, coalesce(
                1000000 * getvariable('step'),
                CAST(unit * CASE
                    WHEN last - first <= 50 * unit THEN 1
                    WHEN last - first <= 100 * unit THEN 2
                    WHEN last - first <= 250 * unit THEN 5
                    ELSE 10
                END AS BIGINT))) AS step
        FROM whole
    ),
    tally AS (
        SELECT ts, 1 AS events, CAST(seq = 0 AS INTEGER) AS packets, 0 AS dropped, 0 AS unknown,
            0 AS lost
        FROM events
        UNION ALL
        SELECT ts, 0, 0, CAST(class <> 'unknown' AS INTEGER), CAST(class = 'unknown' AS INTEGER), 0
        FROM dropped
        WHERE class <> 'everyday'
        UNION ALL
        SELECT ts, 0, 0, 0, 0, lost FROM losses WHERE ts IS NOT NULL
    ),
    counted AS (
        SELECT
            CAST(floor((epoch_ns(t.ts) - s.start) / s.step) AS BIGINT) AS span,
            sum(t.events) AS events,
            sum(t.packets) AS packets,
            sum(t.dropped) AS dropped,
            sum(t.unknown) AS unknown,
            sum(t.lost) AS lost
        FROM tally AS t
        CROSS JOIN scale AS s
        GROUP BY span
    ),
    span AS (
        SELECT unnest(range(min(span), least(max(span), min(span) + 100000) + 1)) AS span
        FROM counted
    )
SELECT
    s.span * (SELECT step FROM scale) AS time,
    CAST(coalesce(c.events, 0) AS BIGINT) AS events,
    repeat('#', CAST(ceil(30.0 * coalesce(c.events, 0) / max(c.events) OVER ()) AS INTEGER)) AS bar,
    CAST(coalesce(c.packets, 0) AS BIGINT) AS packets,
    CAST(coalesce(c.dropped, 0) AS BIGINT) AS dropped,
    CAST(coalesce(c.unknown, 0) AS BIGINT) AS unknown,
    CAST(coalesce(c.lost, 0) AS BIGINT) AS lost
FROM span AS s
LEFT JOIN counted AS c ON c.span = s.span
ORDER BY time
LIMIT getvariable('top');
