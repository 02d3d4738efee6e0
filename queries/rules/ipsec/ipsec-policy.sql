-- title: An IPsec policy refuses packets
-- description: The policy forbids the packet, requires protection that the packet did not have, or
--   requires encryption when no state (SA) exists for it. The drop reason is the same in all three
--   cases: the kernel's counters tell them apart when only one of them grew.
-- level: error
-- finding: An IPsec policy[ of namespace {netns}] refuses {flow}[ at {ifname}]: {why}[; meanwhile
--   {counted}][ ({reason})]
-- confirm: {in netns}ip -s xfrm policy
-- confirm: {in netns}ip -s xfrm state list nokeys
-- confirm: {in netns}cat /proc/net/xfrm_stat
-- change: {change}
-- report: skbtrail packet {trace} {packet}
-- source: net/xfrm/xfrm_policy.c, __xfrm_policy_check, xfrm_lookup_with_ifid;
--   Documentation/networking/xfrm_proc.rst
-- probes:
-- needs: causes, counters
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: why                  What the policy asks for.
-- column: counted              What the kernel counted in that namespace.
-- column: reason               Drop reason; NULL where the kernel gives none.
-- column: change               What to change.
WITH
    meaning AS (
        FROM (
            VALUES
                ('XfrmOutNoStates', 'out',
                    'it has to be encrypted, but no state (SA) exists for it'),
                ('XfrmOutPolBlock', 'policy', 'its action is block'),
                ('XfrmInPolBlock', 'policy', 'its action is block'),
                ('XfrmInTmplMismatch', 'policy',
                    'it came without the protection that the policy asks for, or with another'),
                ('XfrmInNoPols', 'policy', 'it came encrypted, and no policy allows it')
        ) AS t (name, kind, why)
    ),
    counted AS (
        SELECT
            c.trace, c.netns,
            string_agg(format('{} grew by {:,}', c.name, c.growth), ', ' ORDER BY c.name)
                AS counted,
            CASE WHEN count(*) = 1 THEN any_value(m.why) END AS why,
            CASE WHEN count(*) = 1 THEN any_value(m.kind) END AS kind
        FROM counters AS c
        LEFT JOIN meaning AS m ON m.name = c.name
        WHERE c.growth > 0
            AND (m.name IS NOT NULL OR c.name LIKE 'XfrmOut%' OR c.name LIKE 'Xfrm%Pol%')
        GROUP BY ALL
    )
SELECT
    -- Without a reason it was sent by a route that takes no packets: mostly by one that IPsec made.
    CASE WHEN d.reason = 'XFRM_POLICY' THEN 'certain' ELSE 'likely' END AS certainty,
    d.packet, d.ts, d.flow, d.netns, d.ifname,
    coalesce(CASE WHEN unnamed(d.reason) THEN m.why ELSE c.why END,
        'it forbids it, or asks for protection that it does not have') AS why,
    c.counted,
    nullif(d.reason, 'NOT_SPECIFIED') AS reason,
    CASE
        WHEN unnamed(d.reason) OR c.kind = 'out'
        THEN 'Bring up the connection of the IKE daemon that agrees on the state, or remove the'
            || ' policy (ip xfrm policy delete).'
        ELSE 'Correct the policy (ip xfrm policy), or let the peer send what it asks for.'
    END AS change
FROM causes AS d
JOIN meaning AS m ON m.name = 'XfrmOutNoStates'
LEFT JOIN counted AS c ON c.trace = trace_of(d.packet) AND c.netns = d.netns
WHERE d.cause = 'IPsec policy';
