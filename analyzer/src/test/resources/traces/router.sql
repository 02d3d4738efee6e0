-- A router in namespace "router" (fentry back-end), recorded whole. Base time 1,000 ns.
-- 1  TCP SYN, forwarded with destination NAT: 10.0.0.2:5000 > 10.0.9.9:80 becomes 10.0.1.2:8080.
-- 2  UDP to a blocked port: dropped in nft_do_chain.
-- 3  a clone of 1 for a packet socket, consumed.
-- 4  UDP over IPv6, delivered; its sk_buff has the address that packet 2 had.
-- 5  an ICMP echo reply whose raw socket got a clone: the everyday free.
-- 6  the sk_buff of a unix socket: the everyday free of no IP packet.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(1000 + at_ns) AS ts, 0 AS cpu, kind, function, packet, seq,
    packet * 4096 AS skb, 4026531840 AS netns, 'router' AS netns_name, 'eth0' AS ifname, 'IPv4' AS ethertype, 4 AS ip_version,
    '10.0.0.2' AS saddr, daddr, 'TCP' AS protocol, 5000 AS sport, dport, ttl, 60 AS ip_len, 60 AS len,
    'SYN' AS tcp_flags, verdict, nf_family, nf_hook, nf_table, nf_chain
FROM (
    VALUES
        (0, 'tracepoint', 'netif_receive_skb', 1, 0, '10.0.9.9', 80, 64, NULL, NULL, NULL, NULL, NULL),
        (100, 'entry', 'ip_rcv', 1, 1, '10.0.9.9', 80, 64, NULL, NULL, NULL, NULL, NULL),
        (200, 'entry', 'nf_hook_slow', 1, 2, '10.0.9.9', 80, 64, NULL, 'ipv4', 'PREROUTING', NULL, NULL),
        (250, 'entry', 'nft_do_chain', 1, 3, '10.0.9.9', 80, 64, NULL, 'ipv4', 'PREROUTING', 'nat', 'prerouting'),
        (300, 'return', 'nft_do_chain', 1, 4, '10.0.1.2', 8080, 64, 'ACCEPT', 'ipv4', 'PREROUTING', 'nat', 'prerouting'),
        (400, 'return', 'nf_hook_slow', 1, 5, '10.0.1.2', 8080, 64, 'ACCEPT', 'ipv4', 'PREROUTING', NULL, NULL),
        (500, 'return', 'fib_validate_source', 1, 6, '10.0.1.2', 8080, 64, 'pass', NULL, NULL, NULL, NULL),
        (600, 'entry', 'ip_forward', 1, 7, '10.0.1.2', 8080, 64, NULL, NULL, NULL, NULL, NULL),
        (700, 'entry', 'ip_forward_finish', 1, 8, '10.0.1.2', 8080, 63, NULL, NULL, NULL, NULL, NULL),
        (900, 'tracepoint', 'net_dev_start_xmit', 1, 9, '10.0.1.2', 8080, 63, NULL, NULL, NULL, NULL, NULL),
        (1900, 'tracepoint', 'consume_skb', 1, 10, '10.0.1.2', 8080, 63, NULL, NULL, NULL, NULL, NULL)
) AS t (at_ns, kind, function, packet, seq, daddr, dport, ttl, verdict, nf_family, nf_hook, nf_table, nf_chain);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(11000 + at_ns) AS ts, 1 AS cpu, kind, function, 2 AS packet, seq, 77 AS skb, 'router' AS netns_name,
    'eth0' AS ifname, 'IPv4' AS ethertype, 4 AS ip_version, '10.0.0.2' AS saddr, '10.0.1.2' AS daddr,
    'UDP' AS protocol, 5001 AS sport, 9999 AS dport, 64 AS ttl, 48 AS ip_len, verdict, reason AS drop_reason,
    location AS drop_location, nf_hook, nf_table, nf_chain
