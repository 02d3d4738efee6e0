-- title: Ways that packets took
-- description: One row for each different sequence of functions. A packet with missing events
--   counts for a path of its own kind, with [2 lost] where the hole is.
-- needs: events
-- column: path                 Short id: the same sequence has the same id in every trace.
-- column: packets              Packets that took it.
-- column: complete             Was every event of it recorded?
-- column: steps                Number of events.
-- column: median_ns ns         Median of the time from its first to its last event.
-- column: example              Lowest number of a packet that took it.
-- column: sequence             The functions in order, separated by >.
-- cost: one aggregation of all events by packet, then the events of one packet for each path
CREATE VIEW paths AS
WITH
    -- The position is part of the hash, so the sum needs no sorted list of a packet's events.
    way AS (
        SELECT
            packet,
            sum(CAST(hash(step_name(kind, function), seq) AS HUGEINT)) AS way,
            epoch_ns(max(ts)) - epoch_ns(min(ts)) AS duration_ns
        FROM events
        WHERE packet IS NOT NULL
        GROUP BY packet
    ),
    cluster AS (
        SELECT
            min(packet) AS example,
            count(*) AS packets,
            CAST(quantile_disc(duration_ns, 0.5) AS BIGINT) AS median_ns
        FROM way
        GROUP BY way
    ),
    step AS (
        SELECT
            e.packet, e.seq,
            coalesce(step_name(e.kind, e.function), '?') AS step,
            e.seq - coalesce(lag(e.seq) OVER (PARTITION BY e.packet ORDER BY e.seq), -1) - 1 AS lost
        FROM events AS e
        JOIN cluster AS c ON c.example = e.packet
    ),
    sequence AS (
        SELECT
            packet,
            count(*) AS steps,
            sum(lost) = 0 AS complete,
            string_agg(CASE WHEN lost > 0 THEN '[' || lost || ' lost] > ' ELSE '' END || step, ' > '
                ORDER BY seq)
                AS sequence
        FROM step
        GROUP BY packet
    )
SELECT
    left(md5(s.sequence), 8) AS path,
    c.packets, s.complete, s.steps, c.median_ns, c.example, s.sequence
FROM cluster AS c
JOIN sequence AS s ON s.packet = c.example;
