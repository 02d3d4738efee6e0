-- title: A netfilter rule or policy drops packets
-- description: The kernel freed the packets with NETFILTER_DROP (or, before 5.17, right after a
--   hook function had returned DROP), and the last table and chain that had not accepted them are
--   known. The trace does not show the rule. If the snapshot of the configuration has all rules,
--   those of the chain that cannot have refused the packet are ruled out (no verdict other than
--   accept, a counter that did not grow, another port); if a single rule is left, it is named.
--   Otherwise the counters of the rules, or nft monitor trace, show it.
-- level: error
-- finding: {what} of chain {chain}, table {table}, drops {flow} in hook {hook}[ of
--   namespace {netns}][, which came as {came_as}][: one of {suspects}][; its counter grew by
--   {growth}]
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}{tables}-save -c
-- change: Accept the flow in chain {chain} before the rule that drops it, or remove that rule.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail netfilter {trace}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes, refusing_rules
-- column: what                 The rule, if the snapshot leaves only one, else "A rule or the
--   policy".
-- column: suspects             Up to three rules, if the snapshot leaves several.
-- column: growth count         How much the counter of that rule grew; NULL if several rules are
--   left.
-- column: hook                 Netfilter hook.
-- column: table                Its table.
-- column: chain                Its chain.
-- column: netns                Network namespace.
-- example: came_as             Addresses of the flow before NAT or inside a tunnel, if they differ.
-- example: tables              iptables, or ip6tables for an IPv6 flow.
WITH
    refused AS (
        SELECT
            packet, ts, flow, netns, came_as, protocol, dport,
            trace_of(packet) AS trace,
            contains(daddr, ':') AS is_v6,
            split_part(hook, ' ', 1) AS hook,
            split_part(hook, ' ', 2) AS "table",
            split_part(hook, ' ', 3) AS chain
        FROM causes
        WHERE cause = 'netfilter rule'
    ),
    kind AS (
        SELECT DISTINCT trace, netns, "table", chain, protocol, dport, is_v6 FROM refused
    ),
    suspect AS (
        SELECT
            k.trace, k.netns, k."table", k.chain, k.protocol, k.dport, k.is_v6,
            count(*) AS suspects,
            any_value(s.in_words) AS in_words,
            any_value(s.growth) AS growth,
            array_to_string(min(s.in_words, 3), ', ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END
                AS list
        FROM kind AS k
        JOIN refusing_rules AS s ON s.trace = k.trace AND s.netns = k.netns
            AND s."table" = k."table" AND s.chain = k.chain
        WHERE s.all_known
            AND (k.is_v6 IS NULL OR s.family NOT IN ('ip', 'ip6')
                OR (s.family = 'ip6') = k.is_v6)
            AND (s.protocol IS NULL OR k.protocol NOT IN ('TCP', 'UDP') OR k.protocol IS NULL
                OR s.protocol = k.protocol)
            AND (s.dport IS NULL OR k.dport IS NULL OR s.dport = k.dport)
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    r.packet, r.ts, r.flow,
    CASE
        WHEN s.suspects = 1 THEN upper(left(s.in_words, 1)) || substr(s.in_words, 2)
        ELSE 'A rule or the policy'
    END AS what,
    CASE WHEN s.suspects > 1 THEN s.list END AS suspects,
    CASE WHEN s.suspects = 1 THEN s.growth END AS growth,
    r.hook, r."table", r.chain, r.netns, r.came_as,
    CASE WHEN r.is_v6 THEN 'ip6tables' ELSE 'iptables' END AS tables
FROM refused AS r
LEFT JOIN suspect AS s ON s.trace = r.trace AND s.netns = r.netns AND s."table" = r."table"
    AND s.chain = r.chain AND s.protocol IS NOT DISTINCT FROM r.protocol
    AND s.dport IS NOT DISTINCT FROM r.dport AND s.is_v6 IS NOT DISTINCT FROM r.is_v6;
