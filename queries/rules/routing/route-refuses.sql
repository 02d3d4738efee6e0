-- title: A route of type blackhole, prohibit or unreachable refuses packets
-- description: The lookup ended at a route that is there to refuse. blackhole says nothing to the
--   sender; prohibit and unreachable answer with an ICMP error.
-- level: error
-- finding: A route of type {type} to {daddr} refuses {flow}[ in namespace {netns}]
-- confirm: {in netns}ip route show table all type {type}
-- confirm: {in netns}ip rule
-- change: Remove that route, or add a more specific one of type unicast.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail routes {trace}
-- source: net/ipv4/route.c, ip_error; net/ipv6/route.c, ip6_pkt_prohibit; ip-route(8)
-- probes:
-- needs: causes
-- column: type                 Type of the route.
-- column: daddr                Destination.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow,
    refused_by AS "type",
    daddr, netns
FROM causes
WHERE cause = 'route refuses';
