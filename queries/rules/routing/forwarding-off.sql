-- title: The host does not forward
-- description: The packet is for another host, there is a route to it, and forwarding is off on the
--   interface it came in by.
-- level: error
-- finding: [Namespace {netns} does not forward: ][on {ifname} ]{flow} is for another host, and
--   forwarding is off
-- confirm: {in netns}sysctl net.ipv4.ip_forward[ net.ipv4.conf.{ifname}.forwarding]
-- change: sysctl -w net.ipv4.ip_forward=1 (IPv6: net.ipv6.conf.all.forwarding=1) if this host is a
--   router; else correct the sender's route.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/route.c, ip_route_input_slow, ip_error
-- probes:
-- needs: causes
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, netns, ifname
FROM causes
WHERE cause = 'not forwarding';
