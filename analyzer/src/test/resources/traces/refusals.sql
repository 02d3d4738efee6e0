-- Packets that netfilter dropped at POSTROUTING, each refused by something else.
-- 1  conntrack, after a chain that accepted it       2  NAT, of which only the refusal is recorded
-- 3  a chain that NAT ran                            4  what is not recorded, after a chain that accepted it
-- 5  a chain that freed it itself                    6  unknown: an event is missing
-- 7  a chain, with the returns of functions around it
-- 8  what comes behind the hook that accepted it
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(1000 * packet + seq) AS ts, 0 AS cpu, kind, function, packet, seq, 'router' AS netns_name,
    'IPv4' AS ethertype, 4 AS ip_version, '10.0.0.2' AS saddr, '10.0.1.2' AS daddr, 'UDP' AS protocol, 5001 AS sport,
    9999 AS dport, verdict, CASE WHEN function = 'kfree_skb' THEN 'NETFILTER_DROP' END AS drop_reason,
    CASE WHEN function = 'kfree_skb' THEN 'nf_hook_slow+0x9a' END AS drop_location,
    CASE WHEN function NOT IN ('ip_output', 'kfree_skb', '__nf_conntrack_confirm') THEN 'POSTROUTING' END AS nf_hook,
    CASE WHEN function = 'nft_do_chain' THEN 'nat' END AS nf_table,
    CASE WHEN function = 'nft_do_chain' THEN 'out' END AS nf_chain
FROM (
    SELECT packet, 0 AS seq, 'entry' AS kind, 'ip_output' AS function, NULL AS verdict
    FROM generate_series(1, 7) AS p (packet)
    UNION ALL
    SELECT packet, 1, 'entry', 'nf_hook_slow', NULL
    FROM generate_series(1, 7) AS p (packet)
    UNION ALL
    SELECT packet, 2, 'entry', 'nft_do_chain', NULL
    FROM generate_series(1, 7) AS p (packet)
    UNION ALL
    VALUES
        (1, 3, 'return', 'nft_do_chain', 'ACCEPT'),
        (1, 4, 'entry', '__nf_conntrack_confirm', NULL),
        (1, 5, 'return', '__nf_conntrack_confirm', 'DROP'),
        (1, 6, 'return', 'nf_confirm', 'DROP'),
        (1, 7, 'tracepoint', 'kfree_skb', NULL),
        (2, 3, 'return', 'nft_do_chain', 'ACCEPT'),
        (2, 4, 'return', 'nf_nat_ipv4_out', 'DROP'),
        (2, 5, 'tracepoint', 'kfree_skb', NULL),
        (3, 3, 'return', 'nft_do_chain', 'DROP'),
        (3, 4, 'return', 'nf_nat_ipv4_out', 'DROP'),
        (3, 5, 'tracepoint', 'kfree_skb', NULL),
        (4, 3, 'return', 'nft_do_chain', 'ACCEPT'),
        (4, 4, 'tracepoint', 'kfree_skb', NULL),
        (5, 3, 'tracepoint', 'kfree_skb', NULL),
        (6, 3, 'return', 'nft_do_chain', 'DROP'),
        (6, 5, 'tracepoint', 'kfree_skb', NULL),
        (7, 3, 'return', 'nft_do_chain', 'DROP'),
        (7, 4, 'return', 'nft_do_chain_inet', NULL),
        (7, 5, 'tracepoint', 'kfree_skb', NULL),
        (8, 0, 'entry', 'ip_output', NULL),
        (8, 1, 'entry', 'nf_hook_slow', NULL),
        (8, 2, 'return', 'nf_hook_slow', 'ACCEPT'),
        (8, 3, 'tracepoint', 'kfree_skb', NULL)
) AS t (packet, seq, kind, function, verdict);
