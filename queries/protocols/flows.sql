-- title: Flows: who sent to whom, and how it ended
-- description: One row per direction of a flow, by the addresses and ports that its packets came in
--   with; for ICMP, addresses only. The opposite direction is in the next row: both are ranked by
--   their total number of packets. A clone is a packet of its own; a packet without an IP header
--   belongs to no flow.
-- needs: packets, trace
-- param: ports BOOLEAN = false  Tell client ports apart.
-- param: top INTEGER = 50      Rows to show.
-- column: flow                 Protocol, source and destination.
-- column: packets count        Packets, clones included.
-- column: bytes bytes          Sum of their lengths from the IP header.
-- column: dropped count        Packets that the kernel dropped, except everyday frees.
-- column: first offset         First event, from the start of the trace.
-- column: duration ns          Time from the first to the last event.
-- column: ended                Packets by their fate, with the namespace where they ended, and the
--   reason and place of a drop.
-- empty: No packet with an IP header is in the trace.
-- cost: that of the view packets
WITH
    ended AS (
        SELECT
            protocol, saddr, sport, daddr, dport, fate,
            last_netns AS netns,
            CASE WHEN fate = 'dropped' THEN concat_ws(' at ', drop_reason, drop_function) END
                AS drop,
            count(*) AS packets,
            sum(ip_len) AS bytes,
            min(first) AS first,
            max(last) AS last,
            count(*) OVER (PARTITION BY protocol, saddr, sport, daddr, dport) AS kinds
        FROM (
            SELECT
                * REPLACE (
                    source_port(sport, dport, getvariable('ports')) AS sport,
                    destination_port(sport, dport, getvariable('ports')) AS dport)
            FROM packets
        )
        WHERE saddr IS NOT NULL
        GROUP BY protocol, saddr, sport, daddr, dport, fate, netns, drop
    ),
    flow AS (
        SELECT
            protocol,
            endpoint(saddr, sport) AS source,
            endpoint(daddr, dport) AS destination,
            CAST(sum(packets) AS BIGINT) AS packets,
            CAST(sum(bytes) AS BIGINT) AS bytes,
            CAST(coalesce(sum(packets) FILTER (fate = 'dropped'), 0) AS BIGINT) AS dropped,
            min(first) AS first,
            max(last) AS last,
            list(
                CASE WHEN kinds > 1 THEN format('{:,} ', packets) ELSE '' END
                    || fate || coalesce(' in ' || netns, '')
                    || coalesce(': ' || nullif(drop, ''), '')
                ORDER BY packets DESC, fate, netns, drop) AS ends
        FROM ended
        GROUP BY protocol, saddr, sport, daddr, dport
    ),
    ranked AS (
        SELECT
            *,
            sum(packets) OVER w AS together,
            min(first) OVER w AS begun
        FROM flow
        WINDOW w AS (
            PARTITION BY protocol, least(source, destination), greatest(source, destination)
        )
    )
SELECT
    concat_ws(' ', r.protocol, r.source, '>', r.destination) AS flow,
    r.packets,
    r.bytes,
    r.dropped,
    epoch_ns(r.first) - epoch_ns(coalesce(t.start, min(r.first) OVER ())) AS first,
    epoch_ns(r.last) - epoch_ns(r.first) AS duration,
    array_to_string(r.ends[:4], '; ')
        || CASE WHEN len(r.ends) > 4 THEN format('; {:,} more', len(r.ends) - 4) ELSE '' END
        AS ended
FROM ranked AS r
CROSS JOIN trace AS t
ORDER BY r.together DESC, r.begun, least(r.source, r.destination),
    greatest(r.source, r.destination), r.protocol, r.first, r.source
LIMIT getvariable('top');
