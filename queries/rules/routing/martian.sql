-- title: Packets have addresses that no router may see
-- description: The source is a loopback, multicast or reserved address, or the destination one of
--   127.0.0.0/8 or 0.0.0.0/8: RFC 1812, 5.3.7 calls these martian.
-- level: error
-- finding: Packets[ come in by {ifname}][ of namespace {netns}] with addresses that cannot come
--   from outside: {flow}
-- confirm: {in netns}sysctl -w net.ipv4.conf.all.log_martians=1; dmesg -w
-- change: Correct the sender. net.ipv4.conf.INTERFACE.route_localnet=1 allows 127.0.0.0/8 where
--   that is meant.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/route.c, ip_route_input_slow; RFC 1812, 5.3.7
-- probes:
-- needs: causes
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: flow                 The flow that was dropped most.
SELECT
    'certain' AS certainty,
    count(*) AS packets,
    count(DISTINCT flow) AS flows,
    min(ts) AS first,
    max(ts) AS last,
    min(packet, 5) AS evidence,
    netns,
    ifname,
    mode(flow) AS flow
FROM causes
WHERE cause = 'martian'
GROUP BY netns, ifname;
