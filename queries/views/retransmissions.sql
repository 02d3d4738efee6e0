-- title: TCP segments that were sent again, and how far the data had come before
-- description: One row per retransmission, with what the trace shows of the same data before it.
--   Copies are matched by addresses, ports and first sequence number, whatever sk_buff they are in.
--   All columns are NULL or 0 if nothing was seen, which says little if events are missing.
-- needs: causes, events, failures
-- column: packet               Packet that was sent again.
-- column: ts time              When.
-- column: dropped              Where and why an earlier copy was dropped.
-- column: arrived              Namespace in which TCP received an earlier copy.
-- column: left_by              Interface and namespace where an earlier copy was last sent.
-- column: ack_dropped          Where and why an acknowledgement of it was dropped before.
-- column: acknowledged         Had an acknowledgement of it reached the sender's namespace before?
-- column: late_ack             Was an acknowledgement on its way then, and did it arrive later?
-- column: duplicates           Earlier acknowledgements, without data, that asked for this data.
-- cost: that of the view failures; if there are retransmissions, also that of reading the events of
--   their flows
CREATE VIEW retransmissions AS
WITH
    -- Lists, so that the optimizer knows that these are few compared with all events.
    mark AS MATERIALIZED (
        SELECT unnest(list(m), recursive := true)
        FROM (
            SELECT packet, ts, saddr, sport, daddr, dport, trace_of(packet) AS trace, netns
            FROM failures
            WHERE failure = 'retransmission' AND saddr IS NOT NULL AND packet IS NOT NULL
        ) AS m
    ),
    -- The tracepoint fires after the retransmission. Events of the copy made for it say nothing
    -- about an earlier copy.
    begun AS (
        SELECT m.packet, m.ts, max(e.ts) AS start, arg_max(e.packet, e.ts) AS made
        FROM mark AS m
        JOIN events AS e ON e.parent = m.packet
        WHERE e.kind = 'lineage' AND e.lineage IN ('clone', 'copy') AND e.ts <= m.ts
        GROUP BY m.packet, m.ts
    ),
    -- The skb that TCP keeps may have no header yet; the copy made for the retransmission has one.
    numbered AS MATERIALIZED (
        SELECT
            m.* EXCLUDE (source), arg_min(e.tcp_seq, {'packet': e.packet, 'seq': e.seq}) AS tcp_seq
        FROM (
            SELECT m.*, b.start, unnest([m.packet, b.made]) AS source
            FROM mark AS m
            JOIN begun AS b ON b.packet = m.packet AND b.ts = m.ts
        ) AS m
        JOIN events AS e ON e.packet = m.source
        WHERE e.tcp_seq IS NOT NULL AND e.saddr = m.saddr AND e.daddr = m.daddr
        GROUP BY ALL
    ),
    copy AS MATERIALIZED (
        SELECT
            n.packet, n.ts, n.start,
            e.packet AS copy,
            e.ts AS seen, e.function, e.kind, e.ifname,
            coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) AS netns
        FROM numbered AS n
        JOIN events AS e ON e.saddr = n.saddr AND e.sport = n.sport AND e.daddr = n.daddr
            AND e.dport = n.dport AND e.tcp_seq = n.tcp_seq AND trace_of(e.packet) = n.trace
        -- A pure ACK has the sequence number of the data that follows.
        WHERE e.ts < n.start AND (e.payload_len > 0 OR regexp_matches(e.tcp_flags, 'SYN|FIN'))
    ),
    history AS (
        SELECT
            packet, ts,
            arg_min(netns, seen) FILTER (role_transport_in(function) AND kind <> 'return')
                AS arrived,
            arg_max(concat_ws(' in namespace ', ifname, netns), seen)
                FILTER (role_sent(function)) AS left_by
        FROM copy
        GROUP BY packet, ts
    ),
    lost AS (
        SELECT
            packet, ts, class,
            concat_ws(' in namespace ', ifname, netns) || ' (' || coalesce(
                reason || ' at ', '') || function || ')' AS place
        FROM causes
    ),
    death AS (
        SELECT c.packet, c.ts, arg_max(d.place, d.ts) AS dropped
        FROM lost AS d
        JOIN (SELECT DISTINCT packet, ts, start, copy FROM copy) AS c ON c.copy = d.packet
        WHERE d.ts < c.start
        GROUP BY c.packet, c.ts
    ),
    flow AS (
        SELECT DISTINCT trace, netns, saddr, sport, daddr, dport FROM numbered
    ),
    -- Each ACK of these flows: when it was first seen, and when it reached the sender.
    answer AS MATERIALIZED (
        SELECT
            f.*, e.packet AS ack, e.tcp_ack, d.place AS dropped, d.ts AS died,
            min(e.ts) AS sent,
            min(e.ts) FILTER (coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = f.netns)
                AS arrived,
            coalesce(bool_and(e.payload_len = 0), false) AS bare
        FROM flow AS f
        JOIN events AS e ON e.saddr = f.daddr AND e.sport = f.dport AND e.daddr = f.saddr
            AND e.dport = f.sport AND trace_of(e.packet) = f.trace
        LEFT JOIN lost AS d ON d.packet = e.packet AND d.class = 'fault'
        WHERE e.tcp_ack IS NOT NULL
        GROUP BY ALL
    ),
    ack AS (
        FROM answer WHERE arrived IS NOT NULL AND dropped IS NULL
    ),
    gone AS (
        SELECT n.packet, n.ts, arg_max(k.dropped, k.died) AS ack_dropped
        FROM numbered AS n
        JOIN answer AS k ON k.trace = n.trace AND k.netns = n.netns AND k.saddr = n.saddr
            AND k.sport = n.sport AND k.daddr = n.daddr AND k.dport = n.dport
        WHERE k.died < n.start
            AND (k.tcp_ack - n.tcp_seq - 1 + 4294967296) % 4294967296 < 2147483648
        GROUP BY n.packet, n.ts
    ),
    -- Do the last ACK before and the first ACK after the retransmission cover the data?
    latest AS (
        SELECT n.packet, n.ts, (k.tcp_ack - n.tcp_seq - 1 + 4294967296) % 4294967296 < 2147483648
            AS acknowledged
        FROM numbered AS n
        ASOF JOIN ack AS k ON k.trace = n.trace AND k.netns = n.netns AND k.saddr = n.saddr
            AND k.sport = n.sport AND k.daddr = n.daddr AND k.dport = n.dport
            AND n.start > k.arrived
    ),
    next AS (
        SELECT
            n.packet, n.ts,
            k.sent < n.start
                AND (k.tcp_ack - n.tcp_seq - 1 + 4294967296) % 4294967296 < 2147483648 AS late_ack
        FROM numbered AS n
        ASOF JOIN ack AS k ON k.trace = n.trace AND k.netns = n.netns AND k.saddr = n.saddr
            AND k.sport = n.sport AND k.daddr = n.daddr AND k.dport = n.dport
            AND n.start < k.arrived
    ),
    asking AS (
        SELECT n.packet, n.ts, count(*) AS duplicates
        FROM numbered AS n
        JOIN ack AS k ON k.trace = n.trace AND k.netns = n.netns AND k.saddr = n.saddr
            AND k.sport = n.sport AND k.daddr = n.daddr AND k.dport = n.dport
            AND k.tcp_ack = n.tcp_seq
        WHERE k.bare AND k.arrived < n.start
        GROUP BY n.packet, n.ts
    )
SELECT
    m.packet, m.ts, d.dropped, w.arrived, w.left_by, g.ack_dropped,
    coalesce(b.acknowledged, false) AS acknowledged,
    coalesce(a.late_ack, false) AS late_ack,
    coalesce(q.duplicates, 0) AS duplicates
FROM mark AS m
LEFT JOIN history AS w ON w.packet = m.packet AND w.ts = m.ts
LEFT JOIN death AS d ON d.packet = m.packet AND d.ts = m.ts
LEFT JOIN gone AS g ON g.packet = m.packet AND g.ts = m.ts
LEFT JOIN latest AS b ON b.packet = m.packet AND b.ts = m.ts
LEFT JOIN next AS a ON a.packet = m.packet AND a.ts = m.ts
LEFT JOIN asking AS q ON q.packet = m.packet AND q.ts = m.ts;
