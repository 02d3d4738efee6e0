-- title: An IPsec policy refuses packets
-- description: The policy forbids the packet, requires protection that the packet did not have, or
--   requires encryption when no state (SA) exists for it. The drop reason is the same in all three
--   cases: the kernel's counters tell them apart when only one of them grew. The policy is named
--   where the snapshot has a single one that fits the packet and can have refused it.
-- level: error
-- finding: {policy}[ of namespace {netns}] refuses {flow}[ at {ifname}]: {why}[; it asks for
--   {protection}][; the states to that end are {states}][; it may be {candidates}][; meanwhile
--   {counted}][ ({reason})]
-- confirm: {in netns}ip -s xfrm policy
-- confirm: {in netns}ip -s xfrm state list nokeys
-- confirm: {in netns}cat /proc/net/xfrm_stat
-- change: {change}
-- report: skbtrail packet {trace} {packet}
-- source: net/xfrm/xfrm_policy.c, __xfrm_policy_check, xfrm_lookup_with_ifid;
--   Documentation/networking/xfrm_proc.rst
-- probes:
-- needs: causes, counters, readings, xfrm_policies, xfrm_states
-- column: policy               The policy, if only one can have refused the packets, else "An IPsec
--   policy".
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: why                  Why the policy refuses the packets.
-- column: protection           Protection that the policy requires; NULL if it is not known which
--   policy it is.
-- column: states               Up to three states (SA) to the other end of that protection.
-- column: candidates           Up to three policies, if several can have refused the packets.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
-- column: reason               Drop reason; NULL where the kernel gives none.
-- column: change               What to change.
WITH
    meaning AS (
        FROM (
            VALUES
                ('XfrmOutNoStates', ['out'], true, false,
                    'it has to be encrypted, but no state (SA) exists for it'),
                ('XfrmOutPolBlock', ['out'], false, true, 'its action is block'),
                ('XfrmInPolBlock', ['in', 'fwd'], false, true, 'its action is block'),
                ('XfrmInTmplMismatch', ['in', 'fwd'], true, false,
                    'it came without the protection that the policy asks for, or with another'),
                ('XfrmInNoPols', [], false, false, 'it came encrypted, and no policy allows it')
        ) AS t (name, directions, protects, blocks, why)
    ),
    counted AS (
        SELECT
            c.trace, c.netns,
            string_agg(format('{} grew by {:,}', c.name, c.growth), ', ' ORDER BY c.name)
                AS counted,
            CASE WHEN count(*) = 1 THEN any_value(m.name) END AS name
        FROM counters AS c
        LEFT JOIN meaning AS m ON m.name = c.name
        WHERE c.growth > 0
            AND (m.name IS NOT NULL OR c.name LIKE 'XfrmOut%' OR c.name LIKE 'Xfrm%Pol%')
        GROUP BY ALL
    ),
    refused AS (
        SELECT
            d.packet, d.ts, d.flow, d.netns, d.ifname, d.reason, d.protocol, d.saddr, d.daddr,
            d.dport, c.counted,
            trace_of(d.packet) AS trace,
            CASE WHEN unnamed(d.reason) THEN 'XfrmOutNoStates' ELSE c.name END AS counter,
            CASE
                WHEN unnamed(d.reason) THEN ['out']
                WHEN role_forwarding(d.function) THEN ['fwd', 'out']
                ELSE ['in']
            END AS directions
        FROM causes AS d
        LEFT JOIN counted AS c ON c.trace = trace_of(d.packet) AND c.netns = d.netns
        WHERE d.cause = 'IPsec policy'
    ),
    whole AS (
        SELECT trace, netns
        FROM readings
        WHERE part = 'xfrm policies'
        GROUP BY ALL
        HAVING bool_and(left_out = 0 AND problem IS NULL)
    ),
    fitting AS (
        SELECT
            r.packet, r.counter, r.daddr, p.*,
            coalesce(p.action = 'block', false) AS blocks,
            -- Once a policy certainly matches, those with a higher number are not consulted.
            min(p.priority) FILTER (
                NOT p.more_conditions AND p.change IS NULL AND p.direction IS NOT NULL
                AND (p.protocol IS NULL OR r.protocol IS NOT NULL)
                AND (p.dport IS NULL OR r.dport IS NOT NULL))
                OVER (PARTITION BY r.packet, p.direction) AS deciding
        FROM refused AS r
        JOIN whole AS w ON w.trace = r.trace AND w.netns = r.netns
        JOIN xfrm_policies AS p ON p.trace = r.trace AND p.netns = r.netns
            AND (p.direction IS NULL OR list_contains(r.directions, p.direction))
            AND starts_with(ip_bits(r.saddr), network_bits(p.source))
            AND starts_with(ip_bits(r.daddr), network_bits(p.destination))
            AND coalesce(r.protocol = CASE
                WHEN p.protocol IN ('tcp', 'udp', 'sctp', 'icmp', 'esp', 'ah', 'gre')
                THEN upper(p.protocol)
                WHEN p.protocol = 'ipv6-icmp' THEN 'ICMPv6'
            END, true)
            AND coalesce(r.dport = p.dport, true)
    ),
    suspect AS (
        SELECT
            f.packet,
            count(*) AS policies,
            any_value(f.in_words) AS policy,
            any_value(f.protection) AS protection,
            any_value(f.trace) AS trace,
            any_value(f.netns) AS netns,
            any_value(f.blocks) AS blocks,
            any_value(f.direction) AS direction,
            any_value(upper(f.template ->> 'proto')) AS protocol,
            any_value(CASE f.template ->> 'mode' WHEN 'transport' THEN f.daddr
                ELSE f.template ->> 'dst' END) AS peer,
            array_to_string(min(f.in_words, 3), '; ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END AS list
        FROM fitting AS f
        LEFT JOIN meaning AS m ON m.name = f.counter
        WHERE coalesce(f.priority <= f.deciding, true)
            AND (f.blocks OR f.template IS NOT NULL)
            AND (m.name IS NULL OR m.blocks AND f.blocks
                OR m.protects AND NOT f.blocks)
            AND coalesce(list_contains(m.directions, f.direction), true)
        GROUP BY f.packet
    ),
    existing AS (
        SELECT
            s.packet,
            array_to_string(min(x.in_words, 3), '; ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END AS states
        FROM suspect AS s
        JOIN xfrm_states AS x ON x.trace = s.trace AND x.netns = s.netns AND x.spi <> 0
            AND x.protocol = s.protocol AND x.destination = s.peer
        WHERE s.policies = 1 AND NOT s.blocks AND s.direction = 'out'
        GROUP BY s.packet
    )
SELECT
    -- Without a reason it was sent to a route that drops all packets, usually one created by IPsec.
    CASE WHEN r.reason = 'XFRM_POLICY' THEN 'certain' ELSE 'likely' END AS certainty,
    r.packet, r.ts, r.flow, r.netns, r.ifname,
    CASE
        WHEN s.policies = 1 THEN 'The IPsec policy ' || s.policy
        ELSE 'An IPsec policy'
    END AS policy,
    coalesce(m.why, 'it forbids it, or asks for protection that it does not have') AS why,
    CASE WHEN s.policies = 1 AND NOT s.blocks THEN s.protection END AS protection,
    e.states,
    CASE WHEN s.policies > 1 THEN s.list END AS candidates,
    r.counted,
    nullif(r.reason, 'NOT_SPECIFIED') AS reason,
    CASE
        WHEN m.name = 'XfrmOutNoStates'
        THEN 'Bring up the connection of the IKE daemon that agrees on the state, or remove the'
            || ' policy (ip xfrm policy delete).'
        ELSE 'Correct the policy (ip xfrm policy), or let the peer send what it asks for.'
    END AS change
FROM refused AS r
LEFT JOIN suspect AS s ON s.packet = r.packet
LEFT JOIN existing AS e ON e.packet = r.packet
LEFT JOIN meaning AS m ON m.name = coalesce(r.counter, CASE
    WHEN s.policies <> 1 OR s.direction IS NULL THEN NULL
    WHEN s.direction = 'out' AND s.blocks THEN 'XfrmOutPolBlock'
    WHEN s.direction = 'out' THEN 'XfrmOutNoStates'
    WHEN s.blocks THEN 'XfrmInPolBlock'
    ELSE 'XfrmInTmplMismatch'
END);
