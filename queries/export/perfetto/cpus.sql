-- title: CPUs of a timeline
-- description: A bar for each call whose entry and return are both in the trace and on one CPU; a
--   bar of length 0 for each other event. Arrows follow a packet from CPU to CPU.
-- needs: calls, places
-- column: shape                slice: a bar on a line of the track that is free at that time; call:
--   likewise, or nested in another bar; inside: a bar on the line of the previous row; instant;
--   counter; out, through, in: an arrow begins at, goes through or ends at the bar of the previous
--   row.
-- column: process              Group of tracks.
-- column: track                Track; NULL for a counter.
-- column: time ns              Start, from the origin.
-- column: duration ns          Length of a bar.
-- column: name                 Its name.
-- column: category             Its kind.
-- column: arrow                Number of an arrow; unique together with category and name.
-- column: arg_packet           Number of the packet.
-- column: arg_seq              Position of the event.
-- column: arg_netns            Network namespace.
-- column: arg_interface        Interface.
-- column: arg_retval           What the function returned.
-- column: arg_verdict          Meaning of that value.
-- column: arg_clock_back_ns    How much earlier than shown the clock's own time was, at entry or
--   return.
-- empty: The trace has no packets.
-- cost: those of the views places and calls, a join of the two, and a sort of all events
WITH
    answered AS (
        SELECT
            c.packet, c.seq, c.return_seq, r.retval, r.verdict,
            r.time AS until,
            r.cpu AS back_cpu,
            r.back
        FROM calls AS c
        JOIN places AS r ON r.packet = c.packet AND r.seq = c.return_seq
    ),
    event AS (
        SELECT
            p.packet, p.seq, p.kind, p.function, p.cpu, p.time, p.prefix, p.netns, p.ifname,
            coalesce(a.retval, p.retval) AS retval,
            coalesce(a.verdict, p.verdict) AS verdict,
            coalesce(greatest(p.back, a.back), p.back, a.back) AS back,
            CASE WHEN a.back_cpu = p.cpu THEN a.until - p.time ELSE 0 END AS duration
        FROM places AS p
        LEFT JOIN answered AS a ON a.packet = p.packet AND a.seq = p.seq
        WHERE p.kind <> 'return'
            OR NOT EXISTS (
                FROM answered AS r
                WHERE r.packet = p.packet AND r.return_seq = p.seq AND r.back_cpu = p.cpu
            )
    ),
    moved AS (
        SELECT
            *,
            coalesce(cpu <> lag(cpu) OVER w, false) OR coalesce(cpu <> lead(cpu) OVER w, false)
                AS turns
        FROM event
        WINDOW w AS (PARTITION BY packet ORDER BY seq, time)
    ),
    turn AS (
        SELECT
            packet, seq, time, duration,
            CASE
                WHEN lag(seq) OVER w IS NULL THEN 'out'
                WHEN lead(seq) OVER w IS NULL THEN 'in'
                ELSE 'through'
            END AS shape
        FROM moved
        WHERE turns
        WINDOW w AS (PARTITION BY packet ORDER BY seq, time)
    ),
    bar AS (
        SELECT
            packet, seq,
            0 AS part,
            'call' AS shape,
            prefix || 'CPUs' AS process,
            'CPU ' || cpu AS track,
            time, duration,
            coalesce(step_name(kind, function), '?') AS name,
            kind AS category,
            packet AS arg_packet,
            seq AS arg_seq,
            netns AS arg_netns,
            ifname AS arg_interface,
            retval AS arg_retval,
            verdict AS arg_verdict,
            back AS arg_clock_back_ns
        FROM moved
        UNION ALL BY NAME
        SELECT
            packet, seq,
            1 AS part,
            shape, time, duration,
            'packet ' || packet AS name,
            'cpu' AS category,
            packet AS arrow
        FROM turn
    )
SELECT
    shape, process, track, time, duration, name, category, arrow,
    arg_packet, arg_seq, arg_netns, arg_interface, arg_retval, arg_verdict,
    arg_clock_back_ns
FROM bar
ORDER BY time, duration DESC, packet, seq, part, name;
