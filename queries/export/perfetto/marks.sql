-- title: Drops and losses of a timeline
-- description: An instant for each drop, on a track for each class, one for each time that the
--   recorder noticed a loss, and one that says what is missing from the trace. A loss whose time is
--   not known is shown at the origin, and says so.
-- needs: completeness, drops, losses, origin, traces
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
-- column: arg_flow             As in drops.
-- column: arg_cause            What other events show about the cause, as in drops.
-- column: arg_netns            As in drops.
-- column: arg_interface        As in drops.
-- column: arg_place            Where it was freed: function+0xoffset.
-- column: arg_kind             Kind of the free, where it may not be a fault.
-- column: arg_lost             Number of events.
-- column: arg_cpu              CPU on which they were lost.
-- empty: Nothing was dropped or lost.
-- cost: that of the view drops
WITH
    host AS (
        SELECT
            trace,
            CASE WHEN count(*) OVER () > 1 THEN coalesce(host, file) || ' ' ELSE '' END AS prefix
        FROM traces
    ),
    mark AS (
        SELECT
            'instant' AS shape,
            coalesce(h.prefix, '') || 'Drops and losses' AS process,
            coalesce(d.class, 'unknown') AS track,
            since(d.ts, o.origin) AS time,
            concat_ws(' at ', coalesce(d.reason, 'drop'), d.function) AS name,
            'drop' AS category,
            d.packet AS arg_packet,
            d.seq AS arg_seq,
            d.flow AS arg_flow,
            d.note AS arg_cause,
            d.netns AS arg_netns,
            d.ifname AS arg_interface,
            d.location AS arg_place,
            d.kind AS arg_kind
        FROM drops AS d
        CROSS JOIN origin AS o
        LEFT JOIN host AS h ON h.trace = trace_of(d.packet)
        UNION ALL BY NAME
        SELECT
            'instant' AS shape,
            coalesce(h.prefix, '') || 'Drops and losses' AS process,
            'lost events' AS track,
            coalesce(since(l.ts, o.origin), 0) AS time,
            l.lost || ' lost: ' || coalesce(l.cause, '?')
                || CASE WHEN l.ts IS NULL THEN ', at an unknown time' ELSE '' END AS name,
            'loss' AS category,
            l.lost AS arg_lost,
            l.cpu AS arg_cpu
        FROM losses AS l
        CROSS JOIN origin AS o
        LEFT JOIN host AS h ON h.trace = l.trace
        WHERE l.lost > 0
        UNION ALL BY NAME
        SELECT
            'instant' AS shape,
            'Drops and losses' AS process,
            'lost events' AS track,
            0 AS time,
            note AS name,
            'incomplete' AS category
        FROM completeness
        WHERE NOT complete
        UNION ALL BY NAME
        SELECT CAST(NULL AS BIGINT) AS duration, CAST(NULL AS BIGINT) AS arrow
        WHERE false
    )
SELECT
    shape, process, track, time, duration, name, category, arrow,
    arg_packet, arg_seq, arg_flow, arg_cause, arg_netns, arg_interface, arg_place, arg_kind,
    arg_lost, arg_cpu
FROM mark
ORDER BY time, track, arg_packet, arg_seq, name, arg_cpu, arg_lost;
