-- What the semantic probes decode, a few rows each (base time 0, namespace "gw").
-- 1, 2  masquerading: 10.0.0.2 goes out as 198.51.100.1, once from port 5000 and once from 5001.
-- 3     the answer to 1, translated back.
-- 4     a packet that the kernel turned around to answer it: no translation.
-- 5     a datagram that vxlan 42 wraps.
-- 6, 7  route lookups: found with device and gateway, and none.
-- 8     a segment that is sent twice more; 9 the first segment of another flow, sent again once.
-- 10    a SYN that is answered with a reset; 11 the reset itself, with a clone 12.
-- 13    a datagram to a closed port: an error about it is sent.
-- 14    a large packet that is cut into the segments 15 and 16; 17 is merged by GRO.
-- 18-20 ARP: two requests for 10.0.0.9 without an answer, one for 10.0.0.2 with one (21).
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, kind, function, packet, seq,
    7 AS netns, 'gw' AS netns_name, 'TCP' AS protocol, saddr, sport, daddr, dport, 'IPv4' AS ethertype,
    nf_hook, nat
FROM (
    VALUES
        ('entry', 'nf_hook_slow', 1, 0, '10.0.0.2', 5000, '203.0.113.5', 443, 'POSTROUTING', NULL),
        ('entry', 'nf_nat_manip_pkt', 1, 1, '10.0.0.2', 5000, '203.0.113.5', 443, NULL, 'source'),
        ('return', 'nf_nat_manip_pkt', 1, 2, '198.51.100.1', 5000, '203.0.113.5', 443, NULL, 'source'),
        ('return', 'nf_hook_slow', 1, 3, NULL, NULL, NULL, NULL, 'POSTROUTING', NULL),
        ('entry', 'ip_finish_output', 1, 4, '198.51.100.1', 5000, '203.0.113.5', 443, NULL, NULL),
        ('entry', 'nf_hook_slow', 2, 0, '10.0.0.2', 5001, '203.0.113.5', 443, 'POSTROUTING', NULL),
        ('entry', 'nf_nat_manip_pkt', 2, 1, '10.0.0.2', 5001, '203.0.113.5', 443, NULL, 'source'),
        ('return', 'nf_nat_manip_pkt', 2, 2, '198.51.100.1', 61001, '203.0.113.5', 443, NULL, 'source'),
        ('entry', 'ip_rcv', 3, 0, '203.0.113.5', 443, '198.51.100.1', 5000, NULL, NULL),
        ('entry', 'nf_hook_slow', 3, 1, '203.0.113.5', 443, '198.51.100.1', 5000, 'PREROUTING', NULL),
        ('entry', 'ip_rcv_finish', 3, 2, '203.0.113.5', 443, '10.0.0.2', 5000, NULL, NULL),
        ('entry', 'ip_rcv', 4, 0, '10.0.0.2', 1, '10.0.0.1', 2, NULL, NULL),
        ('entry', 'ip_output', 4, 1, '10.0.0.1', 2, '10.0.0.2', 1, NULL, NULL)
) AS t (kind, function, packet, seq, saddr, sport, daddr, dport, nf_hook, nat);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, 'entry' AS kind, function, packet, seq,
    'gw' AS netns_name, 'UDP' AS protocol, '192.0.2.1' AS saddr, '192.0.2.2' AS daddr, 4789 AS dport,
    150 AS ip_len, 'vxlan' AS tunnel_type, 42 AS tunnel_id, '10.9.0.1' AS inner_saddr,
    '10.9.0.2' AS inner_daddr, 'TCP' AS inner_protocol, 999 AS inner_sport, 80 AS inner_dport
FROM (VALUES ('ip_tunnel_xmit', 5, 0), ('ip_output', 5, 1)) AS t (function, packet, seq);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, kind, 'ip_route_input_slow' AS function,
    packet, seq, 'gw' AS netns_name, ifname, saddr, daddr, verdict, route_type, route_dev, route_gateway
FROM (
    VALUES
        ('entry', 6, 0, 'eth0', '10.0.0.2', '8.8.8.8', NULL, NULL, NULL, NULL),
        ('return', 6, 1, NULL, NULL, NULL, 'found', 'unicast', 'eth1', '198.51.100.254'),
        ('entry', 7, 0, 'eth0', '10.0.0.2', '9.9.9.9', NULL, NULL, NULL, NULL),
        ('return', 7, 1, NULL, NULL, NULL, 'no route', NULL, NULL, NULL)
) AS t (kind, packet, seq, ifname, saddr, daddr, verdict, route_type, route_dev, route_gateway);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, kind, function, packet, seq,
    'gw' AS netns_name, 'TCP' AS protocol, saddr, sport, daddr, 80 AS dport, tcp_seq, tcp_state,
    tcp_flags, reset_reason, parent, lineage
