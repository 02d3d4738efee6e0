-- title: Echo requests, and whether they were answered
-- description: One row per ICMP or ICMPv6 echo request, however many copies of it were seen. A
--   reply answers it if it has the same sequence number and either the same identifier, which NAT
--   may change, or the opposite addresses. Requests with the same identifier and sequence number
--   count as one.
-- needs: dropped, events, trace
-- column: packet               Number of the packet; of several copies, the lowest.
-- column: ts time              When it was seen first.
-- column: protocol             ICMP or ICMPv6.
-- column: saddr                Source address, where it was seen first.
-- column: daddr                Destination address, where it was seen first.
-- column: icmp_id              Identifier, one for each ping command.
-- column: icmp_seq             Sequence number.
-- column: netns                Name (else inode) of the network namespace where it was seen last.
-- column: ifname               Interface where it was seen last.
-- column: dropped              Was it, or a copy of it, dropped here? Everyday frees do not count.
-- column: answered             Was a reply seen? NULL when there was none and the trace ends within
--   a second.
-- column: rtt_ns ns            Time from the first event of the request to that of the reply.
-- cost: one scan of the column icmp_id, and that of the view dropped
CREATE VIEW pings AS
WITH
    -- One row per packet and its content: far fewer than events.
    seen AS MATERIALIZED (
        SELECT
            packet, trace_of(packet) AS trace, saddr, daddr, icmp_type, icmp_id, icmp_seq,
            any_value(protocol) AS protocol,
            min(ts) AS ts,
            max(ts) AS last,
            arg_max(
                {'netns': coalesce(netns_name, CAST(netns AS VARCHAR)), 'ifname': ifname}, ts)
                AS place
        FROM events
        WHERE icmp_id IS NOT NULL AND packet IS NOT NULL AND kind <> 'return'
        GROUP BY packet, saddr, daddr, icmp_type, icmp_id, icmp_seq
    ),
    request AS (
        SELECT
            trace, protocol, icmp_id, icmp_seq,
            min(packet) AS packet,
            list(DISTINCT packet) AS packets,
            min(ts) AS ts,
            arg_min({'saddr': saddr, 'daddr': daddr}, ts) AS flow,
            arg_max(place, last) AS place
        FROM seen
        WHERE protocol = 'ICMP' AND icmp_type = 8 OR protocol = 'ICMPv6' AND icmp_type = 128
        GROUP BY trace, protocol, icmp_id, icmp_seq
    ),
    reply AS (
        SELECT trace, protocol, icmp_id, icmp_seq, saddr, daddr, min(ts) AS ts
        FROM seen
        WHERE protocol = 'ICMP' AND icmp_type = 0 OR protocol = 'ICMPv6' AND icmp_type = 129
        GROUP BY ALL
    ),
    -- Two branches: an OR would compare each request with all replies of its sequence number.
    answer AS (
        SELECT packet, min(ts) AS ts
        FROM (
            SELECT q.packet, r.ts
            FROM request AS q
            JOIN reply AS r ON r.trace = q.trace AND r.protocol = q.protocol
                AND r.icmp_seq = q.icmp_seq AND r.icmp_id = q.icmp_id AND r.ts >= q.ts
            UNION ALL
            SELECT q.packet, r.ts
            FROM request AS q
            JOIN reply AS r ON r.trace = q.trace AND r.protocol = q.protocol
                AND r.icmp_seq = q.icmp_seq AND r.saddr = q.flow.daddr
                AND r.daddr = q.flow.saddr AND r.ts >= q.ts
        )
        GROUP BY packet
    ),
    death AS (
        SELECT DISTINCT q.packet
        FROM (SELECT packet, unnest(packets) AS copy FROM request) AS q
        JOIN (SELECT packet FROM dropped WHERE class <> 'everyday') AS d
            ON d.packet = q.copy
    )
SELECT
    q.packet, q.ts, q.protocol, q.flow.saddr AS saddr, q.flow.daddr AS daddr, q.icmp_id, q.icmp_seq,
    q.place.netns AS netns,
    q.place.ifname AS ifname,
    d.packet IS NOT NULL AS dropped,
    CASE
        WHEN a.ts IS NOT NULL THEN true
        WHEN epoch_ns(t.stop) - epoch_ns(q.ts) >= 1000000000 THEN false
    END AS answered,
    epoch_ns(a.ts) - epoch_ns(q.ts) AS rtt_ns
FROM request AS q
CROSS JOIN trace AS t
LEFT JOIN answer AS a ON a.packet = q.packet
LEFT JOIN death AS d ON d.packet = q.packet;
