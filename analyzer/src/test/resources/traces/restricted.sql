-- The restricted back-end: the raw tracepoints know nothing but the sk_buff, so kfree_skb of packet
-- 1 has no headers. It was seen at the first priority of FORWARD and never at the last. Packet 2
-- has no name for the place. Packet 3 is delivered, packet 4 dropped and nothing is known of it.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(at_ns) AS ts, 0 AS cpu, kind, function, packet, seq, netns, ifname, ethertype,
    saddr, daddr, protocol, sport, dport, nf_hook, reason AS drop_reason, location AS drop_location,
    address AS drop_address
FROM (
    VALUES
        (10, 'tc', 'tc:ingress', 1, 0, 4026532000, 'r0', 'IPv4', '10.0.0.2', '10.0.1.2', 'TCP',
            5000, 80, NULL, NULL, NULL, NULL),
        (20, 'netfilter', 'nf:PREROUTING:first', 1, 1, 4026532000, 'r0', 'IPv4', '10.0.0.2',
            '10.0.1.2', 'TCP', 5000, 80, 'PREROUTING', NULL, NULL, NULL),
        (30, 'netfilter', 'nf:PREROUTING:last', 1, 2, 4026532000, 'r0', 'IPv4', '10.0.0.2',
            '10.0.1.2', 'TCP', 5000, 80, 'PREROUTING', NULL, NULL, NULL),
        (40, 'netfilter', 'nf:FORWARD:first', 1, 3, 4026532000, 'r0', 'IPv4', '10.0.0.2',
            '10.0.1.2', 'TCP', 5000, 80, 'FORWARD', NULL, NULL, NULL),
        (50, 'tracepoint', 'kfree_skb', 1, 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            'NETFILTER_DROP', 'nft_do_chain+0x5f0', -1),
        (60, 'tc', 'tc:ingress', 2, 0, 4026532000, 'r0', 'IPv6', 'fd00::2', 'fd01::2', 'UDP',
            5000, 53, NULL, NULL, NULL, NULL),
        (70, 'tracepoint', 'kfree_skb', 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            'IP_INNOROUTES', NULL, -2130706432),
        (80, 'netfilter', 'nf:INPUT:last', 3, 0, 4026532001, 's0', 'IPv4', '10.0.0.2', '10.0.1.2',
            'TCP', 5000, 80, 'INPUT', NULL, NULL, NULL),
        (90, 'tracepoint', 'consume_skb', 3, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL),
        (95, 'tracepoint', 'kfree_skb', 4, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            'TCP_CSUM', 'tcp_v4_rcv+0x10', -3)
) AS t (at_ns, kind, function, packet, seq, netns, ifname, ethertype, saddr, daddr, protocol, sport,
    dport, nf_hook, reason, location, address);

INSERT INTO metadata VALUES ('skbtrail.backend', 'restricted');
