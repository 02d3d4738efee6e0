-- title: Network namespaces: what began, ended and was dropped in each
-- description: One row per network namespace that packets were in. A packet that crosses several
--   namespaces counts in each of them; it began in the first and ended in the last. The row
--   without a namespace counts packets whose namespace is not known.
-- needs: dropped, events, packets
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: netns                Name (else inode) of the network namespace; NULL for none.
-- column: packets count        Packets that were there.
-- column: began count          Those that were there first: sent there, or new to the trace.
-- column: ended count          Those of them that were there last.
-- column: delivered count      Those that ended there in a socket or in ICMP.
-- column: dropped count        Those that the kernel dropped there, except everyday frees.
-- column: unknown count        Those freed there, dropped or not: the kernel does not say.
-- column: reasons              Drop reasons of the dropped packets.
-- column: interfaces           Interfaces there that packets were at.
-- empty: The trace has no packets.
-- cost: that of the view packets, and one aggregation of all events by namespace and packet
WITH
    stay AS (
        SELECT
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns, packet,
            list(DISTINCT ifname) FILTER (ifname <> '') AS interfaces
        FROM events
        WHERE packet IS NOT NULL AND (netns IS NOT NULL OR netns_name IS NOT NULL)
        GROUP BY ALL
    ),
    died AS (
        SELECT
            netns,
            coalesce(reason, 'no reason given') AS reason,
            count(*) FILTER (class <> 'unknown') AS drops,
            count(*) FILTER (class = 'unknown') AS unknown
        FROM dropped
        WHERE class <> 'everyday'
        GROUP BY ALL
    ),
    tally AS (
        SELECT
            netns,
            count(*) AS packets,
            0 AS began,
            0 AS ended,
            0 AS delivered,
            0 AS dropped,
            0 AS unknown,
            NULL AS reasons,
            list_distinct(flatten(list(interfaces))) AS interfaces
        FROM stay
        GROUP BY netns
        UNION ALL
        SELECT first_netns, 0, count(*), 0, 0, 0, 0, NULL, NULL FROM packets GROUP BY first_netns
        UNION ALL
        SELECT last_netns, 0, 0, count(*), count(*) FILTER (fate = 'delivered'), 0, 0, NULL, NULL
        FROM packets
        GROUP BY last_netns
        UNION ALL
        SELECT
            netns, 0, 0, 0, 0, sum(drops), sum(unknown),
            string_agg(format('{:,} ', drops) || reason, ', ' ORDER BY drops DESC, reason)
                FILTER (drops > 0),
            NULL
        FROM died
        GROUP BY netns
    )
SELECT
    netns,
    CAST(CASE WHEN netns IS NULL THEN sum(began) ELSE sum(packets) END AS BIGINT) AS packets,
    CAST(sum(began) AS BIGINT) AS began,
    CAST(sum(ended) AS BIGINT) AS ended,
    CAST(sum(delivered) AS BIGINT) AS delivered,
    CAST(sum(dropped) AS BIGINT) AS dropped,
    CAST(sum(unknown) AS BIGINT) AS unknown,
    max(reasons) AS reasons,
    array_to_string(list_sort(max(interfaces)), ', ') AS interfaces
FROM tally
GROUP BY netns
ORDER BY netns
LIMIT getvariable('top');
