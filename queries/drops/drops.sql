-- title: Where and why packets died
-- description: Drops by reason, place, flow, interface and namespace, most frequent first. Below
--   them the frees that every healthy kernel does, with a note why they are no fault; nothing is
--   left out. Client ports are not told apart.
-- needs: drops
-- param: top INTEGER = 50      Rows to show; what is beyond is summed up in one row.
-- column: packets count        Packets that were dropped.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason.
-- column: place                Function that freed them.
-- column: note                 Netfilter hook, table and chain; where they were before a place
--   that has no name; why a free is no fault.
-- column: flow                 Protocol, source and destination with its port.
-- column: where                Network namespace and interface.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was dropped.
-- cost: that of the view drops
WITH
    dropped AS (
        SELECT
            packet, reason, place, usual,
            CASE
                WHEN usual IS NOT NULL THEN 'no fault: ' || usual
                WHEN hook IS NOT NULL THEN 'netfilter ' || hook
                WHEN place IS NULL OR place LIKE '0x%' THEN 'after ' || after
            END AS note,
            flow_name(protocol, saddr, NULL, daddr, dport, icmp_type) AS flow,
            concat_ws(' ', netns, ifname) AS where
        FROM drops
    ),
    ranked AS (
        SELECT
            count(*) AS packets,
            reason, place, note, flow, "where",
            min(packet) AS example,
            row_number() OVER (
                ORDER BY usual IS NOT NULL, count(*) DESC, reason, place, note, flow, "where"
            ) AS rank
        FROM dropped
        GROUP BY reason, place, note, flow, "where", usual
    )
SELECT packets, reason, place, note, flow, "where", example
FROM (
    SELECT rank, packets, reason, place, note, flow, "where", example
    FROM ranked
    WHERE rank <= getvariable('top')
    UNION ALL
    SELECT
        getvariable('top') + 1, CAST(sum(packets) AS BIGINT), NULL,
        format('({:,} more rows)', count(*)), NULL, NULL, NULL, min(example)
    FROM ranked
    WHERE rank > getvariable('top')
    HAVING count(*) > 0
)
ORDER BY rank;
