-- title: Frames of a packet capture
-- description: One row for each time that a packet is seen at a device, in order of time: where it
--   comes in and where the driver takes it; at a device where it does neither, the first event that
--   has headers. A frame has the headers of that event. With every_event, there is one row for each
--   event; if an event has no headers, the frame has the latest earlier ones of its packet, else
--   the next ones.
-- needs: drops, events, losses, packets
-- param: every_event BOOLEAN = false  A frame for each event, not for each device.
-- column: trace                Trace, as in traces.
-- column: netns                Interface, as in interfaces.sql: namespace,
-- column: ifindex              index
-- column: ifname               and name; NULL where the packet is at no device.
-- column: time                 When, in ns since 1970.
-- column: packet               Number of the packet.
-- column: seq                  Position of the event.
-- column: direction            in or out; NULL where that is not known.
-- column: last                 Is it the last frame of its packet?
-- column: lost                 Events whose loss was noticed since the previous frame; NULL for
--   none.
-- column: verdict              tc or xdp if that dropped the packet there; else NULL.
-- column: comment_path         Steps since the packet's previous frame; with every_event, the
--   event.
-- column: comment_then         Steps after its last frame.
-- column: comment_fate         What became of it, at its last frame, with the drop and its cause.
-- column: comment_latency      Time since its previous frame, unless events are missing between
--   them.
-- column: comment_missing      How many events are missing between them.
-- column: comment_tunnel       What is in the tunnel.
-- column: comment_task         Task that ran; in softirq, the task that was interrupted.
-- column: queue                As in events, of the event whose headers the frame has.
-- column: pkt_type             As in events.
-- column: len                  As in events.
-- column: src_mac              As in events.
-- column: dst_mac              As in events.
-- column: ethertype            As in events.
-- column: vlan_id              As in events.
-- column: arp_op               As in events.
-- column: saddr                As in events.
-- column: daddr                As in events.
-- column: protocol             As in events.
-- column: tos                  As in events.
-- column: ttl                  As in events.
-- column: ip_id                As in events.
-- column: ip_len               As in events.
-- column: frag_off             As in events.
-- column: ipv6_ext             As in events.
-- column: sport                As in events.
-- column: dport                As in events.
-- column: tcp_flags            As in events.
-- column: tcp_seq              As in events.
-- column: tcp_ack              As in events.
-- column: tcp_window           As in events.
-- column: icmp_type            As in events.
-- column: icmp_code            As in events.
-- column: icmp_id              As in events.
-- column: icmp_seq             As in events.
-- column: gre_key              As in events.
-- column: esp_spi              As in events.
-- column: payload_len          As in events.
-- column: tunnel_type          As in events.
-- column: tunnel_id            As in events.
-- column: inner_saddr          As in events.
-- column: inner_daddr          As in events.
-- column: inner_protocol       As in events.
-- column: inner_sport          As in events.
-- column: inner_dport          As in events.
-- empty: No event of these packets has headers and a device.
-- cost: six windows over all events, a join of the frames with them, the views drops and packets
WITH
    step AS (
        SELECT
            packet, seq, ts, kind, verdict, left(function, 64) AS function,
            CASE
                WHEN ifname IS NOT NULL
                THEN {
                    'netns': coalesce(netns_name, CAST(netns AS VARCHAR)),
                    'ifindex': ifindex, 'ifname': ifname
                }
            END AS device,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            saddr IS NOT NULL OR ethertype IS NOT NULL OR src_mac IS NOT NULL AS headers,
            -- After GRO the headers are those inside the tunnel, until IP processes the packet.
            coalesce(tunnel_type IS NULL AND len > 60 AND len > CAST(ip_len AS DOUBLE) + 22, false)
                AS within,
            coalesce(role_arrives(function), false) AS arrives,
            coalesce(role_departs(function), false) AS departs
        FROM events
        WHERE packet IS NOT NULL AND seq IS NOT NULL
    ),
    -- A leg is the part of the path from one arrival, or from a departure, to the next.
    turn AS (
        SELECT
            *,
            CAST(
                arrives AND NOT coalesce(lag(arrives) OVER w, false)
                    OR coalesce(lag(departs) OVER w, false)
                AS INTEGER) AS turns
        FROM step
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    leg AS (
        SELECT *, sum(turns) OVER (PARTITION BY packet ORDER BY seq) AS leg
        FROM turn
    ),
    -- An event without a device is at the packet's previous device, or else at its next one.
    placed AS (
        SELECT
            *,
            coalesce(
                last_value(device IGNORE NULLS) OVER (
                    w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
                first_value(device IGNORE NULLS) OVER (
                    w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) AS place
        FROM leg
        WINDOW w AS (PARTITION BY packet, leg ORDER BY seq)
    ),
    begun AS (
        SELECT
            *,
            CAST(
                leg IS DISTINCT FROM lag(leg) OVER w OR place IS DISTINCT FROM lag(place) OVER w
                AS INTEGER) AS begins
        FROM placed
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    visited AS (
        SELECT *, sum(begins) OVER (PARTITION BY packet ORDER BY seq) AS visit
        FROM begun
    ),
    visit AS (
        SELECT
            packet, visit,
            any_value(place) AS place,
            bool_or(arrives) AS arrived,
            bool_or(departs) AS departed,
            coalesce(min(seq) FILTER (headers AND NOT within), min(seq) FILTER (headers)) AS first,
            coalesce(max(seq) FILTER (headers AND NOT within), max(seq) FILTER (headers)) AS last
        FROM visited
        GROUP BY packet, visit
    ),
    followed AS (
        SELECT
            *,
            place IS DISTINCT FROM lag(place) OVER w AS new,
            coalesce(lag(departed) OVER w, false) AS sent
        FROM visit
        WINDOW w AS (PARTITION BY packet ORDER BY visit)
    ),
    -- netif_rx and netif_receive_skb are one arrival, whatever comes between them.
    sighting AS (
        SELECT packet, first AS seq, first AS shown, place, 'in' AS direction
        FROM followed
        WHERE arrived AND (new OR sent) AND place IS NOT NULL AND first IS NOT NULL
        UNION ALL
        SELECT packet, last, last, place, 'out'
        FROM followed
        WHERE departed AND NOT (arrived AND last = first) AND place IS NOT NULL AND last IS NOT NULL
        UNION ALL
        SELECT packet, first, first, place, NULL
        FROM followed
        WHERE NOT arrived AND NOT departed AND new AND place IS NOT NULL AND first IS NOT NULL
    ),
    -- Each event leads up to the packet's next frame and gets its number; events after the last
    -- frame get one more.
    history AS (
        SELECT
            v.packet, v.seq, v.ts, v.kind, v.function, s.place, s.direction,
            s.seq IS NOT NULL AS framed,
            count(s.seq) OVER (
                PARTITION BY v.packet ORDER BY v.seq
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS frame
        FROM visited AS v
        LEFT JOIN sighting AS s ON s.packet = v.packet AND s.seq = v.seq
        WHERE NOT getvariable('every_event')
    ),
    path AS (
        SELECT
            packet, frame,
            count(*) AS events,
            string_agg(function, ' > ' ORDER BY seq) FILTER (kind <> 'return') AS steps
        FROM history
        GROUP BY packet, frame
    ),
    chosen AS (
        SELECT
            w.packet, w.seq, w.ts, w.seq AS shown, w.place, NULL AS netns, w.direction,
            p.steps,
            t.steps AS more,
            p.events,
            lead(w.seq) OVER (PARTITION BY w.packet ORDER BY w.seq) IS NULL AS ends
        FROM history AS w
        LEFT JOIN path AS p ON p.packet = w.packet AND p.frame = w.frame
        LEFT JOIN path AS t ON t.packet = w.packet AND t.frame = w.frame + 1
        WHERE w.framed
        UNION ALL
        SELECT
            packet, seq, ts,
            coalesce(
                last_value(CASE WHEN headers THEN seq END IGNORE NULLS) OVER (
                    w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
                first_value(CASE WHEN headers THEN seq END IGNORE NULLS) OVER (
                    w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)),
            place, netns,
            CASE WHEN arrives THEN 'in' WHEN departs THEN 'out' END,
            step_name(kind, function) || coalesce(' ' || verdict, ''),
            NULL,
            1,
            lead(seq) OVER w IS NULL
        FROM visited
        WHERE getvariable('every_event')
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    seen AS (
        SELECT
            *,
            seq - coalesce(lag(seq) OVER w, -1) - events AS missing,
            epoch_ns(ts) - epoch_ns(lag(ts) OVER w) AS latency_ns,
            lag(coalesce(place.ifname, 'no device')) OVER w AS old_ifname
        FROM chosen
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    -- A loss is reported at the first frame after it.
    moment AS (
        SELECT trace_of(packet) AS trace, ts, min({'packet': packet, 'seq': seq}) AS at
        FROM seen
        WHERE EXISTS (FROM losses WHERE lost > 0)
        GROUP BY ALL
    ),
    loss AS (
        SELECT m.at, CAST(sum(l.lost) AS BIGINT) AS lost
        FROM losses AS l
        ASOF JOIN moment AS m ON m.trace = l.trace AND m.ts >= l.ts
        WHERE l.lost > 0
        GROUP BY m.at
    ),
    death AS (
        SELECT packet, arg_max({'note': note, 'ts': ts}, seq) AS last
        FROM drops
        GROUP BY packet
    ),
    fate AS (
        SELECT
            p.packet, d.last.ts AS ts,
            CASE
                WHEN p.drop_reason IN ('TC_INGRESS', 'TC_EGRESS') THEN 'tc'
                WHEN p.drop_reason = 'XDP' OR d.last.note LIKE 'XDP program%' THEN 'xdp'
            END AS verdict,
            'fate: ' || p.fate
                || CASE
                    WHEN p.drop_function IS NULL AND p.drop_reason IS NULL THEN ''
                    WHEN p.fate = 'dropped' THEN ', '
                    ELSE ', freed: '
                END
                || concat_ws(' at ', p.drop_reason, p.drop_function)
                || coalesce(' (' || d.last.note || ')', '') AS words
        FROM packets AS p
        LEFT JOIN death AS d ON d.packet = p.packet
    )
SELECT
    trace_of(s.packet) AS trace,
    coalesce(s.place.netns, s.netns) AS netns,
    s.place.ifindex AS ifindex,
    s.place.ifname AS ifname,
    epoch_ns(s.ts) AS time,
    s.packet, s.seq, s.direction,
    s.ends AS last,
    l.lost,
    f.verdict,
    'path: ' || s.steps AS comment_path,
    CASE WHEN s.ends THEN 'then: ' || s.more END AS comment_then,
    f.words || coalesce(', ' || duration_name(epoch_ns(f.ts) - epoch_ns(s.ts)) || ' later', '')
        AS comment_fate,
    CASE
        WHEN s.missing = 0
        THEN 'latency: ' || duration_name(s.latency_ns) || ' since ' || s.old_ifname
    END AS comment_latency,
    CASE WHEN s.missing > 0 THEN 'missing: ' || s.missing || ' of its events before' END
        AS comment_missing,
    'tunnel: ' || e.tunnel_type || coalesce(' ' || e.tunnel_id, '') || ' with '
        || flow_name(e.inner_protocol, e.inner_saddr, e.inner_sport, e.inner_daddr, e.inner_dport,
            NULL) AS comment_tunnel,
    'task: ' || concat_ws(', ', e.comm, 'pid ' || e.pid, 'CPU ' || e.cpu) AS comment_task,
    e.queue, e.pkt_type, e.len, e.src_mac, e.dst_mac, e.ethertype, e.vlan_id, e.arp_op,
    e.saddr, e.daddr, e.protocol, e.tos, e.ttl, e.ip_id, e.ip_len, e.frag_off,
    e.ipv6_ext, e.sport, e.dport, e.tcp_flags, e.tcp_seq, e.tcp_ack, e.tcp_window, e.icmp_type,
    e.icmp_code, e.icmp_id, e.icmp_seq, e.gre_key, e.esp_spi, e.payload_len, e.tunnel_type,
    e.tunnel_id, e.inner_saddr, e.inner_daddr, e.inner_protocol, e.inner_sport, e.inner_dport
FROM seen AS s
JOIN events AS e ON e.packet = s.packet AND e.seq = s.shown
LEFT JOIN loss AS l ON l.at.packet = s.packet AND l.at.seq = s.seq
LEFT JOIN fate AS f ON s.ends AND f.packet = s.packet
ORDER BY time, s.packet, s.seq;
