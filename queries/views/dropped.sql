-- title: Packets that the kernel dropped, with what the drop itself says
-- description: One row for each kfree_skb: the quick part of the view drops, without the hook in
--   which it was. Where the event itself carries no headers (restricted back-end), addresses,
--   interface and namespace are those of the packet's latest event, up to the drop, that has them.
-- needs: events
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop in its life.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: place                Function that freed the packet.
-- column: location             The same in full: function+0xoffset.
-- column: flow                 Its addresses: UDP a:1 > b:2.
-- column: protocol             As in events.
-- column: saddr                Source address.
-- column: sport                Source port.
-- column: daddr                Destination address.
-- column: dport                Destination port.
-- column: icmp_type            ICMP or ICMPv6 type.
-- column: ifname               Interface.
-- column: netns                Name (else inode) of the network namespace.
-- column: usual                Why this is an everyday free; NULL when it may be a fault.
-- cost: a scan of drop_reason and function, which stand together, then of the events of the packets
--   whose drop has no headers
CREATE VIEW dropped AS
WITH
    -- In two parts: an OR over two columns would be asked of every row, after reading all columns.
    dead AS NOT MATERIALIZED (
        FROM events WHERE function = 'kfree_skb' AND is_drop(function, drop_reason)
        UNION ALL
        FROM events
        WHERE drop_reason IS NOT NULL AND function IS DISTINCT FROM 'kfree_skb'
            AND is_drop(function, drop_reason)
    ),
    -- A list, for the optimizer to see that these are few against all events.
    bare AS MATERIALIZED (
        SELECT
            unnest(list({'packet': packet, 'seq': seq, 'headless': saddr IS NULL}),
                recursive := true)
        FROM dead
        WHERE saddr IS NULL OR ethertype IS NULL OR ifname IS NULL OR netns IS NULL
    ),
    earlier AS (
        SELECT
            b.packet, b.seq,
            arg_max(
                {
                    'protocol': e.protocol, 'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                    'dport': e.dport, 'icmp_type': e.icmp_type
                },
                e.seq) FILTER (e.saddr IS NOT NULL AND b.headless) AS h,
            arg_max(e.ethertype, e.seq) AS ethertype,
            arg_max(e.ifname, e.seq) AS ifname,
            arg_max(coalesce(e.netns_name, CAST(e.netns AS VARCHAR)), e.seq) AS netns
        FROM bare AS b
        JOIN events AS e ON e.packet = b.packet AND e.seq < b.seq
        GROUP BY b.packet, b.seq
    ),
    known AS (
        SELECT
            d.packet, d.seq, d.ts,
            d.drop_reason AS reason,
            place_name(d.drop_location, d.drop_address) AS place,
            d.drop_location AS location,
            CASE WHEN e.h IS NULL THEN d.protocol ELSE e.h.protocol END AS protocol,
            coalesce(d.saddr, e.h.saddr) AS saddr,
            CASE WHEN e.h IS NULL THEN d.sport ELSE e.h.sport END AS sport,
            CASE WHEN e.h IS NULL THEN d.daddr ELSE e.h.daddr END AS daddr,
            CASE WHEN e.h IS NULL THEN d.dport ELSE e.h.dport END AS dport,
            CASE WHEN e.h IS NULL THEN d.icmp_type ELSE e.h.icmp_type END AS icmp_type,
            coalesce(d.ethertype, e.ethertype) AS ethertype,
            coalesce(d.ifname, e.ifname) AS ifname,
            coalesce(d.netns_name, CAST(d.netns AS VARCHAR), e.netns) AS netns
        FROM dead AS d
        LEFT JOIN earlier AS e ON e.packet = d.packet AND e.seq = d.seq
    )
SELECT
    packet, seq, ts, reason, place, location,
    flow_name(protocol, saddr, sport, daddr, dport, icmp_type) AS flow,
    protocol, saddr, sport, daddr, dport, icmp_type, ifname, netns,
    usual_drop(reason, place, ethertype, protocol, daddr, icmp_type) AS usual
FROM known;
