-- title: Checksums are wrong
-- description: The kernel computed another checksum than the packet has: it was damaged on its way,
--   by memory or a cable, or changed by a program or device that did not update the checksum; or
--   its sender relies on checksum offload that nobody did.
-- level: error
-- finding: {reason}: the checksum of {flow} is wrong[ in namespace {netns}][ at {ifname}]
-- confirm: {in netns}nstat -asz | grep -i csum
-- confirm: [{in netns}ethtool -k {ifname} | grep checksum]
-- change: Find what damages or rewrites the packets; try ethtool -K INTERFACE tx off at the sender
--   when it is a virtual machine or a tunnel.
-- report: skbtrail packet {trace} {packet}
-- source: net/core/datagram.c; RFC 1071
-- probes:
-- needs: causes
-- column: reason               Drop reason, which names the protocol.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, reason, netns, ifname
FROM causes
WHERE cause = 'checksum';
