-- title: Interfaces: what went through and what was dropped
-- description: One row per network namespace and interface that packets visited. The row without
--   an interface counts drops of packets that had not reached one yet. A packet that passes
--   several interfaces counts at each of them.
-- needs: dropped, events
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: netns group          Name (else inode) of the network namespace.
-- column: interface            Name; NULL for none.
-- column: packets count        Packets that were there.
-- column: bytes bytes          Sum of their lengths from the IP header, as seen there.
-- column: received count       Packets that came in from it (netif_receive_skb, tc:ingress).
-- column: sent count           Packets that went out through it (net_dev_start_xmit, tc:egress).
-- column: dropped count        Packets that the kernel dropped there, except everyday frees.
-- column: unknown count        Packets freed there, dropped or not: the kernel does not say.
-- column: reasons              Drop reasons of the dropped packets.
-- empty: No packet of the trace was at an interface, and none was dropped.
-- cost: one aggregation of all events by interface and packet
WITH
    stay AS (
        SELECT
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns, ifname, packet,
            max(ip_len) AS bytes,
            bool_or(role_received(function)) AS received,
            bool_or(role_sent(function)) AS sent
        FROM events
        WHERE ifname <> '' AND packet IS NOT NULL
        GROUP BY ALL
    ),
    died AS (
        SELECT
            netns,
            nullif(ifname, '') AS ifname,
            coalesce(reason, 'no reason given') AS reason,
            count(*) FILTER (class <> 'unknown') AS drops,
            count(*) FILTER (class = 'unknown') AS unknown
        FROM dropped
        WHERE class <> 'everyday'
        GROUP BY ALL
    ),
    tally AS (
        SELECT
            netns, ifname,
            count(*) AS packets,
            sum(bytes) AS bytes,
            count(*) FILTER (received) AS received,
            count(*) FILTER (sent) AS sent,
            0 AS dropped,
            0 AS unknown,
            NULL AS reasons
        FROM stay
        GROUP BY netns, ifname
        UNION ALL
        SELECT
            netns, ifname, 0, 0, 0, 0, sum(drops), sum(unknown),
            string_agg(format('{:,} ', drops) || reason, ', ' ORDER BY drops DESC, reason)
                FILTER (drops > 0)
        FROM died
        GROUP BY netns, ifname
    )
SELECT
    netns,
    ifname AS interface,
    CAST(sum(packets) AS BIGINT) AS packets,
    CAST(sum(bytes) AS BIGINT) AS bytes,
    CAST(sum(received) AS BIGINT) AS received,
    CAST(sum(sent) AS BIGINT) AS sent,
    CAST(sum(dropped) AS BIGINT) AS dropped,
    CAST(sum(unknown) AS BIGINT) AS unknown,
    max(reasons) AS reasons
FROM tally
GROUP BY netns, ifname
ORDER BY netns, ifname
LIMIT getvariable('top');
