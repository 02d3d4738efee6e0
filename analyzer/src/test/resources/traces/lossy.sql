-- A ring that was too small: packet 1 is whole, 2 lost events 1 and 2 in the middle, 3 lost its
-- beginning (seq 0), and CPU 1 lost nine events in all. The footer knows four more on CPU 0.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(at_ns) AS ts, cpu, 'entry' AS kind, function, packet, seq, 'eth0' AS ifname,
    'IPv4' AS ethertype, '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, 'UDP' AS protocol, 1 AS sport,
    2 AS dport, 64 AS ip_len
FROM (
    VALUES
        (1000, 0, 'ip_rcv', 1, 0), (2000, 0, 'ip_local_deliver', 1, 1), (4000, 0, 'udp_rcv', 1, 2),
        (8000, 0, '__udp_enqueue_schedule_skb', 1, 3),
        (1100, 0, 'ip_rcv', 2, 0), (8100, 0, '__udp_enqueue_schedule_skb', 2, 3),
        (2200, 1, 'ip_local_deliver', 3, 1), (5200, 1, 'udp_rcv', 3, 2)
) AS t (at_ns, cpu, function, packet, seq);

INSERT INTO event BY NAME
SELECT make_timestamp_ns(at_ns) AS ts, 1 AS cpu, 'loss' AS kind, lost, 'ring full' AS lost_cause
FROM (VALUES (3000, 4), (9000, 5)) AS t (at_ns, lost);

INSERT INTO metadata VALUES
    ('skbtrail.losses', '[{"cpu": 1, "cause": "ring full", "lost": 9},
        {"cpu": 0, "cause": "missed probe", "lost": 4}]');
