-- title: Route lookups and what they found
-- description: One row for each destination and result: the lookups that packets went through
--   (input and output), and the check of their source (rp_filter). A lookup whose return was not
--   recorded has no result; whoever asked twice counts once.
-- needs: events, turns
-- param: top INTEGER = 100     Rows to show.
-- column: where group          Network namespace.
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
-- cost: one window over the lookups and over the events where a packet's addresses, namespace or
--   interface are new
WITH
    turn AS (
        SELECT
            packet, seq, kind, function, verdict, route_type, route_dev, route_gateway,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            nullif(ifname, '') AS ifname,
            saddr, daddr,
            function LIKE '%route_input%' OR function LIKE '%route_output%'
                OR function IN ('fib_validate_source', 'ip_error', 'ip6_pkt_discard')
                OR route_type IS NOT NULL OR route_dev IS NOT NULL AS looks,
            new_place OR new_headers AS new
        FROM turns
    ),
    known AS (
        SELECT
            packet, seq, kind, function, verdict, route_type, route_dev, route_gateway, looks,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            last_value(ifname IGNORE NULLS) OVER w AS ifname,
            last_value(saddr IGNORE NULLS) OVER w AS saddr,
            last_value(daddr IGNORE NULLS) OVER w AS daddr
        FROM turn
        WHERE looks OR new
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    -- A function whose returns are recorded says its result there.
    answering AS (
        SELECT DISTINCT function FROM events WHERE kind = 'return'
    ),
    looked AS (
        SELECT
            packet, netns, ifname, function,
            nullif(concat_ws(', ', verdict, route_type), '') AS result,
            CASE WHEN function = 'fib_validate_source' THEN saddr ELSE daddr END AS destination,
            route_dev, route_gateway
        FROM known
        WHERE looks
            AND (kind = 'return' OR function NOT IN (SELECT function FROM answering))
    )
SELECT
    netns AS "where",
    function AS lookup,
    CASE
        WHEN function IN ('ip_error', 'ip6_pkt_discard') THEN 'no route'
        ELSE result
    END AS result,
    destination,
    ifname AS "in",
    route_dev AS device,
    route_gateway AS gateway,
    count(DISTINCT packet) AS packets,
    min(packet) AS example
FROM looked
GROUP BY ALL
ORDER BY "where", lookup, packets DESC, result, destination, "in", device, gateway
LIMIT getvariable('top');
