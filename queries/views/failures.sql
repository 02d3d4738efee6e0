-- title: Failures without a drop
-- description: One row per kind of failure and packet that shows it. None of these failures frees a
--   packet by kfree_skb: a listener drops a connection request, a neighbour does not answer, a
--   receiver has no room.
-- needs: arp, events, pings
-- column: failure              accept queue full (a listener with connections waiting for accept()
--   refuses a request, or the last segment of a handshake that began earlier); SYN unanswered (a
--   SYN reached its listener or passed INPUT, and no SYN-ACK was seen: the SYN backlog is full, or
--   a listener refuses); ARP unanswered; echo unanswered (a request was not dropped here, and no
--   reply was seen); zero window (a receiver announces that it has no room); retransmission.
-- column: packet               Packet that shows it.
-- column: ts time              When.
-- column: netns                Name (else inode) of the network namespace.
-- column: protocol             TCP, ARP, ICMP or ICMPv6.
-- column: saddr                Source address; for ARP, that of the asking host.
-- column: sport                Source port.
-- column: daddr                Destination address; for ARP, the requested one.
-- column: dport                Destination port.
-- cost: scans of the columns function, tcp_flags, tcp_window, ethertype and icmp_id, each for a few
--   values
CREATE VIEW failures AS
WITH
    request AS (
        SELECT
            packet,
            min(ts) AS ts,
            arg_min(coalesce(netns_name, CAST(netns AS VARCHAR)), seq) AS netns,
            saddr, sport, daddr, dport,
            coalesce(bool_or(sk_ack_backlog > sk_max_ack_backlog), false) AS overflows
        FROM (
            -- One value per branch: the scan then returns only the rows that have it.
            FROM events WHERE function = 'tcp_conn_request'
            UNION ALL
            FROM events
            WHERE function = 'tcp_v4_syn_recv_sock' AND sk_ack_backlog > sk_max_ack_backlog
            UNION ALL
            FROM events
            WHERE function = 'tcp_v6_syn_recv_sock' AND sk_ack_backlog > sk_max_ack_backlog
            UNION ALL
            FROM events WHERE tcp_flags = 'SYN' AND function = 'nf:INPUT:last'
            UNION ALL
            FROM events WHERE tcp_flags = 'SYN|ECE|CWR' AND function = 'nf:INPUT:last'
        )
        WHERE kind <> 'return'
        GROUP BY packet, saddr, sport, daddr, dport
    ),
    answer AS (
        SELECT packet, min(ts) AS ts, saddr, sport, daddr, dport
        FROM (
            FROM events WHERE tcp_flags = 'SYN|ACK'
            UNION ALL
            FROM events WHERE tcp_flags = 'SYN|ACK|ECE'
        )
        GROUP BY packet, saddr, sport, daddr, dport
    ),
    -- A request is answered if a SYN-ACK comes before the next SYN.
    handshake AS (
        SELECT
            *,
            lead(packet) OVER w AS next,
            lead(overflows) OVER w IS NOT NULL AS again
        FROM (
            FROM request
            UNION ALL
            SELECT packet, ts, NULL, daddr, dport, saddr, sport, NULL FROM answer
        )
        WINDOW w AS (
            PARTITION BY trace_of(packet), saddr, sport, daddr, dport ORDER BY ts, packet)
    ),
    syn AS (
        SELECT
            CASE WHEN overflows THEN 'accept queue full' ELSE 'SYN unanswered' END AS failure,
            packet, ts, netns, 'TCP' AS protocol, saddr, sport, daddr, dport
        FROM handshake
        WHERE overflows
            OR NOT overflows AND (next IS NULL OR again) AND packet NOT IN (
                SELECT packet FROM events WHERE role_drops(function) AND packet IS NOT NULL)
    ),
    shut AS (
        SELECT
            'zero window', packet, ts, coalesce(netns_name, CAST(netns AS VARCHAR)), 'TCP', saddr,
            sport, daddr, dport
        FROM events
        WHERE tcp_window = 0 AND NOT contains(tcp_flags, 'RST') AND NOT contains(tcp_flags, 'SYN')
            AND packet IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    again AS (
        SELECT
            'retransmission', packet, ts, coalesce(netns_name, CAST(netns AS VARCHAR)), 'TCP',
            saddr, sport, daddr, dport
        FROM events
        WHERE function = 'tcp_retransmit_skb'
    )
FROM syn
UNION ALL
FROM shut
UNION ALL
FROM again
UNION ALL
SELECT 'ARP unanswered', packet, ts, netns, 'ARP', saddr, NULL, daddr, NULL
FROM arp
WHERE NOT answered
UNION ALL
SELECT 'echo unanswered', packet, ts, netns, protocol, saddr, NULL, daddr, NULL
FROM pings
WHERE NOT answered AND NOT dropped;
