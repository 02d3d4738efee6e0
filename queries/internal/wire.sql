-- title: Packets as they left a host and as they came to one
-- description: At most two rows per packet of a trace: where it was first received, if it was not
--   made on this host, and where it was last handed to a device. The key is what no router
--   changes: rows of two traces with the same key are one packet that went from host to host.
-- needs: events, functions
-- column: trace                Trace, as in traces.
-- column: packet               Number of the packet.
-- column: direction            in or out.
-- column: ts time              When, by the clock of that host.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface.
-- column: key                  Protocol, addresses, ports, IP id, fragment offset, TCP sequence and
--   acknowledgement, ICMP type, id and sequence. A packet that will be segmented, or that GRO made,
--   has the key of its first segment.
-- column: payload_len bytes    Bytes after the transport header.
-- column: many                 Is it more than one packet on the wire (GSO or GRO)?
-- column: protocol             As in events.
-- column: saddr                Source address.
-- column: sport                Source port.
-- column: daddr                Destination address.
-- column: dport                Destination port.
-- cost: one scan of the events of the stages receive and transmit, aggregated by packet
CREATE VIEW wire AS
WITH
    moved AS (
        SELECT
            e.packet, e.seq,
            CASE f.stage WHEN 'transmit' THEN 'out' ELSE 'in' END AS direction,
            {
                'ts': e.ts,
                'netns': coalesce(e.netns_name, CAST(e.netns AS VARCHAR)),
                'ifname': e.ifname,
                'payload_len': e.payload_len,
                'many': coalesce(e.gso_size, 0) > 0,
                'protocol': e.protocol,
                'saddr': e.saddr,
                'sport': e.sport,
                'daddr': e.daddr,
                'dport': e.dport,
                'id': e.ip_id,
                'fragment': e.frag_off,
                'tcp_seq': e.tcp_seq,
                'tcp_ack': e.tcp_ack,
                'icmp_type': e.icmp_type,
                'icmp_id': e.icmp_id,
                'icmp_seq': e.icmp_seq
            } AS seen
        FROM events AS e
        JOIN functions AS f ON f.function = e.function
        WHERE f.stage IN ('receive', 'transmit') AND e.kind <> 'return'
            AND e.packet IS NOT NULL AND e.saddr IS NOT NULL
    ),
    ended AS (
        SELECT
            packet,
            direction,
            CASE direction
                WHEN 'out' THEN arg_max(seen, seq)
                ELSE arg_min(seen, seq)
            END AS seen,
            min(seq) AS seq
        FROM moved
        GROUP BY packet, direction
    ),
    -- A packet that was sent before it was received originated here; its arrival is internal.
    crossing AS (
        SELECT *, min(seq) OVER (PARTITION BY packet) AS earliest FROM ended
    )
SELECT
    trace_of(packet) AS trace,
    packet,
    direction,
    seen.ts AS ts,
    seen.netns AS netns,
    seen.ifname AS ifname,
    concat_ws(' ',
        seen.protocol, seen.saddr, seen.daddr,
        array_to_string(
            list_transform(
                [
                    seen.sport, seen.dport, seen.id, seen.fragment, seen.tcp_seq, seen.tcp_ack,
                    seen.icmp_type, seen.icmp_id, seen.icmp_seq
                ],
                lambda x: coalesce(CAST(x AS VARCHAR), '-')),
            ' ')) AS key,
    seen.payload_len AS payload_len,
    seen.many AS many,
    seen.protocol AS protocol,
    seen.saddr AS saddr,
    seen.sport AS sport,
    seen.daddr AS daddr,
    seen.dport AS dport
FROM crossing
WHERE direction = 'out' OR seq = earliest;
