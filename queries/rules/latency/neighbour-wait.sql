-- title: Packets wait for the address of their next hop
-- description: A packet waited a second or more for the link-layer address of its next hop: the
--   first request was lost or not answered.
-- level: warning
-- finding: Packets wait up to {wait}[ at {ifname}][ in namespace {netns}] until the link-layer
--   address of {whom} is known[; the route is {route}][; its entry in the neighbour table is
--   {state} at the end]
-- confirm: {in netns}ip -s neigh show[ to {next_hop}][ dev {ifname}]
-- change: See why the next hop answers ARP or neighbour solicitations late, or only when it is
--   asked again.
-- report: skbtrail arp {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/neighbour.c, __neigh_event_send
-- probes:
-- needs: next_hops, waits
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- column: whom                 The next hop.
-- column: next_hop             Its address.
-- column: route                Route that leads there.
-- column: state                State of the next hop's entry at the end.
-- example: wait                How long one of the packets waited.
SELECT
    'certain' AS certainty,
    w.packet, w.ts, w.flow, w.ifname, w.netns,
    'their next hop' || coalesce(', ' || h.next_hop || ',', '') AS whom,
    h.next_hop, h.route, h.state,
    duration_name(w.wait_ns) AS wait
FROM waits AS w
LEFT JOIN next_hops AS h ON h.packet = w.packet AND h.netns = w.netns AND h.ifname = w.ifname
WHERE w.wait = 'neighbour';
