-- Two hosts, as one of them saw it: getvariable('host') is 'a' or 'b'. Host a is 10.0.0.1, b is
-- 10.0.0.2. The clock of b is 3 s and 250,000 ns ahead. A packet takes 40 us from a to b and 60 us
-- back, and up to 90 us more; the fastest takes exactly that. Of 1,000 datagrams from a to b every
-- 50th is lost, but the one with i = 999 was sent when b had stopped, and those with i = 7 and 8
-- are alike (IP id 0). TCP from a to b is sent as 2 packets of 10 segments each, of which b sees
-- the segments. b sends 500 datagrams to a, none is lost. Another host's packets are not counted.
INSERT INTO event BY NAME
WITH
    datagram AS (
        SELECT
            'UDP' AS protocol, '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, 5000 AS sport, 53 AS dport,
            CASE WHEN i IN (7, 8) THEN 0 ELSE 100 + i END AS ip_id, 1000000 * i + 5000000000 AS sent,
            CASE WHEN i < 990 THEN 40000 + (i * 7919) % 90001 ELSE 40000 END AS delay,
            i % 50 = 49 AS lost, 'a' AS origin, NULL AS tcp_seq, NULL AS gso, 100 AS payload_len
        FROM range(1000) AS t (i)
        UNION ALL
        SELECT
            'UDP', '10.0.0.2', '10.0.0.1', 53, 5000, 100 + i, 1500000 * i + 5000300000,
            60000 + (i * 7919) % 90001, false, 'b', NULL, NULL, 100
        FROM range(500) AS t (i)
        UNION ALL
        SELECT
            'TCP', '10.0.0.1', '10.0.0.2', 6000, 80, 300 + i, 5100000000 + 1000 * i, 50000, false,
            'a', 1000 + 1448 * i, i % 10, 1448
        FROM range(20) AS t (i)
        UNION ALL
        SELECT 'UDP', '10.0.0.1', '10.0.0.9', 5000, 53, 700, 5200000000, 0, false, 'a', NULL, NULL, 9
    ),
    event AS (
        -- The wire of the sender; a GSO packet is one there.
        SELECT
            sent + CASE origin WHEN 'b' THEN 3000250000 ELSE 0 END AS at_ns, origin AS host,
            'net_dev_start_xmit' AS function, * EXCLUDE (payload_len),
            CASE WHEN gso = 0 THEN 1448 END AS gso_size,
            CASE WHEN gso = 0 THEN 14480 ELSE payload_len END AS payload_len
        FROM datagram
        WHERE coalesce(gso, 0) = 0
        UNION ALL
        SELECT
            sent + delay + CASE origin WHEN 'a' THEN 3000250000 ELSE 0 END,
            CASE origin WHEN 'a' THEN 'b' ELSE 'a' END,
            'netif_receive_skb', * EXCLUDE (payload_len), NULL, payload_len
        FROM datagram
        WHERE NOT lost AND daddr <> '10.0.0.9'
    )
SELECT
    make_timestamp_ns(at_ns) AS ts, 0 AS cpu, 'tracepoint' AS kind, function,
    row_number() OVER (ORDER BY at_ns, saddr, ip_id) AS packet, 0 AS seq, 'eth0' AS ifname,
    protocol, saddr, daddr, sport, dport, ip_id, tcp_seq, payload_len, gso_size
FROM event
WHERE host = getvariable('host');

INSERT INTO metadata VALUES
    ('skbtrail.host', getvariable('host')),
    ('skbtrail.start', '1000000000'),
    -- 1.2 s after the datagram with i = 998, by the clock of b: that with i = 999 is too late.
    ('skbtrail.stop', CASE getvariable('host') WHEN 'a' THEN '20000000000' ELSE '9998800000' END);
