-- title: Netfilter drops packets, and the trace does not show what part of it
-- description: The kernel freed the packets with NETFILTER_DROP (or, before 5.17, in a hook), but
--   what refused them was not traced (restricted back-end), or its events are missing: a rule, the
--   policy of a chain, connection tracking or NAT.
-- level: error
-- finding: Netfilter drops {flow}[ in hook {hook}][ of namespace {netns}]; the trace does not show
--   whether by a rule, a policy, connection tracking or NAT
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}iptables-save -c
-- confirm: {in netns}conntrack -S
-- change: Find the rule by its counter, or with nft monitor trace, and accept the flow before it;
--   if no counter moves, look at the counters of conntrack.
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes
-- column: hook                 Netfilter hook; NULL when it is not known.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow, hook, netns
FROM causes
WHERE cause = 'netfilter';
