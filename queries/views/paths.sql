-- title: Packet paths
-- description: One row per sequence of functions. A packet with missing events has a path of its
--   own, with [2 lost] where the hole is, or [end unknown] if a loss after its last event may hide
--   its end. [2 before] means that it began in an earlier part of the recording that is not here.
-- needs: events, functions, losses
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
    -- The hash includes the position, so a sum suffices and no sorted list of events is needed.
    packet_path AS MATERIALIZED (
        SELECT
            packet,
            sum(CAST(hash(step_name(kind, function), seq) AS HUGEINT)) AS path_id,
            epoch_ns(max(ts)) - epoch_ns(min(ts)) AS duration_ns,
            max(ts) AS last
        FROM events
        WHERE packet IS NOT NULL
        GROUP BY packet
    ),
    kind AS (
        SELECT path_id, min(packet) AS packet FROM packet_path GROUP BY path_id
    ),
    step AS (
        SELECT
            k.path_id, k.packet, e.seq, e.kind, e.function,
            coalesce(step_name(e.kind, e.function), '?') AS step,
            e.seq - coalesce(lag(e.seq) OVER (PARTITION BY k.path_id ORDER BY e.seq), -1) - 1
                AS lost
        FROM events AS e
        JOIN kind AS k ON k.packet = e.packet
    ),
    answered AS (
        -- A function of which only rejections are recorded has no entry event.
        SELECT function
        FROM events
        WHERE kind IN ('entry', 'return')
        GROUP BY function
        HAVING count(DISTINCT kind) = 2
    ),
    sequence AS (
        SELECT
            s.path_id,
            count(*) AS steps,
            coalesce(sum(s.lost), 0) = 0 AS whole,
            -- Its end was recorded: it was freed, and no call is open.
            bool_or(coalesce(f.stage = 'free', false))
                AND count(*) FILTER (s.kind = 'entry' AND r.function IS NOT NULL)
                    <= count(*) FILTER (s.kind = 'return' AND r.function IS NOT NULL)
                AS closed,
            string_agg(
                CASE
                    WHEN s.lost > 0
                    THEN '[' || s.lost
                        || CASE
                            WHEN s.lost = s.seq AND is_resumed(s.packet) THEN ' before] > '
                            ELSE ' lost] > '
                        END
                    ELSE ''
                END || s.step,
                ' > ' ORDER BY s.seq) AS sequence
        FROM step AS s
        LEFT JOIN functions AS f ON f.function = s.function
        LEFT JOIN answered AS r ON r.function = s.function
        GROUP BY s.path_id
    ),
    loss AS (
        SELECT trace, max(coalesce(ts, CAST('infinity' AS TIMESTAMP_NS))) AS latest
        FROM losses
        WHERE lost > 0
        GROUP BY trace
    ),
    taken AS (
        SELECT
            w.path_id, w.packet, w.duration_ns,
            s.whole AND NOT s.closed AND coalesce(w.last <= l.latest, false) AS doubtful
        FROM packet_path AS w
        JOIN sequence AS s ON s.path_id = w.path_id
        LEFT JOIN loss AS l ON l.trace = trace_of(w.packet)
    ),
    cluster AS (
        SELECT
            path_id, doubtful,
            min(packet) AS example,
            count(*) AS packets,
            CAST(quantile_disc(duration_ns, 0.5) AS BIGINT) AS median_ns
        FROM taken
        GROUP BY path_id, doubtful
    ),
    described AS (
        SELECT
            c.packets,
            s.whole AND NOT c.doubtful AS complete,
            s.steps, c.median_ns, c.example,
            s.sequence || CASE WHEN c.doubtful THEN ' > [end unknown]' ELSE '' END AS sequence
        FROM cluster AS c
        JOIN sequence AS s ON s.path_id = c.path_id
    )
SELECT left(md5(sequence), 8) AS path, packets, complete, steps, median_ns, example, sequence
FROM described;
