-- title: A netfilter rule or policy drops packets
-- description: The kernel freed the packets with NETFILTER_DROP (or, before 5.17, right after a
--   hook function had returned DROP), and the last table and chain that had not accepted them are
--   known. The rule itself is not: its counter, or nft monitor trace, shows it.
-- level: error
-- finding: A rule or the policy of chain {chain}, table {table}, drops {flow} in hook {hook}[ of
--   namespace {netns}][, which came as {came_as}]
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}iptables-save -c
-- change: Accept the flow in chain {chain} before the rule that drops it, or remove that rule.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail netfilter {trace}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes
-- column: hook                 Netfilter hook.
-- column: table                Its table.
-- column: chain                Its chain.
-- column: netns                Network namespace.
-- example: came_as             Its addresses before NAT or inside a tunnel, where they differ.
SELECT
    'certain' AS certainty,
    packet, ts, flow,
    split_part(hook, ' ', 1) AS hook,
    split_part(hook, ' ', 2) AS "table",
    split_part(hook, ' ', 3) AS chain,
    netns, came_as
FROM causes
WHERE cause = 'netfilter rule';
