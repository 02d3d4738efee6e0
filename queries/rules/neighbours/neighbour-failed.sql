-- title: A neighbour does not answer
-- description: The packet waited for the link-layer address of its next hop, and nobody answered
--   ARP or neighbour discovery.
-- level: error
-- finding: The next hop to {daddr} does not answer ARP or neighbour discovery[ on {ifname}][ in
--   namespace {netns}]
-- confirm: {in netns}ip neigh show[ dev {ifname}] nud failed
-- confirm: {in netns}ip route get {daddr}
-- change: See whether that host is up and on this link (cable, VLAN, bridge port, address and
--   prefix length); a filter may drop its answers.
-- report: skbtrail arp {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/neighbour.c, neigh_invalidate
-- probes:
-- needs: causes
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, daddr, netns, ifname
FROM causes
WHERE cause = 'neighbour failed';
