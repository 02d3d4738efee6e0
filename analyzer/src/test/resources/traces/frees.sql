-- One packet a line: what was freed where, and what another event of it tells. Of each the first
-- event is at seq 0, what tells at 1 and the free at 2.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq) AS ts, 0 AS cpu, 'server' AS netns_name, 's0' AS ifname,
    packet, seq, 100 AS len, ttl, protocol, saddr, daddr, sport, dport, icmp_type, icmp_code, icmp_id,
    icmp_seq, payload_len, tcp_seq,
    CASE WHEN contains(saddr, ':') THEN 'IPv6' ELSE 'IPv4' END AS ethertype,
    CASE seq WHEN 0 THEN 'netif_receive_skb' WHEN 1 THEN told ELSE 'kfree_skb' END AS function,
    CASE WHEN seq = 1 AND told = 'fib_validate_source' THEN 'return'
        WHEN seq = 1 THEN 'entry' ELSE 'tracepoint' END AS kind,
    CASE WHEN seq = 1 AND flags IS NULL THEN state END AS tcp_state, flags AS tcp_flags,
    CASE WHEN seq = 1 AND told = 'fib_validate_source' THEN 'reject' END AS verdict,
    CASE WHEN seq = 1 AND told = 'fib_validate_source' THEN -22 END AS retval,
    CASE WHEN seq = 2 THEN reason END AS drop_reason,
    CASE WHEN seq = 2 THEN place || '+0x10' END AS drop_location
