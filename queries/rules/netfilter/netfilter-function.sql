-- title: A part of netfilter that is no table refuses packets
-- description: The hook function that returned DROP is known: NAT, reassembly, a flow table, IPVS,
--   br_netfilter or a SYN proxy. No rule dropped the packets.
-- level: error
-- finding: {part} refuses {flow} in hook {hook}[ of namespace {netns}]
-- confirm: {in netns}conntrack -S
-- confirm: {in netns}nft -a list ruleset
-- change: Look at the configuration of this part; for NAT, at the address and port that the flow
--   would get.
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes
-- column: part                 Part of netfilter, and its function.
-- column: hook                 Netfilter hook.
-- column: netns                Network namespace.
-- column: flow                 The flow that was refused most.
SELECT
    'certain' AS certainty,
    count(*) AS packets,
    count(DISTINCT flow) AS flows,
    min(ts) AS first,
    max(ts) AS last,
    min(packet, 5) AS evidence,
    substr(hook, instr(hook, ' ') + 1) AS part,
    split_part(hook, ' ', 1) AS hook,
    netns,
    mode(flow) AS flow
FROM causes
WHERE cause IN ('NAT', 'netfilter function')
GROUP BY causes.hook, netns;
