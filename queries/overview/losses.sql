-- title: What the recorder could not keep
-- description: Lost events by CPU and cause. A loss may leave a hole in a packet (the column
--   missing of skbtrail packets), cut off its end, or hide a packet altogether.
-- needs: losses, trace
-- column: cpu                  CPU on which they were lost.
-- column: cause                Why: ring full, tracking table full, missed probe ...
-- column: lost count           Number of events.
-- column: first offset         When the first was noticed, from the start of the trace.
-- column: last offset          When the last was noticed.
-- column: rows count           Number of times that the recorder noticed a loss.
-- empty: Nothing was lost.
-- cost: one scan of the rows of kind loss
SELECT
    l.cpu,
    l.cause,
    CAST(sum(l.lost) AS BIGINT) AS lost,
    epoch_ns(min(l.ts)) - epoch_ns(any_value(t.start)) AS first,
    epoch_ns(max(l.ts)) - epoch_ns(any_value(t.start)) AS last,
    count(l.ts) AS rows
FROM losses AS l
CROSS JOIN trace AS t
GROUP BY l.cpu, l.cause
ORDER BY lost DESC, l.cpu, l.cause;
