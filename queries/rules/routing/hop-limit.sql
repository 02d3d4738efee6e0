-- title: The TTL or hop limit ran out
-- description: A router had to forward a packet whose TTL (IPv4) or hop limit (IPv6) was 1 or less.
--   traceroute does that on purpose; otherwise there is a routing loop, or the sender's limit is
--   too small.
-- level: error
-- finding: The TTL or hop limit of {flow} ran out[ in namespace {netns}][ at {ifname}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: traceroute -n {daddr}
-- change: Look for a routing loop to {daddr}; without one, raise the sender's TTL.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/ip_forward.c, ip_forward; net/ipv6/ip6_output.c, ip6_forward
-- probes:
-- needs: causes
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, daddr, netns, ifname
FROM causes
WHERE cause = 'hop limit';
