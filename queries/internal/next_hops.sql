-- title: Next hops of packets that waited for their link-layer address
-- description: One row per packet and interface where the packet waited long for a link-layer
--   address, or was dropped because none came. The next hop is that of the packet's route lookup;
--   if no event has one, that of the snapshot's route.
-- needs: causes, chosen_routes, events, neighbours, waits
-- column: packet               Number of the packet.
-- column: netns                Network namespace of the interface.
-- column: ifname               Interface.
-- column: next_hop             Address of the next hop; NULL when it is not known.
-- column: route                Route of the snapshot that leads there, in words; NULL unless
--   exactly one is possible.
-- column: state                State of the next hop's entry at the end, FAILED or INCOMPLETE ...;
--   NULL when there was none.
-- cost: those of the views causes and waits, and of the events of such packets
CREATE VIEW next_hops AS
WITH
    -- A list, so that the optimizer knows that these are few compared with all events.
    waiting AS MATERIALIZED (
        SELECT unnest(list(w), recursive := true)
        FROM (
            SELECT packet, netns, ifname, daddr
            FROM causes
            WHERE cause = 'neighbour failed' AND packet IS NOT NULL
            UNION
            SELECT packet, netns, ifname, daddr FROM waits WHERE wait = 'neighbour'
        ) AS w
    ),
    looked_up AS (
        SELECT
            w.packet, w.netns, w.ifname,
            arg_max(coalesce(e.route_gateway, w.daddr), e.seq) AS next_hop
        FROM waiting AS w
        JOIN events AS e ON e.packet = w.packet AND e.route_dev = w.ifname
        WHERE coalesce(e.netns_name, CAST(e.netns AS VARCHAR), w.netns) = w.netns
        GROUP BY ALL
    ),
    known AS (
        SELECT
            w.*,
            coalesce(l.next_hop, r.gateway) AS next_hop,
            -- A route that leads elsewhere is not the one that the packet took.
            CASE WHEN l.next_hop IS NULL OR l.next_hop = r.gateway THEN r.in_words END AS route
        FROM waiting AS w
        LEFT JOIN looked_up AS l ON l.packet = w.packet AND l.netns = w.netns
            AND l.ifname = w.ifname
        LEFT JOIN chosen_routes AS r ON r.trace = trace_of(w.packet) AND r.netns = w.netns
            AND r.daddr = w.daddr AND r.ifname = w.ifname
    )
SELECT k.packet, k.netns, k.ifname, k.next_hop, k.route, any_value(n.state) AS state
FROM known AS k
LEFT JOIN neighbours AS n ON n.trace = trace_of(k.packet) AND n.netns = k.netns
    AND n.ifname = k.ifname AND n.address = k.next_hop
GROUP BY ALL;