FROM (
    VALUES
        -- A kernel without reasons: a bad checksum, a closed port, a segment for TIME_WAIT.
        (1, NULL, 'tcp_v4_rcv', 'tcp_v4_rcv', 'SYN_SENT', 'TCP', '10.0.0.1', '10.0.0.2', 5000, 80,
            NULL, NULL, NULL, NULL, 10, 1),
        (2, NULL, 'tcp_v4_rcv', 'tcp_v4_send_reset', NULL, 'TCP', '10.0.0.1', '10.0.0.2', 5000, 81,
            NULL, NULL, NULL, NULL, 0, 1),
        (3, NULL, 'tcp_v4_rcv', 'tcp_v4_rcv', 'TIME_WAIT', 'TCP', '10.0.0.1', '10.0.0.2', 5000, 82,
            NULL, NULL, NULL, NULL, 0, 1),
        -- ICMPv6: an unreachable of which nothing is known, one that was handed on; an echo request
        -- with a reply, one without.
        (4, NULL, 'icmpv6_rcv', 'icmpv6_rcv', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL, NULL,
            1, 0, NULL, NULL, 10, NULL),
        (5, NULL, 'icmpv6_rcv', 'icmpv6_notify', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL, NULL,
            1, 0, NULL, NULL, 10, NULL),
        (6, 'NOT_SPECIFIED', 'icmpv6_rcv', 'icmpv6_rcv', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL,
            NULL, 128, 0, 7, 1, 10, NULL),
        (7, 'NOT_SPECIFIED', 'icmpv6_rcv', 'icmpv6_rcv', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL,
            NULL, 128, 0, 7, 2, 10, NULL),
        -- A neighbour solicitation from this link, and one from another.
        (8, 'NOT_SPECIFIED', 'icmpv6_rcv', 'icmpv6_rcv', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL,
            NULL, 135, 0, NULL, NULL, 24, NULL),
        (9, 'NOT_SPECIFIED', 'icmpv6_rcv', 'icmpv6_rcv', NULL, 'ICMPv6', 'fd00::9', 'fd00::2', NULL,
            NULL, 135, 0, NULL, NULL, 24, NULL),
        -- A probe, data that came twice, and an old segment that is none of both.
        (10, 'TCP_OLD_SEQUENCE', 'tcp_validate_incoming', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP',
            '10.0.0.1', '10.0.0.2', 5001, 80, NULL, NULL, NULL, NULL, 0, 4294967295),
        (11, 'TCP_OLD_DATA', 'tcp_data_queue', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP', '10.0.0.1',
            '10.0.0.2', 5001, 80, NULL, NULL, NULL, NULL, 100, 1),
        (12, 'TCP_OLD_SEQUENCE', 'tcp_validate_incoming', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP',
            '10.0.0.1', '10.0.0.2', 5001, 80, NULL, NULL, NULL, NULL, 0, 77),
        -- What a closing socket and a removed queue take with them.
        (13, 'NOT_SPECIFIED', 'udp_destruct_common', '__udp_enqueue_schedule_skb', NULL, 'UDP',
            '10.0.0.1', '10.0.0.2', 5000, 53, NULL, NULL, NULL, NULL, 10, NULL),
        (14, 'NOT_SPECIFIED', '__rtnl_unlock', 'net_dev_queue', NULL, 'UDP', '10.0.0.2', '10.0.0.1',
            53, 5000, NULL, NULL, NULL, NULL, 10, NULL),
        -- A source that is this host's own; IPv6 multicast that a firewall dropped on 5.10.
        (15, 'NOT_SPECIFIED', 'ip_rcv_finish_core', 'fib_validate_source', NULL, 'UDP', '10.0.0.2',
            '10.0.0.2', 5000, 53, NULL, NULL, NULL, NULL, 10, NULL),
        (16, NULL, 'nf_hook_slow', 'ipv6_rcv', NULL, 'UDP', 'fd00::1', 'ff02::1', 5000, 53,
            NULL, NULL, NULL, NULL, 10, NULL),
        -- A kernel without reasons: a neighbour solicitation, one from another link, a report.
        (17, NULL, 'icmpv6_rcv', 'ndisc_rcv', NULL, 'ICMPv6', 'fd00::1', 'fd00::2', NULL,
            NULL, 135, 0, NULL, NULL, 24, NULL),
        (18, NULL, 'icmpv6_rcv', 'ndisc_rcv', NULL, 'ICMPv6', 'fd00::9', 'fd00::2', NULL,
            NULL, 135, 0, NULL, NULL, 24, NULL),
        (19, NULL, 'icmpv6_rcv', 'igmp6_event_report', NULL, 'ICMPv6', 'fe80::1', 'ff02::16', NULL,
            NULL, 131, 0, NULL, NULL, 20, NULL),
        -- What waited for a socket that has closed since: a FIN, data, a new connection's SYN.
        (20, 'TCP_CLOSE', 'tcp_rcv_state_process', 'tcp_v4_do_rcv', 'FIN|ACK', 'TCP',
            '10.0.0.1', '10.0.0.2', 5000, 83, NULL, NULL, NULL, NULL, 0, 1),
        (21, 'TCP_CLOSE', 'tcp_rcv_state_process', 'tcp_v4_do_rcv', 'FIN|ACK', 'TCP',
            '10.0.0.1', '10.0.0.2', 5000, 84, NULL, NULL, NULL, NULL, 9, 1),
        (22, 'TCP_CLOSE', 'tcp_rcv_state_process', 'tcp_v4_do_rcv', 'SYN', 'TCP',
            '10.0.0.1', '10.0.0.2', 5000, 85, NULL, NULL, NULL, NULL, 0, 1),
        -- Out of the window: data that was acknowledged before, data that was not; old as such.
        (23, 'TCP_INVALID_SEQUENCE', 'tcp_validate_incoming', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP',
            '10.0.0.1', '10.0.0.2', 5001, 80, NULL, NULL, NULL, NULL, 100, 4294967100),
        (24, 'TCP_INVALID_SEQUENCE', 'tcp_validate_incoming', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP',
            '10.0.0.1', '10.0.0.2', 5001, 80, NULL, NULL, NULL, NULL, 100, 4294967200),
        (25, 'TCP_OLD_SEQUENCE', 'tcp_validate_incoming', 'tcp_v4_rcv', 'ESTABLISHED', 'TCP',
            '10.0.0.1', '10.0.0.2', 5002, 80, NULL, NULL, NULL, NULL, 100, 9)
) AS t (packet, reason, place, told, state, protocol, saddr, daddr, sport, dport, icmp_type,
    icmp_code, icmp_id, icmp_seq, payload_len, tcp_seq)
CROSS JOIN range(3) AS s (seq)
CROSS JOIN LATERAL (
    SELECT CASE WHEN packet IN (9, 18) THEN 64 ELSE 255 END AS ttl,
        CASE WHEN reason = 'TCP_CLOSE' THEN state END AS flags);

-- The echo reply, and the acknowledgement of the byte before the probe's.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(20) AS ts, 0 AS cpu, 'entry' AS kind, 'ip6_send_skb' AS function, 101 AS packet,
    0 AS seq, 'ICMPv6' AS protocol, 'fd00::2' AS saddr, 'fd00::1' AS daddr, 129 AS icmp_type,
    7 AS icmp_id, 1 AS icmp_seq
UNION ALL BY NAME
SELECT
    make_timestamp_ns(20) AS ts, 0 AS cpu, 'entry' AS kind, '__ip_local_out' AS function,
    102 AS packet, 0 AS seq, 'TCP' AS protocol, '10.0.0.2' AS saddr, 80 AS sport,
    '10.0.0.1' AS daddr, 5001 AS dport, 0 AS tcp_ack;
