-- title: An ICMP error about the MTU is dropped
-- description: "Fragmentation needed" (IPv4) or "packet too big" (IPv6) tells a sender to send
--   smaller packets. The error was dropped here, so the sender keeps sending packets that do not
--   fit: connections open, and then hang (a path MTU black hole).
-- level: error
-- finding: An ICMP error that tells {daddr} to send smaller packets is dropped[ at {ifname}][ in
--   namespace {netns}]: its large packets will not get through
-- confirm: {in netns}nft -a list ruleset
-- confirm: {in netns}ip route get {daddr}
-- change: Accept ICMP type 3 code 4 and ICMPv6 type 2 on the way to {daddr}; until then, clamp the
--   MSS of TCP to the path MTU.
-- report: skbtrail icmp-errors {trace}
-- report: skbtrail packet {trace} {packet}
-- source: RFC 1191, RFC 2923, RFC 4890, RFC 8201
-- probes:
-- needs: causes, events
-- column: daddr                The sender of the large packets.
-- column: ifname               Interface.
-- column: netns                Network namespace.
SELECT
    CASE WHEN c.class = 'fault' THEN 'certain' ELSE 'possible' END AS certainty,
    c.packet, c.ts, c.flow, c.daddr, c.ifname, c.netns
FROM causes AS c
JOIN (
    -- One value per branch: the scan then returns only the rows that have it.
    SELECT packet FROM events WHERE protocol = 'ICMP' AND icmp_type = 3 AND icmp_code = 4
    UNION
    SELECT packet FROM events WHERE protocol = 'ICMPv6' AND icmp_type = 2
) AS e ON e.packet = c.packet;