FROM (
    VALUES
        (0, 'entry', 'ip_rcv', 0, NULL, NULL, NULL, NULL, NULL, NULL),
        (50, 'entry', 'ip_forward', 1, NULL, NULL, NULL, NULL, NULL, NULL),
        (100, 'entry', 'nf_hook_slow', 2, NULL, NULL, NULL, 'FORWARD', NULL, NULL),
        (150, 'entry', 'nft_do_chain', 3, NULL, NULL, NULL, 'FORWARD', 'filter', 'forward'),
        (200, 'return', 'nft_do_chain', 4, 'DROP', NULL, NULL, 'FORWARD', 'filter', 'forward'),
        (250, 'tracepoint', 'kfree_skb', 5, NULL, 'NETFILTER_DROP', 'nf_hook_slow.constprop.0+0x9a', NULL, NULL, NULL),
        (300, 'return', 'nf_hook_slow', 6, 'DROP', NULL, NULL, 'FORWARD', NULL, NULL)
) AS t (at_ns, kind, function, seq, verdict, reason, location, nf_hook, nf_table, nf_chain);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(1050 + at_ns) AS ts, 0 AS cpu, kind, function, 3 AS packet, seq, parent, lineage, 'router' AS netns_name,
    'eth0' AS ifname, 'IPv4' AS ethertype, '10.0.0.2' AS saddr, '10.0.9.9' AS daddr, 'TCP' AS protocol,
    5000 AS sport, 80 AS dport, 60 AS ip_len
FROM (
    VALUES
        (0, 'lineage', 'skb_clone', 0, 1, 'clone'),
        (40, 'tracepoint', 'consume_skb', 1, NULL, NULL)
) AS t (at_ns, kind, function, seq, parent, lineage);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(21000 + at_ns) AS ts, cpu, 'entry' AS kind, function, 4 AS packet, seq, 77 AS skb, 'router' AS netns_name,
    'eth1' AS ifname, 'IPv6' AS ethertype, 6 AS ip_version, 'fd00:1::2' AS saddr, 'fd00:1::1' AS daddr,
    'UDP' AS protocol, 6000 AS sport, 53 AS dport, 64 AS ttl, 100 AS ip_len
FROM (
    VALUES
        (0, 0, 'ipv6_rcv', 0), (10, 0, 'udpv6_rcv', 1), (30, 1, '__udp_enqueue_schedule_skb', 2),
        (5030, 1, 'skb_attempt_defer_free', 3)
) AS t (at_ns, cpu, function, seq);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(31000 + at_ns) AS ts, 0 AS cpu, kind, function, 5 AS packet, seq, 'client' AS netns_name, 'c0' AS ifname,
    'IPv4' AS ethertype, '10.0.1.2' AS saddr, '10.0.0.2' AS daddr, 'ICMP' AS protocol, 0 AS icmp_type,
    reason AS drop_reason, location AS drop_location, 84 AS ip_len
FROM (
    VALUES
        (0, 'entry', 'ip_rcv', 0, NULL, NULL), (10, 'entry', 'icmp_rcv', 1, NULL, NULL),
        (20, 'tracepoint', 'kfree_skb', 2, 'NO_SOCKET', 'icmp_rcv+0x11d')
) AS t (at_ns, kind, function, seq, reason, location);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(41000) AS ts, 0 AS cpu, 'tracepoint' AS kind, 'kfree_skb' AS function, 6 AS packet, 0 AS seq,
    'NOT_SPECIFIED' AS drop_reason, 'unix_stream_connect+0x1f' AS drop_location;

INSERT INTO metadata VALUES
    ('skbtrail.filter', '{"host": ["10.0.0.2", "fd00:1::2"], "port": ["80"]}'),
    ('skbtrail.probes', '[{"function": "ip_rcv", "kind": "entry", "group": "ip", "attached": true, "reason": null},
        {"function": "ipt_do_table", "kind": "ipt_do_table", "group": "netfilter", "attached": false,
        "reason": "not in this kernel"}]');
