-- title: The host does not forward
-- description: The packet is for another host, there is a route to it, and forwarding is off on the
--   interface it came in by.
-- level: error
-- finding: [Namespace {netns} does not forward: ][on {ifname} ]{flow} is for another host, and
--   forwarding is off[ ({setting})]
-- confirm: {in netns}sysctl net.ipv4.ip_forward[ net.ipv4.conf.{ifname}.forwarding]
-- change: sysctl -w net.ipv4.ip_forward=1 (IPv6: net.ipv6.conf.all.forwarding=1) if this host is a
--   router; else correct the sender's route.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/route.c, ip_route_input_slow, ip_error
-- probes:
-- needs: causes, sysctls
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: setting              Forwarding sysctl of that interface; NULL if it was not read or was
--   not 0.
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.netns, c.ifname,
    s.in_words AS setting
FROM causes AS c
LEFT JOIN sysctls AS s ON s.trace = trace_of(c.packet) AND s.netns = c.netns
    AND s.ifname = c.ifname AND '0' IN (s.value, s.before)
    AND s.name LIKE CASE WHEN contains(c.daddr, ':') THEN 'net.ipv6.conf.%.forwarding'
        ELSE 'net.ipv4.conf.%.forwarding' END
WHERE c.cause = 'not forwarding';
