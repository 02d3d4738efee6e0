-- title: Route lookups and what they found
-- description: One row per destination and result of the route lookups that packets went through
--   (input and output), and of the source check (rp_filter). A lookup whose return was not recorded
--   has no result. A packet with several equal lookups counts once.
-- needs: lookups
-- param: top INTEGER = 100     Rows to show.
-- column: netns group          Network namespace.
-- column: lookup group         Function that did the lookup.
-- column: result               found, no route; pass, reject (rp_filter); and the type of the
--   route: unicast, local, broadcast, blackhole ...; NULL when it is not known.
-- column: destination          Destination address; for the source check, the source address.
-- column: in                   Interface where the packet came in.
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
