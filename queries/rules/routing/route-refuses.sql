-- title: A route of type blackhole, prohibit or unreachable refuses packets
-- description: The route lookup returned a route whose type refuses packets. blackhole drops them
--   silently; prohibit and unreachable answer with an ICMP error.
-- level: error
-- finding: A route of type {type} to {daddr} refuses {flow}[ in namespace {netns}][: {route}][:
--   one of {routes}]
-- confirm: {in netns}ip route show table all type {type}
-- confirm: {in netns}ip[ {family}] rule
-- change: Remove that route, or add a more specific one of type unicast.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail routes {trace}
-- source: net/ipv4/route.c, ip_error; net/ipv6/route.c, ip6_pkt_prohibit; ip-route(8)
-- probes:
-- needs: causes, refusing_routes
-- column: type                 Type of the route.
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- example: family              -6 for an IPv6 flow: plain ip rule shows only IPv4 rules.
-- column: route                The route or policy rule, if the snapshot has only one of that type
--   for the destination.
-- column: routes               Up to three of them, if the snapshot has several.
WITH
    named AS (
        SELECT
            trace, netns, daddr, "type",
            count(*) AS routes,
            any_value(in_words) AS in_words,
            array_to_string(min(in_words, 3), ', ') AS list
        FROM refusing_routes
        WHERE all_known AND in_words IS NOT NULL
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow,
    c.refused_by AS "type",
    c.daddr, c.netns,
    CASE WHEN contains(c.daddr, ':') THEN '-6' END AS family,
    CASE WHEN n.routes = 1 THEN n.in_words END AS route,
    CASE WHEN n.routes > 1 THEN n.list END AS routes
FROM causes AS c
LEFT JOIN named AS n ON n.trace = trace_of(c.packet) AND n.netns = c.netns AND n.daddr = c.daddr
    AND n."type" = c.refused_by
WHERE c.cause = 'route refuses';
