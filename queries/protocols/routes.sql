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
-- cost: two scans; one window over the lookups and, of packets with one that does not say where
--   it was, over the events where addresses, namespace or interface are new
WITH
    -- A function whose returns are recorded says its result there.
    answering AS (
        SELECT DISTINCT function FROM events WHERE kind = 'return'
    ),
    -- Packets of which a lookup does not say itself where it was, and of what: a return does not.
    asked AS MATERIALIZED (
        SELECT DISTINCT packet
        FROM events
        WHERE looks_up(function, route_type, route_dev)
            AND (netns IS NULL OR nullif(ifname, '') IS NULL OR saddr IS NULL OR daddr IS NULL)
            AND (kind = 'return' OR function NOT IN (SELECT function FROM answering))
    ),
    turn AS (
        SELECT
            packet, seq, function, verdict, route_type, route_dev, route_gateway,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            nullif(ifname, '') AS ifname,
            saddr, daddr,
            looks_up(function, route_type, route_dev)
                AND (kind = 'return' OR function NOT IN (SELECT function FROM answering)) AS looks,
            (new_place OR new_headers)
                AND coalesce(netns_name, CAST(netns AS VARCHAR), ifname, saddr, daddr) IS NOT NULL
                AS new
        FROM turns
        WHERE looks_up(function, route_type, route_dev) OR new_place OR new_headers
    ),
    known AS (
        SELECT
            packet, function, looks,
            nullif(concat_ws(', ', verdict, route_type), '') AS result,
            route_dev, route_gateway,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            last_value(ifname IGNORE NULLS) OVER w AS ifname,
            last_value(saddr IGNORE NULLS) OVER w AS saddr,
            last_value(daddr IGNORE NULLS) OVER w AS daddr
        FROM turn
        WHERE looks OR new AND packet IN (SELECT packet FROM asked)
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    looked AS (
        SELECT DISTINCT
            packet, netns, ifname, function, result,
            CASE WHEN role_checks_source(function) THEN saddr ELSE daddr END AS destination,
            route_dev, route_gateway
        FROM known
        WHERE looks
    )
SELECT
    netns AS "where",
    function AS lookup,
    CASE
        WHEN role_no_route(function) THEN 'no route'
        ELSE result
    END AS result,
    destination,
    ifname AS "in",
    route_dev AS device,
    route_gateway AS gateway,
    count(*) AS packets,
    min(packet) AS example
FROM looked
GROUP BY ALL
ORDER BY "where", lookup, packets DESC, result, destination, "in", device, gateway
LIMIT getvariable('top');
