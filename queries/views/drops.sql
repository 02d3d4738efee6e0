-- title: Packets that the kernel dropped
-- description: One row for each kfree_skb. Where the event itself carries no headers (restricted
--   back-end), addresses, interface and namespace are those of the packet's latest event, up to
--   the drop, that has them.
-- needs: dropped, events, functions
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
-- cost: that of the view dropped, then a scan of the events of the packets that were dropped in
--   netfilter
CREATE VIEW drops AS
WITH
    freed AS MATERIALIZED (
        SELECT * EXCLUDE (flow) FROM dropped
    ),
    -- A list, for the optimizer to see that these are few against all events.
    untold AS MATERIALIZED (
        SELECT unnest(list({'packet': packet, 'seq': seq}), recursive := true)
        FROM freed
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
    d.packet, d.seq, d.ts, d.reason, d.place, d.location,
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
    flow_name(d.protocol, d.saddr, d.sport, d.daddr, d.dport, d.icmp_type) AS flow,
    d.protocol, d.saddr, d.sport, d.daddr, d.dport, d.icmp_type, d.ifname, d.netns, d.usual
FROM freed AS d
LEFT JOIN way AS w ON w.packet = d.packet AND w.died = d.seq;
