-- title: Packets wait for the address of their next hop
-- description: A packet could not be sent before the link-layer address of its next hop was known,
--   which took a second or more: the first request was lost or was not answered.
-- level: warning
-- finding: Packets wait up to {wait}[ at {ifname}][ in namespace {netns}] until the link-layer
--   address of their next hop is known
-- confirm: {in netns}ip -s neigh show[ dev {ifname}]
-- change: See why the next hop answers ARP or neighbour solicitations late, or only when it is
--   asked again.
-- report: skbtrail arp {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/neighbour.c, __neigh_event_send
-- probes:
-- needs: waits
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- example: wait                How long one of them waited.
SELECT
    'certain' AS certainty,
    packet, ts, flow, ifname, netns,
    duration_name(wait_ns) AS wait
FROM waits
WHERE wait = 'neighbour';
