-- title: Packets that the kernel dropped, with what the drop itself says
-- description: One row per kfree_skb: the quick part of the view drops, without the hook in which
--   the packet was dropped. If the event itself has no headers (restricted back-end), addresses
--   come from the packet's latest earlier event that has them; so do interface and namespace,
--   unless the packet has reached another device since.
-- needs: events, frees, probes
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop among the events of the packet.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: function             Function that freed the packet.
-- column: location             Code location of the free: function+0xoffset.
-- column: flow                 Addresses of the packet: UDP a:1 > b:2.
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
-- cost: a scan of drop_reason and function, which are stored next to each other; then of the events
--   of packets whose drop has no headers, of those that show what a free was where the kernel does
--   not say, and of echo replies or acknowledgements where a drop depends on them
CREATE VIEW dropped AS
WITH
    -- Two branches: an OR of two columns would be evaluated for every row, after reading all
    -- columns.
    drop_event AS NOT MATERIALIZED (
        SELECT *, place_name(drop_location, drop_address) AS place
        FROM events
        WHERE role_drops(function) AND is_drop(function, drop_reason)
        UNION ALL
        SELECT *, place_name(drop_location, drop_address)
        FROM events
        WHERE drop_reason IS NOT NULL AND NOT coalesce(role_drops(function), false)
            AND is_drop(function, drop_reason)
    ),
    -- A list, so that the optimizer knows that these are few compared with all events.
    asked AS MATERIALIZED (
        SELECT unnest(list(d), recursive := true)
        FROM (
            SELECT
                packet, seq, ts, saddr, sport, daddr, dport, payload_len, tcp_seq, icmp_id,
                icmp_seq,
                saddr IS NULL AS headless,
                saddr IS NULL OR ethertype IS NULL OR ifname IS NULL OR netns IS NULL AS bare,
                contains(place, 'xmit') AS sending,
                -- Where the kernel names a bad checksum, only its reply explains an echo request.
                tells_little(drop_reason, place)
                    AND NOT coalesce(
                        role_frees_icmpv6(place) AND drop_reason IS NOT NULL AND icmp_type <> 129,
                        false) AS unclear,
                role_frees_icmpv6(place) AND unnamed(drop_reason) AND icmp_type = 128 AS echo,
                saddr IS NULL OR coalesce(icmp_type IN (0, 129), false) AS replies,
                role_frees_ip(place) AND is_multicast(daddr) AS multicast,
                old_tcp(drop_reason) AS old,
                drop_reason = 'TCP_INVALID_SEQUENCE' AS invalid
            FROM drop_event
        ) AS d
        WHERE bare OR unclear OR echo OR old
    ),
    earlier AS MATERIALIZED (
        SELECT
            b.packet, b.seq,
            arg_max(
                {
                    'protocol': coalesce(e.protocol, arp_name(e.ethertype)),
                    'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                    'dport': e.dport, 'icmp_type': e.icmp_type, 'payload_len': e.payload_len,
                    'tcp_seq': e.tcp_seq, 'tcp_flags': e.tcp_flags
                },
                e.seq) FILTER (e.saddr IS NOT NULL AND b.headless) AS h,
            arg_max(e.ethertype, e.seq) AS ethertype,
            -- Empty at a device that the event does not name.
            arg_max(coalesce(e.ifname, CASE WHEN leaves(e.function, b.sending) THEN '' END), e.seq)
                AS ifname,
            arg_max(
                coalesce(e.netns_name, CAST(e.netns AS VARCHAR),
                    CASE WHEN leaves(e.function, b.sending) THEN '' END),
                e.seq) AS netns
        FROM asked AS b
        JOIN events AS e ON e.packet = b.packet AND e.seq < b.seq
        WHERE b.bare
        GROUP BY b.packet, b.seq
    ),
    -- One value per branch: the scan then returns only the rows that have it.
    telling AS MATERIALIZED (
        SELECT packet, seq, 'closed' AS sign
        FROM events
        WHERE tcp_state = 'TIME_WAIT' AND starts_with(function, 'tcp_v')
            AND ends_with(function, '_rcv')
        UNION ALL
        SELECT packet, seq, 'reset' FROM events WHERE function = 'tcp_v4_send_reset'
        UNION ALL
        SELECT packet, seq, 'reset' FROM events WHERE function = 'tcp_v6_send_reset'
        UNION ALL
        -- Every echo reply passes it, so it is read only if one was freed without a reason.
        SELECT packet, seq, 'pinged'
        FROM events
        WHERE function = 'ping_rcv'
            AND packet IN (SELECT packet FROM asked WHERE unclear AND replies)
        UNION ALL
        SELECT packet, seq, 'handled' FROM events WHERE function = 'ndisc_rcv'
        UNION ALL
        SELECT packet, seq, 'handled' FROM events WHERE function = 'icmpv6_notify'
        UNION ALL
        SELECT packet, seq, 'handled' FROM events WHERE function = 'igmp6_event_query'
        UNION ALL
        SELECT packet, seq, 'handled' FROM events WHERE function = 'igmp6_event_report'
    ),
    sign AS (
        SELECT
            u.packet, u.seq,
            bool_or(t.sign = 'closed') AS closed,
            bool_or(t.sign = 'reset') AS reset,
            bool_or(t.sign = 'pinged') AS pinged,
            bool_or(t.sign = 'handled') AS handled
        FROM asked AS u
        JOIN telling AS t ON t.packet = u.packet AND t.seq < u.seq
        WHERE u.unclear
        GROUP BY u.packet, u.seq
    ),
    -- Multicast to a group that nobody joined is rejected before its source is checked.
    stray AS (
        SELECT u.packet, u.seq
        FROM asked AS u
        JOIN events AS e ON e.packet = u.packet AND e.seq < u.seq
        WHERE u.multicast
        GROUP BY u.packet, u.seq
        HAVING count(*) = u.seq AND bool_or(role_looks_up(e.function))
            AND NOT bool_or(role_checks_source(e.function))
            AND EXISTS (FROM probes WHERE role_checks_source(function) AND attached)
    ),
    -- The first events of a reply are enough; later ones only repeat it. (The sum keeps the filter
    -- from being evaluated for every row.)
    reply AS MATERIALIZED (
        SELECT DISTINCT saddr, daddr, icmp_id, icmp_seq
        FROM events
        WHERE icmp_type = 129 AND seq + 0 < 4
    ),
    -- A segment that TCP rejects for its sequence number, and an ACK that covers it: for the byte
    -- that a keepalive probe repeats exactly that ACK, for data that one or a later one.
    acknowledged AS MATERIALIZED (
        SELECT DISTINCT q.packet, q.seq, q.payload_len > 1 AS data
        FROM (
            SELECT
                a.packet, a.seq, a.ts, a.invalid,
                coalesce(a.saddr, e.h.saddr) AS saddr,
                coalesce(a.sport, e.h.sport) AS sport,
                coalesce(a.daddr, e.h.daddr) AS daddr,
                coalesce(a.dport, e.h.dport) AS dport,
                coalesce(a.payload_len, e.h.payload_len) AS payload_len,
                coalesce(a.tcp_seq, e.h.tcp_seq)
                    + greatest(1, coalesce(a.payload_len, e.h.payload_len)) AS past
            FROM asked AS a
            LEFT JOIN earlier AS e ON e.packet = a.packet AND e.seq = a.seq
            WHERE a.old
        ) AS q
        JOIN events AS r
            ON r.saddr = q.daddr AND r.sport = q.dport AND r.daddr = q.saddr AND r.dport = q.sport
                -- Modulo 2^32: half of the numbers are before a given one, half after it (RFC 9293
                -- 3.4).
                AND (r.tcp_ack - q.past + 8589934592) % 4294967296
                    < CASE WHEN q.payload_len > 1 THEN 2147483648 ELSE 1 END
                -- If not invalid, the kernel says that it is old; invalid can also be ahead of the
                -- window.
                AND (r.ts < q.ts OR NOT q.invalid)
        WHERE r.tcp_ack IS NOT NULL
    ),
    answer AS (
        SELECT DISTINCT q.packet, q.seq
        FROM asked AS q
        JOIN reply AS r
            ON r.daddr = q.saddr AND r.icmp_id = q.icmp_id AND r.icmp_seq = q.icmp_seq
                AND (r.saddr = q.daddr OR q.daddr LIKE 'ff%')
        WHERE q.echo
        UNION ALL
        SELECT packet, seq FROM acknowledged WHERE NOT data
    ),
    known AS (
        SELECT
            d.packet, d.seq, d.ts,
            d.drop_reason AS reason,
            d.place AS function,
            d.drop_location AS location,
            CASE
                WHEN e.h IS NULL THEN coalesce(d.protocol, arp_name(d.ethertype))
                ELSE e.h.protocol
            END AS protocol,
            coalesce(d.saddr, e.h.saddr) AS saddr,
            CASE WHEN e.h IS NULL THEN d.sport ELSE e.h.sport END AS sport,
            CASE WHEN e.h IS NULL THEN d.daddr ELSE e.h.daddr END AS daddr,
            CASE WHEN e.h IS NULL THEN d.dport ELSE e.h.dport END AS dport,
            CASE WHEN e.h IS NULL THEN d.icmp_type ELSE e.h.icmp_type END AS icmp_type,
            CASE WHEN e.h IS NULL THEN d.payload_len ELSE e.h.payload_len END AS payload_len,
            CASE WHEN e.h IS NULL THEN d.tcp_flags ELSE e.h.tcp_flags END AS tcp_flags,
            d.icmp_code, d.ttl, d.len,
            coalesce(d.ethertype, e.ethertype) AS ethertype,
            -- A packet that has moved to another namespace is at another device, too.
            CASE
                WHEN coalesce(d.netns_name, CAST(d.netns AS VARCHAR)) <> e.netns THEN d.ifname
                ELSE coalesce(d.ifname, nullif(e.ifname, ''))
            END AS ifname,
            coalesce(d.netns_name, CAST(d.netns AS VARCHAR), nullif(e.netns, '')) AS netns,
            s.closed, s.reset, s.pinged, s.handled,
            m.packet IS NOT NULL AS unjoined,
            a.packet IS NOT NULL AS answered,
            g.packet IS NOT NULL AS again
        FROM drop_event AS d
        LEFT JOIN earlier AS e ON e.packet = d.packet AND e.seq = d.seq
        LEFT JOIN sign AS s ON s.packet = d.packet AND s.seq = d.seq
        LEFT JOIN stray AS m ON m.packet = d.packet AND m.seq = d.seq
        LEFT JOIN answer AS a ON a.packet = d.packet AND a.seq = d.seq
        LEFT JOIN acknowledged AS g ON g.packet = d.packet AND g.seq = d.seq AND g.data
    ),
    described AS (
        SELECT k.*, free_kind(k) AS kind FROM known AS k
    )
SELECT
    t.packet, t.seq, t.ts, t.reason, t.function, t.location,
    flow_name(t.protocol, t.saddr, t.sport, t.daddr, t.dport, t.icmp_type) AS flow,
    t.protocol, t.saddr, t.sport, t.daddr, t.dport, t.icmp_type, t.ifname, t.netns,
    coalesce(f.class, 'fault') AS class,
    t.kind,
    CASE WHEN f.class = 'everyday' THEN f.meaning END AS usual
FROM described AS t
LEFT JOIN frees AS f ON f.kind = t.kind;
