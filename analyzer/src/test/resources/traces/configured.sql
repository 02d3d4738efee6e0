-- Drops, and the configuration that explains them. Packets:
-- 1 to 3  refused by chain in (port 53, with a counter), out (two rules), checked (policy; an IPv6 rule beside it)
-- 4  route refuses          5  IPv6 without route, or refused       6  nothing listens on that address
-- 7  reverse path filter    8  the host does not forward            9  conntrack, whose table is full
-- 10  a ping that is not answered
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(1000 * packet + seq) AS ts, 0 AS cpu, kind, function, packet, seq, 'router' AS netns_name,
    'r0.7' AS ifname, CASE WHEN packet = 5 THEN 'IPv6' ELSE 'IPv4' END AS ethertype,
    CASE WHEN packet = 5 THEN 6 ELSE 4 END AS ip_version,
    CASE WHEN packet = 5 THEN 'fd00::2' ELSE '10.0.0.2' END AS saddr,
    CASE packet WHEN 5 THEN 'fd00:7::7' WHEN 4 THEN '10.7.0.7' ELSE '10.0.1.2' END AS daddr,
    'UDP' AS protocol, 5001 AS sport, CASE packet WHEN 6 THEN 8082 ELSE 53 END AS dport, verdict,
    route_type, hook AS nf_hook, nf_table, nf_chain, reason AS drop_reason, location AS drop_location
