-- title: There is no route to the destination
-- description: The route lookup found no route and the kernel freed the packet. Sometimes a missing
--   route cannot be told from a route that refuses: for IPv6 the kernel represents a missing route
--   as one of type unreachable, and the restricted back-end does not see the type of a route that
--   refuses. Then the finding names both, unless the snapshot of the configuration shows that no
--   route refuses the destination. A host or router answers with an ICMP error of its own.
-- level: error
-- finding: There is {what} to {daddr}[ in namespace {netns}], for {flow}[; {routes}]
-- confirm: {in netns}ip route get {daddr}[ from {saddr} iif {ifname}]
-- confirm: {in netns}ip[ {family}] rule
-- change: Add a route to {daddr} (or a default route) in the table that ip rule selects for this
--   flow.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail routes {trace}
-- source: net/ipv4/route.c, ip_error; net/ipv6/route.c, ip6_pkt_discard
-- probes:
-- needs: causes, refusing_routes
-- column: what                 No route, or also the kind of route that cannot be told from a
--   missing one.
-- column: daddr                Destination.
-- example: saddr               Source.
-- column: netns                Network namespace.
-- example: ifname              Interface that the packet came in by.
-- example: family              -6 for an IPv6 flow: plain ip rule shows only IPv4 rules.
-- column: routes               Routes of the snapshot that refuse the destination, at most three.
WITH
    named AS (
        SELECT
            trace, netns, daddr,
            count(in_words) AS routes,
            bool_and(all_known) AS all_known,
            array_to_string(min(in_words, 3), ', ') AS list
        FROM refusing_routes
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow,
    CASE
        WHEN n.routes = 0 AND n.all_known THEN 'no route'
        WHEN contains(c.daddr, ':') THEN 'no route, or one of type unreachable,'
        WHEN c.refused_by LIKE '%refuses' THEN 'no route, or one that refuses,'
        ELSE 'no route'
    END AS what,
    c.daddr, c.saddr, c.netns, c.ifname,
    CASE WHEN contains(c.daddr, ':') THEN '-6' END AS family,
    CASE
        WHEN n.routes > 0 AND (contains(c.daddr, ':') OR c.refused_by LIKE '%refuses')
        THEN 'the configuration has ' || n.list
    END AS routes
FROM causes AS c
LEFT JOIN named AS n ON n.trace = trace_of(c.packet) AND n.netns = c.netns AND n.daddr = c.daddr
WHERE c.cause = 'no route';
