-- title: SNAT has no free source port left
-- description: The packet already had its new source address and port when netfilter dropped it,
--   the kernel counted conntrack entries that it could not insert, and a rule translates to this
--   source with few ports. Then other connections to the same destination use all of these ports.
--   Entries can also fail for another reason: if fewer entries failed than packets were dropped
--   this way, the finding is only possible.
-- level: error
-- finding: SNAT has no free source port for {flow}[ in namespace {netns}]: {rule}, gives {ports},
--   which other connections have; meanwhile nf_conntrack_insert_failed grew by {failed}
-- confirm: {in netns}conntrack -S
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}iptables-save -t nat -c
-- change: Give the rule more ports or addresses, or none, so that any port will do; or let entries
--   end sooner (net.netfilter.nf_conntrack_udp_timeout and others).
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail nat {trace}
-- source: net/netfilter/nf_nat_core.c, get_unique_tuple; net/netfilter/nf_conntrack_core.c,
--   __nf_conntrack_confirm
-- probes:
-- needs: causes, counters, snat_rules
-- column: netns                Network namespace.
-- column: rule                 The rules that can have assigned the source, at most three.
-- column: ports                How many ports the rule has.
-- column: failed count         Conntrack entries that the kernel could not insert.
WITH
    refused AS (
        SELECT
            packet, ts, flow, netns, saddr, sport,
            trace_of(packet) AS trace,
            count(*) OVER (PARTITION BY trace_of(packet), netns) AS packets
        FROM causes
        WHERE cause = 'SNAT ports'
    ),
    fitting AS (
        SELECT
            r.packet,
            count(*) AS rules,
            max(s.last_port - s.first_port + 1) AS ports,
            array_to_string(min(s.in_words, 3), ' or ') AS rule
        FROM refused AS r
        JOIN snat_rules AS s ON s.trace = r.trace AND s.netns = r.netns
            AND coalesce(s.address = r.saddr, true)
            AND r.sport BETWEEN s.first_port AND s.last_port
        GROUP BY r.packet
    )
SELECT
    CASE WHEN c.growth >= r.packets THEN 'likely' ELSE 'possible' END AS certainty,
    r.packet, r.ts, r.flow, r.netns, f.rule,
    CASE
        WHEN f.rules > 1 THEN 'few ports'
        WHEN f.ports = 1 THEN '1 port'
        ELSE format('{:,} ports', f.ports)
    END AS ports,
    c.growth AS failed
FROM refused AS r
JOIN fitting AS f ON f.packet = r.packet
JOIN counters AS c ON c.trace = r.trace AND c.netns = r.netns
    AND c.name = 'nf_conntrack_insert_failed';
