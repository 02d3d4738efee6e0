-- title: A part of netfilter other than a table refuses packets
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
SELECT
    'certain' AS certainty,
    packet, ts, flow,
    substr(hook, instr(hook, ' ') + 1) AS part,
    split_part(hook, ' ', 1) AS hook,
    netns
FROM causes
WHERE cause IN ('NAT', 'netfilter function');
