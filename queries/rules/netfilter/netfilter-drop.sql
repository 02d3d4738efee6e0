-- title: Netfilter drops packets, and the trace does not show what part of it
-- description: The kernel freed the packets with NETFILTER_DROP (or, before 5.17, in a hook), but
--   the trace does not show whether a rule, the policy of a chain, connection tracking or NAT
--   refused them: that part was not traced (restricted back-end), or its events are missing. The
--   finding names rules of that hook that may drop such packets and whose counters grew during the
--   recording; they need not be the cause.
-- level: error
-- finding: Netfilter drops {flow}[ in hook {hook}][ of namespace {netns}]; the trace does not show
--   whether by a rule, a policy, connection tracking or NAT[; counters that grew
--   meanwhile: {counted}]
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}{tables}-save -c
-- confirm: {in netns}conntrack -S
-- change: Find the rule by its counter, or with nft monitor trace, and accept the flow before it;
--   if no counter moves, look at the counters of conntrack.
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/core.c, nf_hook_slow
-- probes:
-- needs: causes, refusing_rules
-- column: hook                 Netfilter hook; NULL when it is not known.
-- column: netns                Network namespace.
-- column: counted              Rules of that hook that may be the cause and whose counters grew, at
--   most three.
-- example: tables              iptables, or ip6tables for an IPv6 flow.
WITH
    refused AS (
        SELECT
            packet, ts, flow, hook, netns, protocol, dport,
            trace_of(packet) AS trace,
            contains(daddr, ':') AS is_v6
        FROM causes
        WHERE cause = 'netfilter'
    ),
    kind AS (
        SELECT DISTINCT trace, netns, hook, protocol, dport, is_v6 FROM refused
    ),
    suspect AS (
        SELECT
            k.trace, k.netns, k.hook, k.protocol, k.dport, k.is_v6,
            array_to_string(min(
                format(
                    '{} in chain {}, table {} (by {:,})',
                    s.in_words, s.chain, s."table", s.growth),
                3), ', ') AS counted
        FROM kind AS k
        JOIN refusing_rules AS s ON s.trace = k.trace AND s.netns = k.netns
        WHERE s.growth > 0
            AND (k.hook IS NULL OR s.hook = k.hook)
            AND (k.is_v6 IS NULL OR s.family NOT IN ('ip', 'ip6')
                OR (s.family = 'ip6') = k.is_v6)
            AND (s.protocol IS NULL OR s.protocol = k.protocol)
            AND (s.dport IS NULL OR s.dport = k.dport)
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    r.packet, r.ts, r.flow, r.hook, r.netns, s.counted,
    CASE WHEN r.is_v6 THEN 'ip6tables' ELSE 'iptables' END AS tables
FROM refused AS r
LEFT JOIN suspect AS s ON s.trace = r.trace AND s.netns = r.netns
    AND s.hook IS NOT DISTINCT FROM r.hook AND s.protocol IS NOT DISTINCT FROM r.protocol
    AND s.dport IS NOT DISTINCT FROM r.dport AND s.is_v6 IS NOT DISTINCT FROM r.is_v6;
