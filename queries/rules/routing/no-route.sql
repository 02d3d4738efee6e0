-- title: There is no route to the destination
-- description: The route lookup found no route and the kernel freed the packet. For IPv6 the kernel
--   keeps a route of type unreachable in place of none, and the restricted back-end does not see
--   the type of a route that refuses: then both are named. A host or router answers with an ICMP
--   error of its own.
-- level: error
-- finding: There is {what} to {daddr}[ in namespace {netns}], for {flow}
-- confirm: {in netns}ip route get {daddr}[ from {saddr} iif {ifname}]
-- confirm: {in netns}ip rule
-- change: Add a route to {daddr} (or a default route) in the table that ip rule selects for this
--   flow.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail routes {trace}
-- source: net/ipv4/route.c, ip_error; net/ipv6/route.c, ip6_pkt_discard
-- probes:
-- needs: causes
-- column: what                 No route, or what cannot be told from none.
-- column: daddr                Destination.
-- example: saddr               Source.
-- column: netns                Network namespace.
-- example: ifname              Interface that it came in by.
SELECT
    'certain' AS certainty,
    packet, ts, flow,
    CASE
        WHEN contains(daddr, ':') THEN 'no route, or one of type unreachable,'
        WHEN refused_by LIKE '%refuses' THEN 'no route, or one that refuses,'
        ELSE 'no route'
    END AS what,
    daddr, saddr, netns, ifname
FROM causes
WHERE cause = 'no route';
