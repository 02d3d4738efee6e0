-- title: Packets have addresses that no router may see
-- description: The source is a loopback, multicast or reserved address, or the destination one of
--   127.0.0.0/8 or 0.0.0.0/8: RFC 1812, 5.3.7 calls these martian.
-- level: error
-- finding: Packets[ come in by {ifname}][ of namespace {netns}] with addresses that cannot come
--   from outside: {flow}[ ({setting})]
-- confirm: {in netns}lnstat -c 1 -k rt_cache:in_martian_src,rt_cache:in_martian_dst
-- change: Correct the sender. net.ipv4.conf.INTERFACE.route_localnet=1 allows 127.0.0.0/8 where
--   that is meant.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/route.c, ip_route_input_slow; RFC 1812, 5.3.7
-- probes:
-- needs: causes, sysctls
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: setting              route_localnet of that interface, if it is 0 and an address is in
--   127.0.0.0/8.
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.netns, c.ifname,
    s.in_words AS setting
FROM causes AS c
LEFT JOIN sysctls AS s ON s.trace = trace_of(c.packet) AND s.netns = c.netns
    AND s.ifname = c.ifname AND '0' IN (s.value, s.before)
    AND s.name LIKE 'net.ipv4.conf.%.route_localnet'
    AND (c.saddr LIKE '127.%' OR c.daddr LIKE '127.%')
WHERE c.cause = 'martian';
