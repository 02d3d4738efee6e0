-- title: Packets are larger than the MTU and may not be fragmented
-- description: The packet did not fit the MTU of the way out and had DF set (IPv4), or is IPv6. The
--   sender is told by an ICMP error, and sends smaller ones if that reaches it.
-- level: error
-- finding: {flow} is larger than the MTU and may not be fragmented[ in namespace {netns}][ at
--   {ifname}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: {in netns}ping -c 3 -M do -s 1472 {daddr}
-- change: Let ICMP "fragmentation needed" (IPv6: "packet too big") reach the sender, clamp the MSS
--   of TCP, or give every link of the path, and of a tunnel under it, the same MTU.
-- report: skbtrail icmp-errors {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/ip_forward.c; net/ipv6/ip6_output.c; RFC 1191, RFC 8201
-- probes:
-- needs: causes
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, daddr, netns, ifname
FROM causes
WHERE cause = 'too big';
