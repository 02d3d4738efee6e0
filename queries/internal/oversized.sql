-- title: Packets that were larger than the MTU, and where they were to go out
-- description: One row per packet that was dropped because it did not fit and must not be
--   fragmented. For a packet that would be cut into segments (GSO) the length is that of a
--   segment. The size of a tunnel's headers is known if a packet was seen before and after they
--   were added.
-- needs: causes, chosen_routes, events, links
-- column: packet               Packet that was dropped.
-- column: length bytes         Its length from the outermost IP header; NULL when it is not known.
-- column: ifname               Output interface; NULL when it is not known.
-- column: mtu bytes            MTU that it exceeds: that of the route, else that of the interface.
--   NULL where the snapshot does not have it, or has one that the packet would fit.
-- column: route                Route that has this MTU, in words; NULL where the interface has it.
-- column: mtu_before bytes     MTU of the interface before the first packet, if it was different.
-- column: tunnel               Kind of the tunnel that it was in, or was about to enter.
-- column: inside               Was it in the tunnel already?
-- column: headers bytes        Bytes that the tunnel adds to a packet.
-- cost: that of the view causes, and where there is such a packet, of the events of packets that
--   went into a tunnel in its namespace
CREATE VIEW oversized AS
WITH
    -- A list, so that the optimizer knows that these are few compared with all events.
    big AS MATERIALIZED (
        SELECT unnest(list(c), recursive := true)
        FROM (
            SELECT
                packet, netns, daddr, role_forwarding(function) AS forwarding,
                ifname AS died_at
            FROM causes
            WHERE cause = 'too big' AND packet IS NOT NULL
        ) AS c
    ),
    seen AS (
        SELECT
            b.packet,
            arg_max(
                {
                    'tunnel': e.tunnel_type,
                    'length': CASE
                        WHEN coalesce(e.gso_size, 0) = 0 THEN e.ip_len
                        WHEN e.tunnel_type IS NULL THEN e.ip_len - e.payload_len + e.gso_size
                    END
                },
                e.seq) FILTER (e.ip_len > 0) AS last,
            arg_max(e.route_dev, e.seq)
                FILTER (coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = b.netns) AS route_dev
        FROM big AS b
        JOIN events AS e ON e.packet = b.packet
        GROUP BY b.packet
    ),
    tunnelled AS MATERIALIZED (
        SELECT
            packet, tunnel_type,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            min(seq) AS seq,
            arg_min(ip_len, seq) AS outer
        FROM events
        WHERE tunnel_type IS NOT NULL AND ip_len > 0
            AND coalesce(netns_name, CAST(netns AS VARCHAR)) IN (SELECT netns FROM big)
        GROUP BY ALL
    ),
    wrapped AS (
        SELECT
            t.packet, t.netns, t.tunnel_type AS tunnel,
            arg_max(e.ifname, e.seq) AS ifname,
            t.outer - arg_max(e.ip_len, e.seq) AS headers
        FROM tunnelled AS t
        JOIN events AS e ON e.packet = t.packet AND e.seq < t.seq
        WHERE e.tunnel_type IS NULL AND e.saddr IS NOT NULL AND e.ip_len > 0
            AND coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = t.netns
        GROUP BY t.packet, t.netns, t.tunnel_type, t.outer
    ),
    by_device AS (
        SELECT
            trace_of(packet) AS trace, netns, ifname,
            any_value(tunnel) AS tunnel,
            any_value(headers) AS headers
        FROM wrapped
        GROUP BY ALL
        HAVING count(DISTINCT headers) = 1 AND count(DISTINCT tunnel) = 1
    ),
    history AS (
        SELECT
            b.packet,
            trace_of(b.packet) AS trace,
            b.netns, b.daddr, s.last,
            CASE WHEN b.forwarding THEN coalesce(s.route_dev, r.ifname) ELSE b.died_at END
                AS ifname
        FROM big AS b
        LEFT JOIN seen AS s ON s.packet = b.packet
        LEFT JOIN chosen_routes AS r ON r.trace = trace_of(b.packet) AND r.netns = b.netns
            AND r.daddr = b.daddr
    ),
    known AS (
        SELECT
            y.packet, y.trace, y.netns, y.ifname,
            y.last.length AS length,
            r.mtu AS route_mtu,
            r.in_words AS route,
            coalesce(y.last.tunnel, d.tunnel) AS tunnel,
            y.last.tunnel IS NOT NULL AS inside,
            CASE WHEN y.last.tunnel IS NULL THEN d.headers ELSE w.headers END AS headers
        FROM history AS y
        -- A route that leads elsewhere is not the one that the packet took.
        LEFT JOIN chosen_routes AS r ON r.trace = y.trace AND r.netns = y.netns
            AND r.daddr = y.daddr AND r.ifname = y.ifname
        LEFT JOIN wrapped AS w ON w.packet = y.packet AND w.netns = y.netns
        LEFT JOIN by_device AS d ON d.trace = y.trace AND d.netns = y.netns
            AND d.ifname = y.ifname
    )
SELECT
    k.packet, k.length, k.ifname,
    CASE WHEN k.length > k.route_mtu THEN k.route_mtu ELSE l.mtu END AS mtu,
    CASE WHEN k.length > k.route_mtu THEN k.route END AS route,
    nullif(l.mtu_before, l.mtu) AS mtu_before,
    k.tunnel, k.inside, k.headers
FROM known AS k
LEFT JOIN links AS l ON l.trace = k.trace AND l.netns = k.netns AND l.ifname = k.ifname
    AND k.route_mtu IS NULL AND k.length > least(l.mtu, l.mtu_before);
