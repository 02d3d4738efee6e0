-- title: Checksums are wrong
-- description: The checksum that the kernel computed differs from that of the packet: the packet
--   was damaged on its way by memory or a cable, or changed by a program or device that did not
--   update the checksum; or its sender relied on checksum offload that never took place.
-- level: error
-- finding: {reason}: the checksum of {flow} is wrong[ in namespace {netns}][ at {ifname}][;
--   meanwhile {counted}]
-- confirm: {in netns}nstat -asz | grep -i csum
-- confirm: [{in netns}ethtool -k {ifname} | grep checksum]
-- change: Find what damages or rewrites the packets; try ethtool -K INTERFACE tx off at the sender
--   when it is a virtual machine or a tunnel.
-- report: skbtrail packet {trace} {packet}
-- source: net/core/datagram.c; RFC 1071
-- probes:
-- needs: causes, counters
-- column: reason               Drop reason, which names the protocol.
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
WITH
    counted AS (
        SELECT
            trace, netns,
            upper(regexp_extract(name, '^(Icmp|Tcp|Udp|Ip)', 1)) AS protocol,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted
        FROM counters
        WHERE growth > 0 AND name IN (
            'IcmpInCsumErrors', 'Icmp6InCsumErrors', 'TcpInCsumErrors', 'UdpInCsumErrors',
            'Udp6InCsumErrors', 'IpExtInCsumErrors')
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    d.packet, d.ts, d.flow, d.reason, d.netns, d.ifname, c.counted
FROM causes AS d
LEFT JOIN counted AS c ON c.trace = trace_of(d.packet) AND c.netns = d.netns
    AND starts_with(d.reason, c.protocol || '_')
WHERE d.cause = 'checksum';
