-- title: Packets have addresses that no router may see
-- description: The source is a loopback, multicast or reserved address, or the destination one of
--   127.0.0.0/8 or 0.0.0.0/8: RFC 1812, 5.3.7 calls these martian.
-- level: error
-- finding: Packets[ come in by {ifname}][ of namespace {netns}] with addresses that cannot come
--   from outside: {flow}
-- confirm: {in netns}lnstat -c 1 -k rt_cache:in_martian_src,rt_cache:in_martian_dst
-- change: Correct the sender. net.ipv4.conf.INTERFACE.route_localnet=1 allows 127.0.0.0/8 where
--   that is meant.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/route.c, ip_route_input_slow; RFC 1812, 5.3.7
-- probes:
-- needs: causes
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, netns, ifname
FROM causes
WHERE cause = 'martian';
