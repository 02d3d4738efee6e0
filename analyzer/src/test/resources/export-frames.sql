-- What tshark read of a capture file, against the rows of the trace. Each SELECT has a row for what differs.
CREATE TABLE event AS
SELECT *, coalesce(netns_name, CAST(netns AS VARCHAR)) || '/' || ifname AS interface, epoch_ns(ts) AS ns
FROM read_parquet(getvariable('trace'))
WHERE kind <> 'loss';

CREATE TABLE frame AS
SELECT
    CAST("frame.packet_id" AS BIGINT) AS packet,
    CAST(replace("frame.time_epoch", '.', '') AS BIGINT) AS ns,
    "frame.interface_name" AS interface,
    CAST("frame.len" AS BIGINT) AS length,
    CAST("frame.cap_len" AS BIGINT) AS captured,
    CAST("frame.interface_queue" AS INTEGER) AS queue,
    nullif("eth.src", '00:00:00:00:00:00') AS src_mac,
    nullif("eth.dst", '00:00:00:00:00:00') AS dst_mac,
    coalesce("ip.src", "ipv6.src", "arp.src.proto_ipv4") AS saddr,
    coalesce("ip.dst", "ipv6.dst", "arp.dst.proto_ipv4") AS daddr,
    CASE coalesce("ip.proto", "ipv6.nxt")
        WHEN '1' THEN 'ICMP' WHEN '6' THEN 'TCP' WHEN '17' THEN 'UDP' WHEN '58' THEN 'ICMPv6'
    END AS protocol,
    CAST(coalesce("ip.ttl", "ipv6.hlim") AS INTEGER) AS ttl,
    CAST("ip.id" AS BIGINT) AS ip_id,
    CAST("ip.len" AS BIGINT) AS ip_len,
    CAST(CASE coalesce("ip.proto", "ipv6.nxt") WHEN '6' THEN "tcp.srcport" ELSE "udp.srcport" END AS INTEGER) AS sport,
    CAST(CASE coalesce("ip.proto", "ipv6.nxt") WHEN '6' THEN "tcp.dstport" ELSE "udp.dstport" END AS INTEGER) AS dport,
    CAST("tcp.seq_raw" AS BIGINT) AS tcp_seq,
    CAST("tcp.ack_raw" AS BIGINT) AS tcp_ack,
    CAST("tcp.window_size_value" AS INTEGER) AS tcp_window,
    CAST("tcp.flags" AS INTEGER) AS tcp_flags,
    coalesce(CAST("tcp.len" AS BIGINT), CAST("udp.length" AS BIGINT) - 8) AS payload_len,
    CAST(coalesce("icmp.type", "icmpv6.type") AS INTEGER) AS icmp_type,
    CAST("icmp.ident" AS INTEGER) AS icmp_id,
    CAST("icmp.seq" AS INTEGER) AS icmp_seq,
    CAST("vxlan.vni" AS BIGINT) AS vni
FROM read_csv(getvariable('frames'), delim = '\t', header = true, all_varchar = true, nullstr = '');

CREATE TABLE comment AS
SELECT CAST(column0 AS BIGINT) AS packet, column1 AS comment
FROM read_csv(
    getvariable('comments'), delim = '\t', header = false, all_varchar = true, nullstr = '', quote = '',
    names = ['column0', 'column1']);

SELECT 'no frames', 0 WHERE NOT EXISTS (FROM frame);

