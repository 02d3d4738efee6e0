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
    -- Names are made for the rows that are shown alone: of many clients there are many more.
    each AS (
        SELECT
            usual, reason, place, hook,
            CASE WHEN hook IS NULL AND (place IS NULL OR starts_with(place, '0x')) THEN after END
                AS after,
            protocol, saddr, daddr, dport, icmp_type, netns, ifname,
            count(*) AS packets,
            min(packet) AS example
        FROM drops
        GROUP BY ALL
    ),
    shown AS (
        SELECT
            1 AS part, usual IS NOT NULL AS healthy, packets, reason, place,
            CASE
                WHEN usual IS NOT NULL THEN 'no fault: ' || usual
                WHEN hook IS NOT NULL THEN 'netfilter ' || hook
                ELSE 'after ' || after
            END AS note,
            flow_name(protocol, saddr, NULL, daddr, dport, icmp_type) AS flow,
            concat_ws(' ', netns, ifname) AS "where",
            example
        FROM each
        ORDER BY healthy, packets DESC, reason, place, example, note, saddr, daddr, dport, "where"
        LIMIT getvariable('top')
    ),
    beyond AS (
        SELECT
            2 AS part, NULL AS healthy, CAST(sum(d.packets) - s.packets AS BIGINT) AS packets,
            NULL AS reason, format('({:,} more rows)', count(*) - s.rows) AS place, NULL AS note,
            NULL AS flow, NULL AS "where", NULL AS example
        FROM each AS d
        CROSS JOIN (SELECT sum(packets) AS packets, count(*) AS rows FROM shown) AS s
        GROUP BY s.packets, s.rows
        HAVING count(*) > s.rows
    )
SELECT packets, reason, place, note, flow, "where", example
FROM (FROM shown UNION ALL FROM beyond)
ORDER BY part, healthy, packets DESC, reason, place, example, note, flow, "where";
