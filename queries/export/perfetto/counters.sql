-- title: Counters of a timeline
-- description: Events and drops (except everyday frees) in each span of time, and what the events
--   say about queues: packets and bytes in a qdisc, receive memory of a socket, connections that
--   wait for accept.
-- needs: dropped, events, origin, traces
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
-- column: arg_events           Events in the span.
-- column: arg_drops            Drops in the span.
-- column: arg_packets          Packets in the qdisc.
-- column: arg_bytes            Bytes in the qdisc, or in the receive queue.
-- column: arg_limit            Limit of the receive queue, or of the connections.
-- column: arg_connections      Connections that wait.
-- empty: The trace has no events.
-- cost: two scans of the columns that it reads, and the view dropped
WITH
    scale AS (
        SELECT
            min(since(e.ts, o.origin)) AS first,
            max(since(e.ts, o.origin)) AS last,
            -- The smallest power of ten that needs at most a thousand intervals; 1 us at least.
            CAST(pow(10, greatest(3, ceil(log10(greatest(1,
                (max(since(e.ts, o.origin)) - min(since(e.ts, o.origin))) / 1000.0)))))
                AS BIGINT) AS step
        FROM events AS e
        CROSS JOIN origin AS o
    ),
    tally AS (
        SELECT ts, 1 AS events, 0 AS drops FROM events
        UNION ALL
        SELECT ts, 0, 1 FROM dropped WHERE class <> 'everyday'
    ),
    counted AS (
        SELECT
            since(t.ts, o.origin) // s.step AS span,
            CAST(sum(t.events) AS BIGINT) AS events,
            CAST(sum(t.drops) AS BIGINT) AS drops
        FROM tally AS t
        CROSS JOIN scale AS s
        CROSS JOIN origin AS o
        GROUP BY span
    ),
    span AS (
        SELECT unnest(range(first // step, last // step + 2)) AS span, step FROM scale
    ),
    queue AS (
        SELECT
            since(e.ts, o.origin) AS time,
            coalesce(h.prefix, '') || 'netns '
                || coalesce(e.netns_name, CAST(e.netns AS VARCHAR), '?') AS process,
            e.*
        FROM events AS e
        CROSS JOIN origin AS o
        LEFT JOIN (
            SELECT
                trace,
                CASE WHEN count(*) OVER () > 1 THEN coalesce(host, file) || ' ' ELSE '' END
                    AS prefix
            FROM traces
        ) AS h ON h.trace = trace_of(e.packet)
        WHERE e.qdisc_qlen IS NOT NULL OR e.sk_rmem_alloc IS NOT NULL
            OR e.sk_ack_backlog IS NOT NULL
    ),
    value AS (
        SELECT
            'Trace' AS process,
            s.span * s.step AS time,
            'events and drops per ' || duration_name(s.step) AS name,
            coalesce(c.events, 0) AS arg_events,
            coalesce(c.drops, 0) AS arg_drops,
            'rate' AS category
        FROM span AS s
        LEFT JOIN counted AS c ON c.span = s.span
        UNION ALL BY NAME
        SELECT
            process, time,
            concat_ws(' ', 'qdisc', qdisc, qdisc_handle, 'of', coalesce(ifname, '?')) AS name,
            qdisc_qlen AS arg_packets,
            qdisc_backlog AS arg_bytes,
            'qdisc' AS category
        FROM queue
        WHERE qdisc_qlen IS NOT NULL
        UNION ALL BY NAME
        SELECT
            process, time,
            concat_ws(' ', 'receive queue of', coalesce(protocol, 'socket'), endpoint(daddr, dport))
                AS name,
            sk_rmem_alloc AS arg_bytes,
            sk_rcvbuf AS arg_limit,
            'socket' AS category
        FROM queue
        WHERE sk_rmem_alloc IS NOT NULL
        UNION ALL BY NAME
        SELECT
            process, time,
            concat_ws(' ', 'accept queue of', coalesce(protocol, 'socket'), endpoint(daddr, dport))
                AS name,
            sk_ack_backlog AS arg_connections,
            sk_max_ack_backlog AS arg_limit,
            'socket' AS category
        FROM queue
        WHERE sk_ack_backlog IS NOT NULL
        UNION ALL BY NAME
        SELECT
            NULL AS track, CAST(NULL AS BIGINT) AS duration,
            CAST(NULL AS BIGINT) AS arrow
        WHERE false
    )
SELECT
    'counter' AS shape, process, track, time, duration, name, category, arrow,
    arg_events, arg_drops, arg_packets, arg_bytes, arg_limit, arg_connections
FROM value
ORDER BY time, process, name, arg_packets, arg_bytes, arg_connections, arg_limit;