FROM (
    VALUES
        ('entry', '__tcp_transmit_skb', 8, 0, '10.0.0.1', 600, '10.0.0.2', NULL, NULL, NULL, NULL, NULL, NULL),
        ('entry', '__tcp_retransmit_skb', 8, 1, '10.0.0.1', 600, '10.0.0.2', 77, NULL, NULL, NULL, NULL, NULL),
        ('tracepoint', 'tcp_retransmit_skb', 8, 2, '10.0.0.1', 600, '10.0.0.2', 77, 'ESTABLISHED', NULL, NULL, NULL, NULL),
        ('entry', '__tcp_retransmit_skb', 8, 3, '10.0.0.1', 600, '10.0.0.2', 77, NULL, NULL, NULL, NULL, NULL),
        ('tracepoint', 'tcp_retransmit_skb', 8, 4, '10.0.0.1', 600, '10.0.0.2', 77, 'ESTABLISHED', NULL, NULL, NULL, NULL),
        ('tracepoint', 'tcp_retransmit_skb', 9, 0, '10.0.0.1', 601, '10.0.0.3', 5, 'SYN_SENT', NULL, NULL, NULL, NULL),
        ('entry', 'tcp_v4_rcv', 10, 0, '10.0.0.2', 700, '10.0.0.1', 1, NULL, 'SYN', NULL, NULL, NULL),
        ('entry', 'tcp_v4_send_reset', 10, 1, '10.0.0.2', 700, '10.0.0.1', 1, NULL, 'SYN', 'NO_SOCKET', NULL, NULL),
        ('entry', '__ip_local_out', 11, 0, '10.0.0.1', 80, '10.0.0.2', 0, NULL, 'RST|ACK', NULL, NULL, NULL),
        ('entry', 'ip_output', 11, 1, '10.0.0.1', 80, '10.0.0.2', 0, NULL, 'RST|ACK', NULL, NULL, NULL),
        ('lineage', 'skb_clone', 12, 0, '10.0.0.1', 80, '10.0.0.2', 0, NULL, 'RST|ACK', NULL, 11, 'clone')
) AS t (kind, function, packet, seq, saddr, sport, daddr, tcp_seq, tcp_state, tcp_flags, reset_reason,
    parent, lineage);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, 'entry' AS kind, function, packet, seq,
    'gw' AS netns_name, 'UDP' AS protocol, '10.0.0.2' AS saddr, 1 AS sport, '10.0.0.1' AS daddr, 53 AS dport,
    error_type, error_code
FROM (VALUES ('udp_rcv', 13, 0, NULL, NULL), ('__icmp_send', 13, 1, 3, 3))
    AS t (function, packet, seq, error_type, error_code);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000 + seq * 10) AS ts, 0 AS cpu, kind, function, packet, seq, parent, lineage,
    'gw' AS netns_name, 'TCP' AS protocol, '10.0.0.1' AS saddr, 1 AS sport, '10.0.0.4' AS daddr, 80 AS dport,
    ip_len, gso_size, gso_segs, gso_type
FROM (
    VALUES
        ('entry', 'ip_output', 14, 0, NULL, NULL, 2040, 1000, 2, 'TCPV4'),
        ('lineage', 'skb_segment', 15, 0, 14, 'segment', 1040, NULL, NULL, NULL),
        ('lineage', 'skb_segment', 16, 0, 14, 'segment', 1040, NULL, NULL, NULL),
        ('entry', 'napi_skb_free_stolen_head', 17, 0, NULL, NULL, 1040, NULL, NULL, NULL)
) AS t (kind, function, packet, seq, parent, lineage, ip_len, gso_size, gso_segs, gso_type);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(packet * 1000) AS ts, 0 AS cpu, 'tracepoint' AS kind, 'net_dev_queue' AS function, packet,
    0 AS seq, 'gw' AS netns_name, 'eth0' AS ifname, 'ARP' AS ethertype, arp_op, saddr, daddr, src_mac
FROM (
    VALUES
        (18, 'request', '10.0.0.1', '10.0.0.9', '02:00:00:00:00:01'),
        (19, 'request', '10.0.0.1', '10.0.0.9', '02:00:00:00:00:01'),
        (20, 'request', '10.0.0.1', '10.0.0.2', '02:00:00:00:00:01'),
        (21, 'reply', '10.0.0.2', '10.0.0.1', '02:00:00:00:00:02')
) AS t (packet, arp_op, saddr, daddr, src_mac);
