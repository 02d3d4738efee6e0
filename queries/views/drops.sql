-- title: Packets that the kernel dropped
-- description: One row per kfree_skb. If the event itself has no headers (restricted back-end),
--   addresses, interface and namespace come from the packet's latest earlier event that has them;
--   interface and namespace only if the packet has not reached another device since.
-- needs: dropped, events, frees, refusals
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop among the events of the packet.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: function             Function that freed the packet.
-- column: location             Code location of the free: function+0xoffset.
-- column: after                Last function or hook that the packet entered before, where the
--   freeing function does not show it: in netfilter, and where that function has no name; else
--   NULL.
-- column: hook                 Netfilter hook in which it was dropped, with the table and chain or
--   the function that refused it; NULL outside netfilter, and if an event is missing between the
--   hook and the drop.
-- column: note                 What other events show about the cause: the hook, the route, the
--   source check, an XDP program ...; for frees that are not faults, what they are. NULL if there
--   is nothing to add.
-- column: refused_by           Type of the route that refused it, none (there was no route) or not
--   forwarding; NULL when routing did not refuse it.
-- column: flow                 Addresses of the packet: UDP a:1 > b:2.
-- column: came_as              Addresses on arrival, without the source port, if they were
--   different: before NAT, inside or outside a tunnel; NULL for everyday frees.
-- column: protocol             As in events; ARP where the addresses come from an ARP header.
-- column: saddr                Source address.
-- column: sport                Source port.
-- column: daddr                Destination address.
-- column: dport                Destination port.
-- column: icmp_type            ICMP or ICMPv6 type.
-- column: ifname               Interface where it was dropped; NULL when that is not known.
-- column: netns                Name (else inode) of the network namespace; NULL likewise.
-- column: class                fault, or as in frees: everyday, consequence, unknown.
-- column: kind                 As in frees; NULL for a fault.
-- column: usual                Why this is an everyday free; NULL when it may be anything else.
-- cost: those of the views dropped and refusals, then a scan of the events of the packets that were
--   dropped, except everyday frees
CREATE VIEW drops AS
WITH
    freed AS MATERIALIZED (
        SELECT * EXCLUDE (flow) FROM dropped
    ),
    -- A list, so that the optimizer knows that these are few compared with all events.
    unclear AS MATERIALIZED (
        SELECT unnest(list({'packet': packet, 'seq': seq}), recursive := true)
        FROM freed
        WHERE class <> 'everyday'
    ),
    lived AS (
        SELECT
            d.packet, d.seq AS died, e.seq, e.function, e.route_type, e.error_type,
            e.error_code, e.verdict,
            e.retval, e.kind, e.protocol, e.saddr, e.daddr, e.dport
        FROM unclear AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq < d.seq
    ),
    history AS (
        SELECT
            packet, died,
            arg_min({'protocol': protocol, 'saddr': saddr, 'daddr': daddr, 'dport': dport}, seq)
                FILTER (saddr IS NOT NULL) AS entry,
            arg_max({'type': route_type, 'retval': retval}, seq)
                FILTER (kind = 'return' AND role_looks_up(function)) AS route,
            arg_max({'verdict': verdict, 'retval': retval}, seq)
                FILTER (kind = 'return' AND role_checks_source(function)) AS source,
            arg_max(route_type, seq) FILTER (role_no_route(function))
                AS error_route,
            arg_max(error_code, seq) FILTER (role_icmp_error(function)) AS icmp_code,
            arg_max({'type': error_type, 'code': error_code}, seq)
                FILTER (error_type IS NOT NULL) AS answer,
            bool_or(role_reset(function)) AS reset,
            CASE WHEN max(seq) = died - 1 THEN arg_max(function, seq) END AS last
        FROM lived
        GROUP BY packet, died
    ),
    described AS (
        SELECT
            d.*, w.route, w.source, w.reset, w.last, w.answer, r.after, r.hook,
            -- An IPv4 lookup may report any kind of rejecting route as unreachable.
            CASE
                WHEN d.function = 'ip_error' AND d.reason = 'IP_INADDRERRORS' THEN 'not forwarding'
                WHEN d.function = 'ip_error' AND d.reason = 'IP_INNOROUTES' THEN 'none'
                WHEN w.error_route IS NOT NULL THEN w.error_route
                WHEN d.function <> 'ip_error' OR w.route.type <> 'unreachable' THEN w.route.type
                WHEN w.icmp_code = 0 THEN 'none'
                WHEN w.icmp_code = 1 THEN 'unreachable'
                WHEN w.icmp_code = 13 THEN 'prohibit'
                -- The kernel limits its ICMP errors, so the absence of one proves nothing.
                ELSE 'none, or one that refuses'
            END AS refused_by,
            CASE
                WHEN w.entry.saddr <> d.saddr OR w.entry.daddr <> d.daddr
                    OR w.entry.dport <> d.dport OR w.entry.protocol <> d.protocol
                THEN flow_name(w.entry.protocol, w.entry.saddr, NULL, w.entry.daddr,
                    w.entry.dport, NULL)
            END AS came_as
        FROM freed AS d
        LEFT JOIN history AS w ON w.packet = d.packet AND w.died = d.seq
        LEFT JOIN refusals AS r ON r.packet = d.packet AND r.seq = d.seq
    )
SELECT
    t.packet, t.seq, t.ts, t.reason, t.function, t.location,
    t.after, t.hook,
    coalesce(f.meaning, 'netfilter ' || t.hook, cause(t)) AS note,
    CASE WHEN cause(t) LIKE 'route: %' THEN t.refused_by END AS refused_by,
    flow_name(t.protocol, t.saddr, t.sport, t.daddr, t.dport, t.icmp_type) AS flow,
    t.came_as,
    t.protocol, t.saddr, t.sport, t.daddr, t.dport, t.icmp_type, t.ifname, t.netns,
    t.class, t.kind, t.usual
FROM described AS t
LEFT JOIN frees AS f ON f.kind = t.kind;
