-- title: Netfilter drops packets, by a rule that the trace does not name
-- description: The kernel freed the packets with NETFILTER_DROP, but the functions that would tell
--   table and chain were not traced (restricted back-end), or their events are missing.
-- level: error
-- finding: Netfilter drops {flow}[ in hook {hook}][ of namespace {netns}]; the trace does not show
--   which table
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}iptables-save -c
-- change: Find the rule by its counter (or with nft monitor trace) and accept the flow before it.
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes
-- column: hook                 Netfilter hook; NULL when it is not known.
-- column: netns                Network namespace.
-- column: flow                 The flow that was dropped most.
SELECT
    'certain' AS certainty,
    count(*) AS packets,
    count(DISTINCT flow) AS flows,
    min(ts) AS first,
    max(ts) AS last,
    list(packet ORDER BY packet) AS evidence,
    hook,
    netns,
    mode(flow) AS flow
FROM causes
WHERE cause = 'netfilter'
GROUP BY hook, netns;
