-- title: GSO and GRO: large packets, where they are cut and merged
-- description: Packets that are larger than the wire allows, and what happens to them: the stack
--   cuts them into segments, a device takes them whole and cuts them, or they are delivered whole
--   (veth, loopback). Below them, packets whose data was merged into another one on receive: by
--   GRO, or by TCP in a queue of the socket.
-- needs: events, lineage, packets
-- param: top INTEGER = 50      Rows to show.
-- column: what group           cut by the stack, left whole, merged by GRO or in a queue of TCP.
-- column: flow                 Protocol, source, destination and its port.
-- column: type                 Kind of segmentation: TCPV4, TCPV6, UDP_L4 ...
-- column: function             Function that cut or merged the packets; for those left whole, the
--   namespace where they were last.
-- column: packets count        Large packets; packets that were merged into others.
-- column: segments count       Segments that the large packets were or would be cut into; merged
--   packets count as one each.
-- column: mss bytes            Payload of one segment, at most.
-- column: largest bytes        Largest of these packets, from the IP header.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was larger than one segment, and none was merged.
-- cost: that of the view packets
WITH
    large AS (
        SELECT
            packet,
            max(gso_size) AS mss,
            max(gso_segs) AS segs,
            arg_max(gso_type, seq) AS type
        FROM events
        WHERE gso_size > 0 AND gso_segs > 1 AND packet IS NOT NULL
        GROUP BY packet
    ),
    cut AS (
        SELECT parent AS packet, count(*) AS segments, min(function) AS function
        FROM lineage
        WHERE lineage = 'segment'
        GROUP BY parent
    ),
    joined AS (
        SELECT parent, min(function) FILTER (lineage = 'coalesce') AS function
        FROM lineage
        WHERE lineage IN ('coalesce', 'reassemble')
        GROUP BY parent
    ),
    -- A packet whose data was merged into another one; known from its last event if the row that
    -- says so is missing.
    merged AS (
        SELECT parent AS packet, function FROM joined WHERE function IS NOT NULL
        UNION ALL
        SELECT packet, min(function)
        FROM events
        WHERE role_ends_merged(function)
            AND packet NOT IN (SELECT parent FROM joined)
        GROUP BY packet
    ),
    line AS (
        SELECT
            CASE WHEN c.packet IS NULL THEN 2 ELSE 1 END AS part,
            CASE WHEN c.packet IS NULL THEN 'left whole' ELSE 'cut by the stack' END AS what,
            l.packet, l.type, l.mss, coalesce(c.segments, l.segs) AS segments,
            coalesce(c.function, p.last_netns) AS cut_in, p.*
        FROM large AS l
        JOIN packets AS p ON p.packet = l.packet
        LEFT JOIN cut AS c ON c.packet = l.packet
        UNION ALL
        SELECT
            CASE WHEN tcp THEN 4 ELSE 3 END,
            CASE WHEN tcp THEN 'merged in a queue of TCP' ELSE 'merged by GRO' END,
            m.packet, NULL, NULL, 1, m.function, p.*
        FROM (
            SELECT *, role_merges_in_queue(function) AS tcp
            FROM merged
        ) AS m
        JOIN packets AS p ON p.packet = m.packet
        WHERE p.saddr IS NOT NULL
    )
SELECT
    what,
    flow_name(protocol, saddr, NULL, daddr, dport, NULL) AS flow,
    type,
    cut_in AS function,
    count(*) AS packets,
    CAST(sum(segments) AS BIGINT) AS segments,
    max(mss) AS mss,
    max(ip_len) AS largest,
    min(packet) AS example
FROM (
    SELECT part, what, packet, type, mss, segments, cut_in, protocol, saddr, daddr, dport, ip_len
    FROM line
)
GROUP BY part, what, flow, type, function
ORDER BY part, packets DESC, flow, type, function
LIMIT getvariable('top');
