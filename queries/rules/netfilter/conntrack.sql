-- title: Connection tracking refuses packets
-- description: A hook function of conntrack, not a rule, returned DROP. In PREROUTING and OUTPUT
--   (before routing) no entry could be created, usually because the table is full, or the packet
--   does not belong to a valid connection. In POSTROUTING and INPUT (the last hooks) the entry
--   could not be confirmed: another connection has the same addresses and ports after NAT, or the
--   same packet was tracked twice.
-- level: error
-- finding: Connection tracking refuses {flow} in hook {hook}[ of namespace {netns}]: {why}[
--   ({setting})][; meanwhile {counted}]
-- confirm: {in netns}conntrack -S
-- confirm: {in netns}sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max
-- change: {cure}
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/nf_conntrack_core.c, nf_conntrack_in, __nf_conntrack_confirm
-- probes:
-- needs: causes, counters, sysctls
-- column: hook                 Netfilter hook.
-- column: netns                Network namespace.
-- column: why                  Why conntrack refuses packets in that hook.
-- column: cure                 How to avoid it.
-- column: setting              Size of the table and number of entries, if the table was nearly
--   full.
-- column: counted              Conntrack counters of that namespace that grew, and by how much.
WITH
    counted AS (
        SELECT
            trace, netns, name = 'nf_conntrack_insert_failed' AS confirming,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted
        FROM counters
        WHERE growth > 0 AND name IN ('nf_conntrack_drop', 'nf_conntrack_early_drop',
            'nf_conntrack_insert_failed', 'nf_conntrack_invalid')
        GROUP BY ALL
    ),
    sized AS (
        SELECT
            trace, netns,
            string_agg(in_words, ', ' ORDER BY name) AS setting,
            max(greatest(TRY_CAST(value AS BIGINT), TRY_CAST(before AS BIGINT)))
                FILTER (name LIKE '%_count') AS entries,
            min(TRY_CAST(value AS BIGINT)) FILTER (name LIKE '%_max') AS most
        FROM sysctls
        WHERE name IN ('net.netfilter.nf_conntrack_count', 'net.netfilter.nf_conntrack_max')
        GROUP BY ALL
    ),
    refused AS (
        SELECT
            *,
            trace_of(packet) AS trace,
            split_part(hook, ' ', 1) NOT IN ('PREROUTING', 'OUTPUT') AS confirming
        FROM causes
        WHERE cause = 'conntrack'
    )
SELECT
    'likely' AS certainty,
    r.packet, r.ts, r.flow,
    split_part(r.hook, ' ', 1) AS hook,
    r.netns,
    CASE
        WHEN NOT r.confirming
        THEN 'its table is full, or the packet belongs to no valid connection'
        ELSE 'another connection has the same addresses and ports (after NAT)'
    END AS why,
    CASE
        WHEN NOT r.confirming
        THEN 'Raise net.netfilter.nf_conntrack_max, shorten the timeouts, or do not track this flow'
            || ' (notrack).'
        ELSE 'Give SNAT more ports or addresses, or stop the two connections from using the same'
            || ' source port.'
    END AS cure,
    CASE WHEN NOT r.confirming AND s.entries >= 0.9 * s.most THEN s.setting END AS setting,
    c.counted
FROM refused AS r
LEFT JOIN sized AS s ON s.trace = r.trace AND s.netns = r.netns
LEFT JOIN counted AS c ON c.trace = r.trace AND c.netns = r.netns AND c.confirming = r.confirming;