FROM (
    SELECT packet, 0 AS seq, 'entry' AS kind, 'ip_rcv' AS function, NULL AS verdict, NULL AS route_type, NULL AS hook,
        NULL AS nf_table, NULL AS nf_chain, NULL AS reason, NULL AS location
    FROM generate_series(1, 9) AS p (packet)
    UNION ALL
    VALUES
        (1, 1, 'entry', 'nf_hook_slow', NULL, NULL, 'INPUT', NULL, NULL, NULL, NULL),
        (1, 2, 'entry', 'nft_do_chain', NULL, NULL, 'INPUT', 'fw', 'in', NULL, NULL),
        (1, 3, 'return', 'nft_do_chain', 'DROP', NULL, 'INPUT', 'fw', 'in', NULL, NULL),
        (1, 4, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NETFILTER_DROP', 'nf_hook_slow+0x9a'),
        (2, 1, 'entry', 'nf_hook_slow', NULL, NULL, 'OUTPUT', NULL, NULL, NULL, NULL),
        (2, 2, 'entry', 'nft_do_chain', NULL, NULL, 'OUTPUT', 'fw', 'out', NULL, NULL),
        (2, 3, 'return', 'nft_do_chain', 'DROP', NULL, 'OUTPUT', 'fw', 'out', NULL, NULL),
        (2, 4, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NETFILTER_DROP', 'nf_hook_slow+0x9a'),
        (3, 1, 'entry', 'nf_hook_slow', NULL, NULL, 'FORWARD', NULL, NULL, NULL, NULL),
        (3, 2, 'entry', 'nft_do_chain', NULL, NULL, 'FORWARD', 'fw', 'checked', NULL, NULL),
        (3, 3, 'return', 'nft_do_chain', 'DROP', NULL, 'FORWARD', 'fw', 'checked', NULL, NULL),
        (3, 4, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NETFILTER_DROP', 'nf_hook_slow+0x9a'),
        (4, 1, 'entry', 'ip_error', NULL, 'blackhole', NULL, NULL, NULL, NULL, NULL),
        (4, 2, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NOT_SPECIFIED', 'ip_error+0x1'),
        (5, 1, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'IP_INNOROUTES', 'ip6_pkt_discard+0x1'),
        (6, 1, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NO_SOCKET', '__udp4_lib_rcv+0x1'),
        (7, 1, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'IP_RPFILTER', 'ip_rcv_finish_core+0x1'),
        (8, 1, 'entry', 'ip_error', NULL, 'not forwarding', NULL, NULL, NULL, NULL, NULL),
        (8, 2, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'IP_INADDRERRORS', 'ip_error+0x1'),
        (9, 1, 'entry', 'nf_hook_slow', NULL, NULL, 'PREROUTING', NULL, NULL, NULL, NULL),
        (9, 2, 'return', 'nf_conntrack_in', 'DROP', NULL, NULL, NULL, NULL, NULL, NULL),
        (9, 3, 'tracepoint', 'kfree_skb', NULL, NULL, NULL, NULL, NULL, 'NETFILTER_DROP', 'nf_hook_slow+0x9a')
) AS t (packet, seq, kind, function, verdict, route_type, hook, nf_table, nf_chain, reason, location);

INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(10000) AS ts, 0 AS cpu, 'entry' AS kind, 'ip_rcv' AS function, 10 AS packet, 0 AS seq,
    'router' AS netns_name, 'r0.7' AS ifname, 'IPv4' AS ethertype, 4 AS ip_version, '10.0.0.2' AS saddr,
    '10.0.0.1' AS daddr, 'ICMP' AS protocol, 8 AS icmp_type, 77 AS icmp_id, 1 AS icmp_seq;

CREATE MACRO reading(part, moment, items) AS {
    'netns': 7, 'netns_name': 'router', 'part': part, 'moment': moment, 'time': 0, 'source': 'test', 'items': to_json(items),
    'left_out': 0, 'problem': NULL};

CREATE MACRO ruleset(counted, shared) AS [
    'table inet fw { # handle 1',
    chr(9) || 'counter shared { # handle 9',
    chr(9) || chr(9) || 'packets ' || shared || ' bytes 0',
    chr(9) || '}',
    chr(9) || 'chain in { # handle 1',
    chr(9) || chr(9) || 'type filter hook input priority filter; policy accept;',
    chr(9) || chr(9) || 'tcp dport 53 drop # handle 2',
    chr(9) || chr(9) || 'udp dport 53 counter packets ' || counted || ' bytes 9 drop comment "not drop" # handle 3',
    chr(9) || chr(9) || 'udp dport 54 drop # handle 4',
    chr(9) || chr(9) || 'counter packets 4 bytes 9 drop # handle 5',
    chr(9) || chr(9) || 'counter name "shared" drop # handle 6',
    chr(9) || '}',
    chr(9) || 'chain out { # handle 7',
    chr(9) || chr(9) || 'type filter hook output priority filter; policy accept;',
    chr(9) || chr(9) || 'ip daddr 10.0.1.2 jump away # handle 8',
    chr(9) || chr(9) || 'ip saddr 10.0.0.2 reject # handle 10',
    chr(9) || '}',
    chr(9) || 'chain away { # handle 11',
    chr(9) || chr(9) || 'log prefix "drop " # handle 12',
    chr(9) || chr(9) || 'drop # handle 13',
    chr(9) || '}',
    chr(9) || 'chain checked { # handle 14',
    chr(9) || chr(9) || 'type filter hook forward priority filter; policy drop;',
    chr(9) || chr(9) || 'tcp dport 22 accept # handle 15',
    chr(9) || '}',
    '}'];

INSERT INTO metadata
SELECT 'skbtrail.snapshot', to_json({'namespaces_left_out': 0, 'readings': [
    reading('nft', 'start', ruleset(2, 5)), reading('nft', 'end', ruleset(9, 5)),
    reading('sysctls', 'start', [{'name': 'net/ipv4/icmp_echo_ignore_all', 'value': '1'}, {'name': 'net/ipv4/conf/all/rp_filter', 'value': '0'},
        {'name': 'net/ipv4/conf/r0.7/rp_filter', 'value': '1'}, {'name': 'net/ipv4/conf/r0.7/forwarding', 'value': '0'},
        {'name': 'net/netfilter/nf_conntrack_count', 'value': '3'}, {'name': 'net/netfilter/nf_conntrack_max', 'value': '8'}]),
    reading('sysctls', 'end', [{'name': 'net/ipv4/icmp_echo_ignore_all', 'value': '1'}, {'name': 'net/ipv4/conf/all/rp_filter', 'value': '0'},
        {'name': 'net/ipv4/conf/r0.7/rp_filter', 'value': '1'}, {'name': 'net/ipv4/conf/r0.7/forwarding', 'value': '1'},
        {'name': 'net/netfilter/nf_conntrack_count', 'value': '8'}, {'name': 'net/netfilter/nf_conntrack_max', 'value': '8'}]),
    reading('ipv4 routes', 'both', [{'type': 'unicast', 'dst': 'default', 'gateway': '10.0.0.1', 'dev': 'r0.7'},
        {'type': 'blackhole', 'dst': '10.7.0.0/16', 'gateway': NULL, 'dev': NULL},
        {'type': 'blackhole', 'dst': '10.8.0.0/16', 'gateway': NULL, 'dev': NULL},
        {'type': 'prohibit', 'dst': '10.7.0.0/24', 'gateway': NULL, 'dev': NULL}]),
    reading('ipv6 routes', 'both', [{'type': 'unreachable', 'dst': 'default', 'dev': 'lo', 'metric': 4294967295}]),
    reading('ipv4 rules', 'both', [{'priority': 0, 'src': 'all', 'table': 'local'}]),
    reading('ipv6 rules', 'both', [{'priority': 0, 'src': 'all', 'table': 'local'}]),
    reading('listeners', 'start', [{'protocol': 'UDP', 'address': '127.0.0.1', 'port': 8082}]),
    reading('listeners', 'end', [{'protocol': 'UDP', 'address': '127.0.0.1', 'port': 8082},
        {'protocol': 'TCP', 'address': '::', 'port': 22}]),
    reading('counters', 'start', [{'name': 'IpInReceives', 'value': 10}]),
    reading('counters', 'end', [{'name': 'IpInReceives', 'value': 19}, {'name': 'nf_conntrack_drop', 'value': 4}]),
    reading('qdiscs', 'start', [{'kind': 'pfifo', 'handle': '1:', 'dev': 'r0.7', 'options': {'limit': 7}, 'drops': 1}]),
    reading('qdiscs', 'end', [{'kind': 'pfifo', 'handle': '1:', 'dev': 'r0.7', 'options': {'limit': 7}, 'drops': 6}]),
    reading('interfaces', 'both', [{'ifindex': 2, 'ifname': 'r0.7', 'mtu': 1400, 'operstate': 'UP', 'addr_info': [
        {'local': '10.0.0.1', 'prefixlen': 24}, {'local': 'fd00::1', 'prefixlen': 64}]}]),
    reading('neighbours', 'both', [{'dst': '10.0.0.2', 'dev': 'r0.7', 'lladdr': '02:00:00:00:00:02', 'state': ['STALE']}])]});
