-- title: Packets of a timeline
-- description: A bar for each packet on the track of its flow, and in it one for each step, from
--   one event to the next. The last event has no length. A step over missing events says so in its
--   name: the packet may have been anywhere.
-- needs: packets, places
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
-- column: arg_cpu              CPU of the event.
-- column: arg_netns            Network namespace.
-- column: arg_interface        Interface.
-- column: arg_verdict          As in events.
-- column: arg_missing          Events of the packet, or after this one, that are missing.
-- column: arg_clock_back_ns    How much earlier than shown the clock's own time was.
-- column: arg_fate             As in packets.
-- column: arg_drop             Reason and function of the drop.
-- column: arg_exit_flow        As in packets, if it differs from the flow.
-- column: arg_parent           As in packets.
-- column: arg_lineage          As in packets.
-- empty: The trace has no packets.
-- cost: two windows over all events, and a sort of them; the view packets
WITH
    step AS (
        SELECT
            *,
            lead(time) OVER w AS next_time,
            lead(missing) OVER w AS lost,
            first_value(time) OVER w AS born
        FROM places
        WINDOW w AS (PARTITION BY packet ORDER BY seq, time)
    ),
    life AS (
        SELECT packet, min(time) AS born, max(time) AS died, any_value(prefix) AS prefix
        FROM places
        GROUP BY packet
    ),
    bar AS (
        SELECT
            l.born, l.packet, -1 AS seq,
            'slice' AS shape,
            l.prefix || coalesce(p.flow, 'no addresses') AS process,
            'packets' AS track,
            l.born AS time,
            l.died - l.born AS duration,
            'packet ' || l.packet || CASE WHEN p.missing > 0 THEN ' (incomplete)' ELSE '' END
                AS name,
            p.fate AS category,
            l.packet AS arg_packet,
            nullif(p.missing, 0) AS arg_missing,
            p.fate AS arg_fate,
            nullif(concat_ws(' at ', p.drop_reason, p.drop_function), '') AS arg_drop,
            CASE WHEN p.exit_flow <> p.flow THEN p.exit_flow END AS arg_exit_flow,
            p.parent AS arg_parent,
            p.lineage AS arg_lineage
        FROM life AS l
        JOIN packets AS p ON p.packet = l.packet
        UNION ALL BY NAME
        SELECT
            born, packet, seq,
            'inside' AS shape,
            time,
            coalesce(next_time - time, 0) AS duration,
            CASE
                WHEN lost > 0
                THEN '? ' || lost || ' missing after '
                ELSE ''
            END || coalesce(step_name(kind, function), '?') AS name,
            CASE WHEN lost > 0 THEN 'missing' ELSE kind END AS category,
            seq AS arg_seq,
            cpu AS arg_cpu,
            netns AS arg_netns,
            ifname AS arg_interface,
            verdict AS arg_verdict,
            nullif(lost, 0) AS arg_missing,
            back AS arg_clock_back_ns
        FROM step
        UNION ALL BY NAME
        SELECT NULL AS arrow
        WHERE false
    )
SELECT
    shape, process, track, time, duration, name, category, arrow,
    arg_packet, arg_seq, arg_cpu, arg_netns, arg_interface, arg_verdict, arg_missing,
    arg_clock_back_ns, arg_fate, arg_drop, arg_exit_flow, arg_parent, arg_lineage
FROM bar
ORDER BY born, packet, seq, time, name;
