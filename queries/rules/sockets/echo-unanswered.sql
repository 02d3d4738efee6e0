-- title: Nobody answers echo requests
-- description: An echo request (ping) was not dropped here, and no reply was seen within a second:
--   the request or the reply was lost elsewhere, or the other end does not answer.
-- level: warning
-- finding: No answer to echo requests from {saddr} to {daddr} was seen; they were seen last[ at
--   {ifname}][ in namespace {netns}][, where {setting}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: {in netns}ip neigh show to {daddr}
-- change: Record at {daddr} as well: skbtrail between-hosts tells whether the requests or the
--   answers are lost on the way. A firewall there, or another way back, may be the reason.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/icmp.c, icmp_echo; RFC 792, RFC 4443
-- probes:
-- needs: pings, sysctls
-- column: saddr                Sender of the requests.
-- column: daddr                Their destination.
-- column: netns                Network namespace where the requests were seen last.
-- column: ifname               Interface where the requests were seen last.
-- column: setting              Sysctl that makes that namespace ignore all echo requests.
SELECT
    'possible' AS certainty,
    p.packet, p.ts,
    flow_name(p.protocol, p.saddr, NULL, p.daddr, NULL, if(p.protocol = 'ICMP', 8, 128)) AS flow,
    p.saddr, p.daddr, p.netns, p.ifname,
    s.in_words AS setting
FROM pings AS p
LEFT JOIN sysctls AS s ON s.trace = trace_of(p.packet) AND s.netns = p.netns
    AND s.name = if(p.protocol = 'ICMP', 'net.ipv4.icmp_echo_ignore_all',
        'net.ipv6.icmp.echo_ignore_all')
    AND '1' IN (s.value, s.before)
WHERE NOT p.answered AND NOT p.dropped;
