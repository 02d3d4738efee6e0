-- title: Where and why packets died
-- description: Drops by reason, place, flow, interface and namespace, most frequent first. Below
--   them, marked in the last column, the frees that every healthy kernel does; nothing is left
--   out. Client ports are not told apart.
-- needs: drops
-- param: top INTEGER = 50      Rows to show; what is beyond is summed up in one row.
-- column: packets count        Packets that were dropped.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason.
-- column: place                Function that freed them.
-- column: after                Where the example was before; netfilter hook, table and chain.
-- column: flow                 Protocol, source and destination with its port.
-- column: where                Network namespace and interface.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- column: usual                Why this is no fault; NULL when it may be one.
-- empty: No packet was dropped.
-- cost: that of the view drops
WITH
    dropped AS (
        SELECT
            packet, reason, place, after, hook, usual,
            flow_name(protocol, saddr, NULL, daddr, dport, icmp_type) AS flow,
            concat_ws(' ', netns, ifname) AS where
        FROM drops
    ),
    cause AS (
        SELECT
            count(*) AS packets,
            reason, place,
            arg_min(after, packet) || CASE
                WHEN hook IS NULL OR any_value(after) LIKE 'nf:%' THEN ''
                ELSE ' (' || hook || ')'
            END AS after,
            flow, "where",
            min(packet) AS example,
            usual
        FROM dropped
        GROUP BY reason, place, hook, flow, "where", usual
    ),
    ranked AS (
        SELECT
            *,
            row_number() OVER (
                ORDER BY usual IS NOT NULL, packets DESC, reason, place, after, flow, "where", usual
            ) AS rank
        FROM cause
    )
SELECT packets, reason, place, after, flow, "where", example, usual
FROM (
    SELECT rank, packets, reason, place, after, flow, "where", example, usual
    FROM ranked
    WHERE rank <= getvariable('top')
    UNION ALL
    SELECT
        getvariable('top') + 1, CAST(sum(packets) AS BIGINT), NULL,
        format('({:,} more rows)', count(*)), NULL, NULL, NULL, min(example), NULL
    FROM ranked
    WHERE rank > getvariable('top')
    HAVING count(*) > 0
)
ORDER BY rank;
