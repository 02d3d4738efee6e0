-- title: There is no route to the destination
-- description: The route lookup found no route and the kernel freed the packet. For IPv6 the kernel
--   keeps a route of type unreachable in place of none, and the restricted back-end does not see
--   the type of a route that refuses: then both are named. A host or router answers with an ICMP
--   error of its own. The snapshot of the configuration tells the two apart: whether it has a
--   route that refuses the destination.
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
-- column: what                 No route, or what cannot be told from none.
-- column: daddr                Destination.
-- example: saddr               Source.
-- column: netns                Network namespace.
-- example: ifname              Interface that it came in by.
-- example: family              -6 for an IPv6 flow: ip rule alone shows those of IPv4.
-- column: routes               Routes of the snapshot that refuse it, at most three.
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
