-- title: Packets that the kernel dropped
-- description: One row for each kfree_skb. Where the event itself carries no headers (restricted
--   back-end), addresses, interface and namespace are those of the packet's latest event, up to
--   the drop, that has them.
-- needs: events, functions
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop in its life.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: place                Function that freed the packet.
-- column: location             The same in full: function+0xoffset.
-- column: after                Last function or hook that the packet had come to before, where the
--   place does not say it: in netfilter, and where it has no name; else NULL.
-- column: hook                 Netfilter hook, table and chain in which it was dropped; NULL
--   elsewhere, and where an event is missing since.
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
-- cost: a scan of drop_reason and function, then of the events of the packets that were dropped in
--   netfilter or whose drop has no headers
CREATE VIEW drops AS
WITH
    -- In two parts: an OR over two columns would be asked of every row, after reading all columns.
    dead AS (
        FROM events WHERE function = 'kfree_skb' AND is_drop(function, drop_reason)
        UNION ALL
        FROM events
        WHERE drop_reason IS NOT NULL AND function IS DISTINCT FROM 'kfree_skb'
            AND is_drop(function, drop_reason)
    ),
    freed AS MATERIALIZED (
        SELECT
            packet, seq, ts, drop_reason AS reason, drop_location AS location,
            place_name(drop_location, drop_address) AS place,
            ethertype, ifname,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            {
                'protocol': protocol, 'saddr': saddr, 'sport': sport, 'daddr': daddr,
                'dport': dport, 'icmp_type': icmp_type
            } AS h
        FROM dead
    ),
    -- A list, for the optimizer to see that these are few against all events.
    bare AS MATERIALIZED (
        SELECT unnest(list({'packet': packet, 'seq': seq}), recursive := true)
        FROM freed
        WHERE h.saddr IS NULL OR ethertype IS NULL OR ifname IS NULL OR netns IS NULL
    ),
    earlier AS (
        SELECT
            b.packet, b.seq,
            arg_max(
                {
                    'protocol': e.protocol, 'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                    'dport': e.dport, 'icmp_type': e.icmp_type
                },
                e.seq) FILTER (e.saddr IS NOT NULL) AS h,
            arg_max(e.ethertype, e.seq) AS ethertype,
            arg_max(e.ifname, e.seq) AS ifname,
            arg_max(coalesce(e.netns_name, CAST(e.netns AS VARCHAR)), e.seq) AS netns
        FROM bare AS b
        JOIN events AS e ON e.packet = b.packet AND e.seq < b.seq
        GROUP BY b.packet, b.seq
    ),
    known AS (
        SELECT
            f.packet, f.seq, f.ts, f.reason, f.place, f.location,
            CASE WHEN f.h.saddr IS NULL THEN coalesce(e.h, f.h) ELSE f.h END AS h,
            coalesce(f.ethertype, e.ethertype) AS ethertype,
            coalesce(f.ifname, e.ifname) AS ifname,
            coalesce(f.netns, e.netns) AS netns
        FROM freed AS f
        LEFT JOIN earlier AS e ON e.packet = f.packet AND e.seq = f.seq
    ),
    judged AS MATERIALIZED (
        SELECT
            *,
            usual_drop(reason, place, ethertype, h.protocol, h.daddr, h.icmp_type) AS usual
        FROM known
    ),
    untold AS MATERIALIZED (
        SELECT unnest(list({'packet': packet, 'seq': seq}), recursive := true)
        FROM judged
        WHERE usual IS NULL AND (reason = 'NETFILTER_DROP' OR in_netfilter(place))
    ),
    lived AS (
        SELECT
            d.packet, d.seq AS died, e.seq, e.function, e.nf_hook, e.nf_table, e.nf_chain,
            e.kind NOT IN ('return', 'lineage')
                AND (f.function IS NULL OR coalesce(f.stage <> 'free', false)) AS came
        FROM untold AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq < d.seq
        LEFT JOIN functions AS f ON f.function = e.function
    ),
    way AS (
        SELECT
            packet, died,
            max(seq) FILTER (came) AS after_seq,
            arg_max(function, seq) FILTER (came) AS after,
            -- Returns and the like right before the drop: with these, is none missing since?
            list(seq) FILTER (NOT came AND died - seq < 16) AS between,
            arg_max(nf_hook, seq) FILTER (came) AS nf_hook,
            arg_max(concat_ws(' ', nf_table, nf_chain), seq)
                FILTER (came AND (nf_table IS NOT NULL OR nf_chain IS NOT NULL)) AS nf_table
        FROM lived
        GROUP BY packet, died
    )
SELECT
    j.packet, j.seq, j.ts, j.reason, j.place, j.location,
    w.after,
    CASE
        -- It may have left the hook in an event that is missing.
        WHEN w.died - w.after_seq - 1
            > len(list_filter(coalesce(w.between, []), lambda s: s > w.after_seq))
            THEN NULL
        WHEN w.after IN ('nft_do_chain', 'ipt_do_table', 'ip6t_do_table')
            THEN concat_ws(' ', w.nf_hook, w.nf_table)
        WHEN w.after = 'nf_hook_slow' OR w.after LIKE 'nf:%:first' THEN w.nf_hook
    END AS hook,
    flow_name(j.h.protocol, j.h.saddr, j.h.sport, j.h.daddr, j.h.dport, j.h.icmp_type) AS flow,
    j.h.protocol AS protocol,
    j.h.saddr AS saddr,
    j.h.sport AS sport,
    j.h.daddr AS daddr,
    j.h.dport AS dport,
    j.h.icmp_type AS icmp_type,
    j.ifname,
    j.netns,
    j.usual
FROM judged AS j
LEFT JOIN way AS w ON w.packet = j.packet AND w.died = j.seq;
