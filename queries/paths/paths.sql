-- title: Packet paths, most used first
-- description: One row per sequence of functions that packets went through, most packets first.
-- needs: paths
-- param: top INTEGER = 20      Rows to show.
-- column: path                 Short id: the same sequence has the same id in every trace.
-- column: packets count        Packets that took it.
-- column: share %              Part of all packets, in [0, 100].
-- column: median ns            Median of the time from its first to its last event.
-- column: example              A packet that took it: skbtrail packet shows its life.
-- column: sequence             The functions in order; [2 lost] where events are missing,
--   [2 before] where it began in an earlier part of the recording that is not here.
-- empty: The trace has no packets.
-- cost: one aggregation of all events by packet
SELECT
    path,
    packets,
    100.0 * packets / sum(packets) OVER () AS share,
    median_ns AS median,
    example,
    sequence
FROM paths
ORDER BY packets DESC, path
LIMIT getvariable('top');
