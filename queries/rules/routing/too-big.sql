-- title: Packets are larger than the MTU and may not be fragmented
-- description: The packet did not fit the MTU of the output interface and had DF set (IPv4), or is
--   IPv6. An ICMP error tells the sender to send smaller packets, if it reaches the sender. The MTU
--   comes from the snapshot and is named only if the packet is longer. The overhead of a tunnel is
--   how much longer a packet became when the tunnel's headers were added: that packet, or another
--   one that went through the tunnel's interface.
-- level: error
-- finding: {flow} is larger than the MTU and may not be fragmented[ in namespace {netns}][ at
--   {ifname}][: it has {length}][, {limit}][; {tunnel}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: {in netns}ip link show[ dev {out_iface}]
-- confirm: {in netns}ping -c 3 -M do -s 1472 {daddr}
-- change: Let ICMP "fragmentation needed" (IPv6: "packet too big") reach the sender, clamp the MSS
--   of TCP, or give every link of the path the same MTU, and a tunnel's interface that of its
--   output interface less the tunnel's headers.
-- report: skbtrail icmp-errors {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/ip_forward.c; net/ipv6/ip6_output.c; RFC 1191, RFC 8201
-- probes:
-- needs: causes, oversized
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: ifname               Interface where it was dropped.
-- column: out_iface            Output interface.
-- column: limit                MTU that the packet exceeds: that of the route or of the output
--   interface.
-- column: tunnel               How many bytes the headers of its tunnel need.
-- example: length              Length of one of the packets, from the IP header.
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.daddr, c.netns, c.ifname,
    o.ifname AS out_iface,
    CASE
        WHEN o.route IS NOT NULL THEN 'and the route ' || o.route || ' allows ' || o.mtu
        ELSE format('and the MTU of {} is {}', o.ifname, o.mtu)
            || coalesce(format(' ({} before)', o.mtu_before), '')
    END AS "limit",
    CASE
        WHEN o.inside
        THEN format('{} bytes of that are the headers of its tunnel ({})', o.headers, o.tunnel)
            || CASE
                WHEN o.mtu_before IS NULL AND o.mtu IS NOT NULL
                THEN format(', so that {} are left for what is inside', o.mtu - o.headers)
                ELSE ''
            END
        ELSE format('the headers of the tunnel ({}) need {} bytes more', o.tunnel, o.headers)
    END AS tunnel,
    o.length || ' bytes' AS length
FROM causes AS c
LEFT JOIN oversized AS o ON o.packet = c.packet
WHERE c.cause = 'too big';
