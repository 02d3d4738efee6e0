-- title: Nobody answers echo requests
-- description: An echo request (ping) was not dropped here, and within a second no reply was seen:
--   it, or the reply, was lost elsewhere, or the other end does not answer.
-- level: warning
-- finding: No answer to echo requests from {saddr} to {daddr} was seen; they were seen last[ at
--   {ifname}][ in namespace {netns}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: {in netns}ip neigh show to {daddr}
-- change: Record at {daddr} as well: skbtrail between-hosts tells whether the requests or the
--   answers are lost on the way. A firewall there, or another way back, may be the reason.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/icmp.c, icmp_echo; RFC 792, RFC 4443
-- probes:
-- needs: pings
-- column: saddr                Who asks.
-- column: daddr                Who is asked.
-- column: netns                Network namespace where they were seen last.
-- column: ifname               Interface where they were seen last.
SELECT
    'possible' AS certainty,
    packet, ts,
    flow_name(protocol, saddr, NULL, daddr, NULL, if(protocol = 'ICMP', 8, 128)) AS flow,
    saddr, daddr, netns, ifname
FROM pings
WHERE NOT answered AND NOT dropped;
