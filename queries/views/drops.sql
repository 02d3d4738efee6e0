-- title: Packets that the kernel dropped
-- description: One row for each kfree_skb. The event itself may carry no headers (restricted
--   back-end), so addresses, interface and namespace are those of the packet's latest event, up to
--   the drop, that has them.
-- needs: events, functions
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop in its life.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: place                Function that freed the packet.
-- column: location             The same in full: function+0xoffset.
-- column: after                Last function or hook that the packet had come to before.
-- column: hook                 Netfilter hook, table and chain that it was in; NULL elsewhere.
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
-- cost: a scan of drop_reason and function, then of the events of the dropped packets
CREATE VIEW drops AS
WITH
    dropped AS MATERIALIZED (
        SELECT
            row_number() OVER () AS number,
            packet, seq, ts, drop_reason AS reason, drop_location AS location,
            place_name(drop_location, drop_address) AS place
        FROM events
        WHERE is_drop(function, drop_reason)
    ),
    context AS (
        SELECT
            d.number,
            arg_max(
                {
                    'protocol': e.protocol, 'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                    'dport': e.dport, 'icmp_type': e.icmp_type
                },
                e.seq) FILTER (e.saddr IS NOT NULL) AS h,
            arg_max(e.ethertype, e.seq) AS ethertype,
            arg_max(e.ifname, e.seq) AS ifname,
            arg_max(coalesce(e.netns_name, CAST(e.netns AS VARCHAR)), e.seq) AS netns,
            arg_max(e.function, e.seq) FILTER (
                e.seq < d.seq AND e.kind NOT IN ('return', 'lineage')
                AND (f.function IS NULL OR f.stage <> 'free')) AS after,
            arg_max(e.nf_hook, e.seq) AS nf_hook,
            arg_max(concat_ws(' ', e.nf_table, e.nf_chain), e.seq)
                FILTER (e.nf_table IS NOT NULL OR e.nf_chain IS NOT NULL) AS nf_table
        FROM dropped AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq <= d.seq
        LEFT JOIN functions AS f ON f.function = e.function
        GROUP BY d.number
    )
SELECT
    d.packet, d.seq, d.ts, d.reason, d.place, d.location,
    c.after,
    CASE
        WHEN c.after IN ('nft_do_chain', 'ipt_do_table', 'ip6t_do_table')
            THEN concat_ws(' ', c.nf_hook, c.nf_table)
        WHEN c.after = 'nf_hook_slow' OR c.after LIKE 'nf:%:first' THEN c.nf_hook
    END AS hook,
    flow_name(c.h.protocol, c.h.saddr, c.h.sport, c.h.daddr, c.h.dport, c.h.icmp_type) AS flow,
    c.h.protocol AS protocol,
    c.h.saddr AS saddr,
    c.h.sport AS sport,
    c.h.daddr AS daddr,
    c.h.dport AS dport,
    c.h.icmp_type AS icmp_type,
    c.ifname,
    c.netns,
    usual_drop(d.reason, d.place, c.ethertype, c.h.protocol, c.h.daddr, c.h.icmp_type) AS usual
FROM dropped AS d
LEFT JOIN context AS c ON c.number = d.number;
