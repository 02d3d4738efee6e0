-- title: Connection tracking refuses packets
-- description: A hook function of conntrack returned DROP, not a rule. Before routing (PREROUTING,
--   OUTPUT) no entry could be made: the table is full. When the packet leaves (POSTROUTING, INPUT)
--   its entry could not be confirmed: another connection has the same addresses and ports after
--   NAT, or the same packet was tracked twice.
-- level: error
-- finding: Connection tracking refuses {flow} in hook {hook}[ of namespace {netns}]: {why}
-- confirm: {in netns}conntrack -S
-- confirm: {in netns}sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max
-- change: {cure}
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/nf_conntrack_core.c, nf_conntrack_in, __nf_conntrack_confirm
-- probes:
-- needs: causes
-- column: hook                 Netfilter hook.
-- column: netns                Network namespace.
-- column: why                  What that hook refuses for.
-- column: cure                 What helps against it.
SELECT
    'likely' AS certainty,
    packet, ts, flow,
    split_part(hook, ' ', 1) AS hook,
    netns,
    CASE
        WHEN split_part(hook, ' ', 1) IN ('PREROUTING', 'OUTPUT')
        THEN 'its table is full, or the packet belongs to no valid connection'
        ELSE 'another connection has the same addresses and ports (after NAT)'
    END AS why,
    CASE
        WHEN split_part(hook, ' ', 1) IN ('PREROUTING', 'OUTPUT')
        THEN 'Raise net.netfilter.nf_conntrack_max, shorten the timeouts, or do not track this flow'
            || ' (notrack).'
        ELSE 'Give SNAT more ports or addresses, or stop the two connections from using the same'
            || ' source port.'
    END AS cure
FROM causes
WHERE cause = 'conntrack';
