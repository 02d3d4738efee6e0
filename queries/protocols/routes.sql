-- title: Route lookups and what they found
-- description: One row per destination and result of the route lookups that packets went through
--   (input and output), and of the check of their source (rp_filter). A lookup whose return was
--   not recorded has no result. A packet with several equal lookups counts once.
-- needs: lookups
-- param: top INTEGER = 100     Rows to show.
-- column: netns group          Network namespace.
-- column: lookup group         Function that looked up.
-- column: result               found, no route; pass, reject (rp_filter); and the type of the
--   route: unicast, local, broadcast, blackhole ...; NULL when it is not known.
-- column: destination          Destination; for the check of the source the source.
-- column: in                   Interface that the packet came in by.
-- column: device               Device of the route.
-- column: gateway              Next hop, where it is not the destination.
-- column: packets count        Packets.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No route lookup is in the trace; record with --group route.
-- cost: that of the view lookups
SELECT
    netns,
    function AS lookup,
    result, destination, ifname AS "in", device, gateway,
    count(*) AS packets,
    min(packet) AS example
FROM lookups
GROUP BY ALL
ORDER BY netns, lookup, packets DESC, result, destination, "in", device, gateway
LIMIT getvariable('top');
