-- title: The life of one packet, in words
-- description: Every event of one packet in order: where it was, what was decided, what changed,
--   how it ended, and which packets were made from it.
-- needs: drops, events, functions, hops, lineage
-- param: packet PACKET         Number of the packet (skbtrail packets lists them).
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: step                 Position in its life; NULL for the beginning of another packet.
-- column: time ns              Time since its first event.
-- column: function             Kernel function, tracepoint or hook; :return where it returned.
-- column: interface            Network namespace and interface, where they change.
-- column: event                What happened.
-- empty: There is no such packet in the trace.
-- cost: a scan for one packet, whose rows lie together
WITH
    life AS (
        SELECT
            e.*,
            -- A question mark stands for a device that the event does not name.
            trim(concat_ws(' ',
                last_value(
                    coalesce(e.netns_name, CAST(e.netns AS VARCHAR),
                        CASE WHEN role_arrives(e.function) THEN '?' END)
                    IGNORE NULLS) OVER w,
                last_value(coalesce(e.ifname, CASE WHEN role_arrives(e.function) THEN '' END)
                    IGNORE NULLS) OVER w)) AS place,
            last_value(e.saddr IGNORE NULLS) OVER w AS known_saddr,
            last_value(e.daddr IGNORE NULLS) OVER w AS known_daddr,
            lag(e.seq) OVER w AS old_seq,
            epoch_ns(e.ts) - lag(epoch_ns(e.ts)) OVER w AS passed,
            lag(e.cpu) OVER w AS old_cpu,
            lag(concat_ws(', ', e.ct_state, e.ct_status) IGNORE NULLS) OVER w AS old_ct,
            last_value(e.tcp_state IGNORE NULLS) OVER before AS old_tcp_state,
            min(e.ts) OVER () AS born,
            -- What is known about the packet is shown where it is first known.
            concat_ws(', ',
                CASE
                    WHEN count(e.saddr) OVER w = 1 AND e.saddr IS NOT NULL
                    THEN flow_name(coalesce(e.protocol, arp_name(e.ethertype)), e.saddr, e.sport,
                        e.daddr, e.dport, e.icmp_type)
                    WHEN count(e.saddr) OVER (PARTITION BY e.packet) = 0
                        AND count(e.src_mac) OVER w = 1
                    THEN 'frame of type ' || e.ethertype || ' from ' || e.src_mac || ' to '
                        || e.dst_mac
                END,
                CASE WHEN count(e.vlan_id) OVER w = 1 THEN 'VLAN ' || e.vlan_id END,
                CASE WHEN count(e.esp_spi) OVER w = 1 THEN format('SPI 0x{:x}', e.esp_spi) END,
                CASE WHEN count(e.tcp_flags) OVER w = 1 THEN e.tcp_flags END,
                CASE WHEN count(e.ttl) OVER w = 1 THEN 'ttl ' || e.ttl END,
                CASE
                    WHEN count(nullif(e.ip_len, 0)) OVER w = 1
                    THEN 'length ' || nullif(e.ip_len, 0)
                END,
                CASE WHEN count(e.mark) OVER w = 1 THEN 'mark ' || nullif(e.mark, 0) END) AS news
        FROM events AS e
        WHERE e.packet = getvariable('packet')
        WINDOW
            w AS (PARTITION BY e.packet ORDER BY e.seq),
            before AS (PARTITION BY e.packet ORDER BY e.seq
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    -- What semantic probes decode besides the verdict.
    decoded AS (
        SELECT
            seq,
            concat_ws(', ',
                'rewrites the ' || nat || ' address',
                'route ' || nullif(
                    concat_ws(' ', route_type, 'by ' || route_dev, 'through ' || route_gateway),
                    ''),
                'connection ' || CASE
                    WHEN concat_ws(', ', ct_state, ct_status) IS DISTINCT FROM old_ct
                    THEN nullif(concat_ws(', ', ct_state, ct_status), '')
                END,
                'qdisc ' || qdisc || coalesce(' ' || qdisc_handle, '')
                    || coalesce(
                        format(' with {:,} packets', qdisc_qlen)
                        || coalesce(format(', {:,} bytes', qdisc_backlog), ''), ''),
                'sends ' || icmp_error(
                    CASE WHEN contains(known_saddr, ':') THEN 'ICMPv6' ELSE 'ICMP' END,
                    error_type, error_code),
                'reset because of ' || reset_reason,
                'TCP ' || CASE
                    WHEN tcp_state IS DISTINCT FROM old_tcp_state THEN tcp_state
                END,
                format('receive memory {:,} of {:,} bytes', sk_rmem_alloc, sk_rcvbuf),
                format('{:,} of {:,} connections wait for accept', sk_ack_backlog,
                    sk_max_ack_backlog),
                CASE
                    WHEN row_number() OVER (PARTITION BY tunnel_type, tunnel_id, inner_saddr
                        ORDER BY seq) = 1 AND tunnel_type IS NOT NULL
                    THEN concat_ws(' ', tunnel_type, tunnel_id, 'around',
                        flow_name(inner_protocol, inner_saddr, inner_sport, inner_daddr,
                            inner_dport, NULL))
                END,
                'ARP ' || arp_op) AS facts
        FROM life
    ),
    described AS (
        SELECT
            e.*,
            CASE
                WHEN e.kind = 'lineage' THEN e.lineage || ' of packet ' || e.parent
                WHEN d.seq IS NOT NULL
                THEN CASE d.class
                        WHEN 'fault' THEN 'DROPPED: '
                        WHEN 'unknown' THEN 'freed, fault or not (' || d.note || '): '
                        ELSE 'freed, ' || d.note || ': '
                    END
                    || coalesce(d.reason, 'no reason given') || ' at '
                    || coalesce(d.location, d.function, '?')
                    || CASE WHEN d.class = 'fault' THEN coalesce(', ' || d.note, '') ELSE '' END
                WHEN role_checks_source(e.function)
                THEN 'rp_filter check of source ' || coalesce(e.known_saddr, '?')
                    || coalesce(': ' || e.verdict, '')
                WHEN role_looks_up(e.function)
                THEN 'route lookup to ' || coalesce(e.known_daddr, '?')
                    || coalesce(': ' || e.verdict, '')
                WHEN e.function LIKE 'nf:%'
                THEN concat_ws(' ', 'netfilter', e.nf_family, e.nf_hook, 'in ' || e.in_ifname,
                        'out ' || e.out_ifname)
                    || CASE WHEN e.function LIKE '%:last' THEN ': accepted' ELSE ': entered' END
                WHEN role_tracks(e.function)
                THEN f.meaning || coalesce(': ' || e.verdict, '')
                WHEN e.nf_hook IS NOT NULL OR e.nf_table IS NOT NULL OR e.nf_chain IS NOT NULL
                THEN concat_ws(' ', 'netfilter', e.nf_family, e.nf_hook, 'table ' || e.nf_table,
                        'chain ' || e.nf_chain, 'rule ' || e.nf_rule,
                        'in ' || e.in_ifname, 'out ' || e.out_ifname)
                    || coalesce(': ' || e.verdict, '')
                WHEN e.kind = 'return'
                THEN 'returned ' || coalesce(e.verdict, CAST(e.retval AS VARCHAR), '')
                ELSE f.meaning
            END AS words
        FROM life AS e
        LEFT JOIN functions AS f ON f.function = e.function
        LEFT JOIN drops AS d ON d.packet = e.packet AND d.seq = e.seq
    ),
    line AS (
        SELECT
            t.seq AS position,
            t.seq AS step,
            epoch_ns(t.ts) - epoch_ns(t.born) AS time,
            step_name(t.kind, t.function) AS function,
            CASE
                WHEN t.place IS DISTINCT FROM lag(t.place) OVER (ORDER BY t.seq) THEN t.place
            END AS interface,
            concat_ws('; ',
                CASE
                    WHEN t.seq > 0 AND t.old_seq IS NULL AND is_resumed(t.packet)
                    THEN format('[{:,} events before, in an earlier part]', t.seq)
                    WHEN t.seq - coalesce(t.old_seq, -1) > 1
                    THEN format('[{:,} events lost before this one]',
                        t.seq - coalesce(t.old_seq, -1) - 1)
                END,
                CASE
                    WHEN t.passed < 0
                    THEN format('[{} back in time: CPU {} to CPU {}]', duration_name(-t.passed),
                        t.old_cpu, t.cpu)
                END,
                t.words,
                nullif(c.facts, ''),
                nullif(t.news, ''),
                h.changed) AS event
        FROM described AS t
        JOIN decoded AS c ON c.seq = t.seq
        LEFT JOIN hops AS h ON h.packet = getvariable('packet') AND h.seq = t.seq
        UNION ALL
        SELECT
            (SELECT max(seq) FROM life WHERE ts <= l.ts) + 0.5,
            NULL,
            epoch_ns(l.ts) - epoch_ns((SELECT min(born) FROM life)),
            l.function,
            NULL,
            CASE
                WHEN l.seq = 0 THEN 'packet ' || l.packet || ' begins as its ' || l.lineage
                ELSE 'packet ' || l.packet || ' has its data from here on: ' || l.lineage
            END
        FROM lineage AS l
        WHERE l.parent = getvariable('packet')
    )
SELECT step, time, function, interface, event
FROM line
ORDER BY position, time, event
LIMIT getvariable('top');
