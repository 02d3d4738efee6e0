-- title: A neighbour does not answer
-- description: The packet waited for the link-layer address of its next hop, and nobody answered
--   ARP or neighbour discovery. The next hop is named if the packet's route lookup or the only
--   possible route of the snapshot shows it; otherwise the neighbours of that interface in state
--   FAILED are listed.
-- level: error
-- finding: {who} does not answer ARP or neighbour discovery[ on {ifname}][ in namespace
--   {netns}][: {route}][; its entry in the neighbour table is {state} at the end][; FAILED there:
--   {failed}]
-- confirm: {in netns}ip neigh show[ to {next_hop}][ dev {ifname}]
-- confirm: {in netns}ip route get {daddr}
-- change: See whether that host is up and on this link (cable, VLAN, bridge port, address and
--   prefix length); a filter may drop its answers.
-- report: skbtrail arp {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/neighbour.c, neigh_invalidate
-- probes:
-- needs: causes, neighbours, next_hops
-- column: who                  The next hop.
-- column: daddr                Destination.
-- column: next_hop             Address of the next hop.
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: route                Route to the next hop, as a clause.
-- column: state                State of the next hop's entry at the end.
-- column: failed               If the next hop is not known: neighbours of that interface in state
--   FAILED at the end, at most three.
WITH
    failed AS (
        SELECT trace, netns, ifname, array_to_string(min(address, 3), ', ') AS failed
        FROM neighbours
        WHERE state = 'FAILED'
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.daddr, c.netns, c.ifname, h.next_hop,
    CASE
        WHEN h.next_hop = c.daddr THEN c.daddr
        ELSE 'The next hop to ' || c.daddr || coalesce(', ' || h.next_hop || ',', '')
    END AS who,
    CASE
        WHEN h.next_hop = c.daddr THEN 'it is a neighbour by the route ' || h.route
        ELSE 'the route is ' || h.route
    END AS route,
    h.state,
    CASE WHEN h.next_hop IS NULL THEN f.failed END AS failed
FROM causes AS c
LEFT JOIN next_hops AS h ON h.packet = c.packet AND h.netns = c.netns AND h.ifname = c.ifname
LEFT JOIN failed AS f ON f.trace = trace_of(c.packet) AND f.netns = c.netns
    AND f.ifname = c.ifname
WHERE c.cause = 'neighbour failed';
