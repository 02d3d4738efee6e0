-- title: Drops: where and why
-- description: Drops by reason, function, flow, interface and namespace. Faults come first, then
--   frees that may be faults, then what only follows from something else (a socket was closed, a
--   queue removed), and last the everyday frees that every healthy kernel has, one row per kind.
--   Nothing is left out. Flows that differ only in the client port share a row.
-- needs: drops
-- param: everyday BOOLEAN = false  Show everyday frees by function, flow and interface too.
-- param: top INTEGER = 50      Rows to show; what is beyond is summed up in one row.
-- column: class group          fault; unknown (the kernel frees faulty and harmless packets in the
--   same way there); consequence; everyday (no fault).
-- column: packets count        Packets that were dropped.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason.
-- column: function             Function that freed them.
-- column: note                 What else is known about the cause: netfilter hook, table and chain;
--   route, source check, XDP program ...; where the packets were before, if the function has no
--   name; for frees that are not faults, what they are.
-- column: flow                 Protocol, source and destination with its port; (as ...) is what NAT
--   or a tunnel had changed it to. For everyday frees, the number of flows.
-- column: interface            Network namespace and interface; NULL when it is not known.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was dropped.
-- cost: that of the view drops
WITH
    -- Names are built later and only for the rows shown: with many clients there are many more
    -- rows.
    each AS (
        SELECT
            class, reason, function, note,
            CASE
                WHEN note IS NULL AND (function IS NULL OR starts_with(function, '0x')) THEN after
            END AS after,
            came_as, protocol, saddr, source_port(sport, dport, false) AS sport, daddr,
            destination_port(sport, dport, false) AS dport, icmp_type, netns, ifname,
            count(*) AS packets,
            min(packet) AS example
        FROM drops
        GROUP BY ALL
    ),
    line AS (
        SELECT
            class, packets, reason, function,
            coalesce(note, 'after ' || after) AS note,
            came_as, protocol, saddr, sport, daddr, dport, icmp_type,
            NULL AS flows,
            concat_ws(' ', netns, ifname) AS interface,
            example
        FROM each
        WHERE class <> 'everyday' OR getvariable('everyday')
        UNION ALL
        SELECT
            class, CAST(sum(packets) AS BIGINT), each_once(list(reason), ', '),
            each_once(list(function), ', '), note,
            NULL, any_value(protocol), any_value(saddr), any_value(sport), any_value(daddr),
            any_value(dport), any_value(icmp_type),
            count(*),
            CASE
                WHEN count(DISTINCT (netns, ifname)) = 1
                THEN concat_ws(' ', any_value(netns), any_value(ifname))
                ELSE format('{:,} interfaces', count(DISTINCT (netns, ifname)))
            END,
            min(example)
        FROM each
        WHERE class = 'everyday' AND NOT getvariable('everyday')
        GROUP BY class, note
    ),
    shown AS (
        SELECT
            1 AS part,
            list_position(['fault', 'unknown', 'consequence', 'everyday'], class) AS rank,
            class, packets, reason, function, note, interface, example,
            CASE
                WHEN flows > 1 THEN format('{:,} flows', flows)
                WHEN came_as IS NULL
                THEN flow_name(protocol, saddr, sport, daddr, dport, icmp_type)
                -- Print the protocol once if both have the same.
                ELSE came_as || ' (as ' || CASE
                        WHEN starts_with(came_as, protocol || ' ') THEN ''
                        ELSE protocol || ' '
                    END
                    || endpoint(saddr, sport) || ' > ' || endpoint(daddr, dport) || ')'
            END AS flow
        FROM line
        ORDER BY rank, packets DESC, reason, function, example, note, flow, interface
        LIMIT getvariable('top')
    ),
    beyond AS (
        SELECT
            2 AS part, NULL AS rank, NULL AS class,
            CAST(sum(d.packets) - s.packets AS BIGINT) AS packets,
            NULL AS reason, format('({:,} more rows)', count(*) - s.rows) AS function, NULL AS note,
            NULL AS interface, NULL AS example, NULL AS flow
        FROM line AS d
        CROSS JOIN (SELECT sum(packets) AS packets, count(*) AS rows FROM shown) AS s
        GROUP BY s.packets, s.rows
        HAVING count(*) > s.rows
    )
SELECT class, packets, reason, function, note, flow, interface, example
FROM (FROM shown UNION ALL BY NAME FROM beyond)
ORDER BY part, rank, packets DESC, reason, function, example, note, flow, interface;
