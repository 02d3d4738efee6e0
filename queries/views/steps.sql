-- title: Steps from one event of a packet to its next, functions and time alone
-- description: The rows of the view hops with fewer columns, which is quicker to read. If events
--   are missing between two (a hole in seq), there is no row.
-- needs: events
-- column: packet               Number of the packet.
-- column: seq                  Position of the later event.
-- column: from_step            Function of the earlier event; :return where it returned.
-- column: to_step              Function of the later event.
-- column: from_id              Number of the earlier step, as in step_names.
-- column: to_id                Number of the later step.
-- column: latency_ns ns        Time between the two.
-- inline: a row for each event is too much to keep
-- cost: two passes over all events, without sorting; the ends of runs of rows are joined
CREATE VIEW steps AS
WITH
    -- With few exceptions the rows of a packet are adjacent in the file, so comparing with the
    -- previous row needs no sorting and no memory. A pair found this way is a step whatever the
    -- order.
    event AS NOT MATERIALIZED (
        SELECT packet, seq, ts, step_id(kind, function) AS id, step_name(kind, function) AS step
        FROM events
        WHERE packet IS NOT NULL
    ),
    neighbour AS NOT MATERIALIZED (
        SELECT
            packet, seq, ts, id, step,
            lag(packet) OVER () AS old_packet,
            lag(seq) OVER () AS old_seq,
            lag(ts) OVER () AS old_ts,
            lag(id) OVER () AS old_id,
            lag(step) OVER () AS old_step,
            lead(packet) OVER () AS new_packet,
            lead(seq) OVER () AS new_seq
        FROM event
        WHERE in_first_half(packet)
        UNION ALL
        SELECT
            packet, seq, ts, id, step,
            lag(packet) OVER (), lag(seq) OVER (), lag(ts) OVER (), lag(id) OVER (),
            lag(step) OVER (), lead(packet) OVER (), lead(seq) OVER ()
        FROM event
        WHERE NOT in_first_half(packet)
    ),
    -- Where consecutive events are not adjacent in the file, one run of rows ends with the first
    -- and another begins with the second. Drops are stored apart, and so are later rows of a packet
    -- that lived long.
    edge AS MATERIALIZED (
        SELECT
            packet, seq, ts, id, step,
            seq > 0 AND (old_packet IS DISTINCT FROM packet OR old_seq IS DISTINCT FROM seq - 1)
                AS begins,
            new_packet IS DISTINCT FROM packet OR new_seq IS DISTINCT FROM seq + 1 AS ends
        FROM neighbour
        WHERE new_packet IS DISTINCT FROM packet OR new_seq IS DISTINCT FROM seq + 1
            OR seq > 0 AND (old_packet IS DISTINCT FROM packet
                OR old_seq IS DISTINCT FROM seq - 1)
    )
SELECT
    packet, seq, old_step AS from_step, step AS to_step, old_id AS from_id, id AS to_id,
    epoch_ns(ts) - epoch_ns(old_ts) AS latency_ns
FROM neighbour
WHERE old_packet = packet AND old_seq = seq - 1 AND old_id IS NOT NULL AND id IS NOT NULL
UNION ALL
SELECT b.packet, b.seq, a.step, b.step, a.id, b.id, epoch_ns(b.ts) - epoch_ns(a.ts)
FROM (FROM edge WHERE begins) AS b
JOIN (FROM edge WHERE ends) AS a ON a.packet = b.packet AND a.seq = b.seq - 1
WHERE a.id IS NOT NULL AND b.id IS NOT NULL;
