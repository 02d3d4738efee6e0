-- title: Rare packet paths
-- description: Paths that at most --most packets took, rarest first: where one packet in a thousand
--   took another path than the rest. A path that is rare because events are missing shows that.
-- needs: paths
-- param: most BIGINT 1.. = 3       Packets that a path may have to count as rare.
-- param: top INTEGER = 20      Rows to show.
-- column: path                 Short id: the same sequence has the same id in every trace.
-- column: packets count        Packets that took it.
-- column: share %              Part of all packets, in [0, 100].
-- column: steps count          Number of events.
-- column: median ns            Median of the time from its first to its last event.
-- column: example              A packet that took it: skbtrail packet shows its life.
-- column: sequence             The functions in order; [2 lost] where events are missing,
--   [2 before] where it began in an earlier part of the recording that is not here.
-- empty: No path is that rare; --most N raises the limit.
-- cost: that of the view paths
SELECT path, packets, share, steps, median, example, sequence
FROM (
    SELECT
        path,
        packets,
        100.0 * packets / sum(packets) OVER () AS share,
        steps,
        median_ns AS median,
        example,
        sequence
    FROM paths
)
WHERE packets <= getvariable('most')
ORDER BY packets, path
LIMIT getvariable('top');
