-- title: Route lookups of each packet and what they found
-- description: One row per packet, place and result: the route lookups that the packet went through
--   (input and output), and the source check (rp_filter). A lookup whose return was not recorded
--   has no result. Equal lookups of a packet share a row.
-- needs: events, turns
-- column: packet               Number of the packet.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface where the packet came in.
-- column: function             Function that did the lookup.
-- column: result               found, no route; pass, reject (rp_filter); and the type of the
--   route: unicast, local, broadcast, blackhole ...; NULL when it is not known.
-- column: destination          Destination address; for the source check, the source address.
-- column: device               Device of the route.
-- column: gateway              Next hop, where it is not the destination.
-- cost: two scans; one window over the lookups and, for packets with a lookup that does not say
--   where it was, over the events where addresses, namespace or interface are new
CREATE VIEW lookups AS
WITH
    -- If returns of a function are recorded, its result is in them.
    answering AS (
        SELECT DISTINCT function FROM events WHERE kind = 'return'
    ),
    -- Packets with a lookup event that does not name its place or addresses; a return never does.
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
    )
SELECT DISTINCT
    packet, netns, ifname, function,
    CASE WHEN role_no_route(function) THEN 'no route' ELSE result END AS result,
    CASE WHEN role_checks_source(function) THEN saddr ELSE daddr END AS destination,
    route_dev AS device, route_gateway AS gateway
FROM known
WHERE looks;
