-- title: A neighbour does not answer
-- description: The packet waited for the link-layer address of its next hop, and nobody answered
--   ARP or neighbour discovery.
-- level: error
-- finding: The next hop to {daddr} does not answer ARP or neighbour discovery[ on {ifname}][ in
--   namespace {netns}][; FAILED there: {failed}]
-- confirm: {in netns}ip neigh show[ dev {ifname}] nud failed
-- confirm: {in netns}ip route get {daddr}
-- change: See whether that host is up and on this link (cable, VLAN, bridge port, address and
--   prefix length); a filter may drop its answers.
-- report: skbtrail arp {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/neighbour.c, neigh_invalidate
-- probes:
-- needs: causes, neighbours
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: failed               Neighbours in state FAILED there at the end, at most three.
WITH
    failed AS (
        SELECT trace, netns, ifname, array_to_string(min(address, 3), ', ') AS failed
        FROM neighbours
        WHERE state = 'FAILED'
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.daddr, c.netns, c.ifname, f.failed
FROM causes AS c
LEFT JOIN failed AS f ON f.trace = trace_of(c.packet) AND f.netns = c.netns
    AND f.ifname = c.ifname
WHERE c.cause = 'neighbour failed';