-- Every frame is an event, with its time, place and headers. (The recorder's IPv6 lengths before the header is
-- complete, and what a first fragment has behind it, are apart.)
SELECT 'no event for frame', f
FROM frame AS f
WHERE NOT EXISTS (
    FROM event AS e
    WHERE e.packet = f.packet AND e.ns = f.ns AND e.interface = f.interface
        AND e.queue IS NOT DISTINCT FROM f.queue
        AND (e.src_mac IS NOT DISTINCT FROM f.src_mac OR e.src_mac = '00:00:00:00:00:00')
        AND (e.dst_mac IS NOT DISTINCT FROM f.dst_mac OR e.dst_mac = '00:00:00:00:00:00')
        AND e.saddr IS NOT DISTINCT FROM f.saddr
        AND e.daddr IS NOT DISTINCT FROM f.daddr
        AND (e.protocol IS NOT DISTINCT FROM f.protocol OR e.ipv6_ext IS NOT NULL)
        AND e.ttl IS NOT DISTINCT FROM f.ttl
        AND (e.ip_id IS NOT DISTINCT FROM f.ip_id OR e.ip_version = 6)
        AND (e.ip_len IS NOT DISTINCT FROM f.ip_len OR e.ip_version = 6)
        AND (e.ip_len <= f.length OR e.ip_len IS NULL)
        AND e.sport IS NOT DISTINCT FROM f.sport
        AND e.dport IS NOT DISTINCT FROM f.dport
        AND e.tcp_seq IS NOT DISTINCT FROM f.tcp_seq
        AND e.tcp_ack IS NOT DISTINCT FROM f.tcp_ack
        AND e.tcp_window IS NOT DISTINCT FROM f.tcp_window
        AND list_sum(list_transform(string_split(e.tcp_flags, '|'), lambda flag:
            1 << (list_position(['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'], flag) - 1)))
            IS NOT DISTINCT FROM f.tcp_flags
        AND (e.payload_len IS NOT DISTINCT FROM f.payload_len OR f.payload_len IS NULL AND f.sport IS NULL)
        AND e.icmp_type IS NOT DISTINCT FROM f.icmp_type
        AND (e.icmp_id IS NOT DISTINCT FROM f.icmp_id OR e.protocol <> 'ICMP')
        AND (e.icmp_seq IS NOT DISTINCT FROM f.icmp_seq OR e.protocol <> 'ICMP')
        AND (e.tunnel_id IS NOT DISTINCT FROM f.vni OR e.tunnel_type <> 'vxlan'));

SELECT 'captured more than there was', f FROM frame AS f WHERE captured > length;

-- What a driver takes, and what a virtual device queues, is a frame.
SELECT 'no frame for', {'packet': e.packet, 'ns': e.ns, 'function': e.function}
FROM event AS e
WHERE e.function IN ('net_dev_start_xmit', 'netif_rx') AND e.kind = 'tracepoint' AND e.ifname IS NOT NULL
    AND e.saddr IS NOT NULL AND (e.tunnel_type IS NOT NULL OR e.len <= e.ip_len + 22)
    AND NOT EXISTS (FROM frame AS f WHERE f.packet = e.packet AND f.ns = e.ns AND f.interface = e.interface);

SELECT 'no frame of packet', packet
FROM event
WHERE packet NOT IN (SELECT packet FROM frame)
GROUP BY packet
HAVING bool_or(ifname IS NOT NULL AND saddr IS NOT NULL);

-- A drop is told once, at the last frame of its packet, with reason and place.
CREATE TABLE dead AS
SELECT DISTINCT packet, drop_reason AS reason, split_part(split_part(drop_location, '+', 1), '.', 1) AS place
FROM event
WHERE function = 'kfree_skb' AND packet IN (SELECT packet FROM frame);

SELECT 'drop is not told', d
FROM dead AS d
WHERE (SELECT count(*) FROM comment AS c WHERE c.packet = d.packet AND contains(c.comment, d.reason || ' at ')) <> 1;

SELECT 'fate is not told once', packet
FROM comment
GROUP BY packet
HAVING count(*) FILTER (contains(comment, 'fate: ')) <> 1;

-- Together, the comments of a packet have each function of its life, in order.
CREATE TABLE told AS
SELECT packet, string_agg(steps, ' > ' ORDER BY i) AS steps
FROM (
    SELECT packet, row_number() OVER () AS i,
        concat_ws(' > ',
            nullif(regexp_extract(comment, 'path: ([^;]*)', 1), ''),
            nullif(regexp_extract(comment, 'then: ([^;]*)', 1), '')) AS steps
    FROM comment)
GROUP BY packet;

SELECT 'path', {'packet': t.packet, 'told': t.steps, 'real': e.steps}
FROM told AS t
JOIN (
    SELECT packet, string_agg(function, ' > ' ORDER BY seq) AS steps
    FROM event
    WHERE kind <> 'return' AND seq IS NOT NULL
    GROUP BY packet
) AS e ON e.packet = t.packet
WHERE t.steps <> e.steps;
