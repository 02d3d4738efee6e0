-- title: TCP segments that were sent again
-- description: One row per flow that retransmitted, most retransmissions first; flows that differ
--   only in the client port share a row. Many retransmissions of one segment: the other side does
--   not answer, or its answers do not arrive; skbtrail drops may show where. The segment is read
--   from the retransmission's first event with a TCP header.
-- needs: events, trace
-- param: ports BOOLEAN = false  Tell client ports apart.
-- param: top INTEGER = 50      Rows to show.
-- column: flow                 Source and destination.
-- column: netns                Network namespace.
-- column: again count          Retransmissions.
-- column: segments count       Different segments that were sent again, as far as known.
-- column: most count           Retransmissions of one segment, at most.
-- column: first offset         First, from the start of the trace.
-- column: last offset          Last.
-- column: state                State of the sockets, where it was recorded.
-- column: example              Packet that was sent again first.
-- empty: No segment was sent again, or the trace has no probe for it; record with --group tcp.
-- cost: a scan of the column function, and of the events of the packets that were sent again
WITH
    -- Each is recorded by the tracepoint or the function, in most recordings by both.
    mark AS (
        SELECT packet, seq, ts, function, tcp_state
        FROM events
        WHERE function = CASE
            WHEN EXISTS (FROM events WHERE function = 'tcp_retransmit_skb')
            THEN 'tcp_retransmit_skb'
            ELSE '__tcp_retransmit_skb'
        END AND kind <> 'return'
    ),
    life AS (
        SELECT
            e.packet,
            arg_max({'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr, 'dport': e.dport}, e.seq)
                FILTER (e.saddr IS NOT NULL) AS h,
            arg_min(e.tcp_seq, e.seq) AS tcp_seq,
            arg_min(coalesce(e.netns_name, CAST(e.netns AS VARCHAR)), e.seq) AS netns
        FROM events AS e
        WHERE e.packet IN (SELECT packet FROM mark)
        GROUP BY e.packet
    ),
    sent AS (
        SELECT
            'TCP '
                || endpoint(l.h.saddr, source_port(l.h.sport, l.h.dport, getvariable('ports')))
                || ' > '
                || endpoint(l.h.daddr, destination_port(l.h.sport, l.h.dport, getvariable('ports')))
                AS flow,
            l.netns, l.tcp_seq, m.packet, m.ts, m.tcp_state,
            count(*) OVER (PARTITION BY l.h, l.netns, coalesce(l.tcp_seq, -m.packet)) AS times
        FROM mark AS m
        JOIN life AS l ON l.packet = m.packet
    )
SELECT
    s.flow,
    s.netns,
    count(*) AS again,
    count(DISTINCT s.tcp_seq) AS segments,
    max(s.times) AS most,
    epoch_ns(min(s.ts)) - epoch_ns(any_value(t.start)) AS first,
    epoch_ns(max(s.ts)) - epoch_ns(any_value(t.start)) AS last,
    string_agg(DISTINCT s.tcp_state, ', ' ORDER BY s.tcp_state) AS state,
    arg_min(s.packet, {'ts': s.ts, 'packet': s.packet}) AS example
FROM sent AS s
CROSS JOIN trace AS t
GROUP BY s.flow, s.netns
ORDER BY again DESC, s.flow, s.netns
LIMIT getvariable('top');
