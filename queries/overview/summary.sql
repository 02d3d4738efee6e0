-- title: Summary of the trace
-- description: Where and how the trace was recorded, what is in it, what happened to the packets,
--   what failed without a drop, the most frequent drops, what was lost, and which probes could
--   not be attached.
-- needs: completeness, dropped, failures, frees, packets, probes, trace
-- param: top INTEGER = 5       Rows for each of: what stands out, drops, refused probes.
-- param: sample BIGINT 1.. = 50000  Fates are of the packets with the lowest numbers, up to this
--   one.
-- column: section group        Part of the summary.
-- column: item                 What the row is about.
-- column: count count          Number; NULL where the row is text.
-- column: detail               Text.
-- empty: The trace is empty.
-- cost: those of the views dropped and failures, and that of packets for those of the sample
WITH
    about AS (
        SELECT unnest([
            {'rank': 1, 'item': 'host', 'detail': host},
            {'rank': 2, 'item': 'kernel', 'detail': concat_ws(' ', kernel, architecture)},
            {'rank': 3, 'item': 'back-end', 'detail': backend},
            {'rank': 4, 'item': 'recorder', 'detail': recorder},
            {'rank': 5, 'item': 'command', 'detail': command},
            {'rank': 6, 'item': 'filter', 'detail': coalesce(filter, 'none: every packet')},
            {'rank': 6.5, 'item': 'bundle', 'detail': bundle},
            {'rank': 7, 'item': 'start', 'detail': strftime(start, '%Y-%m-%d %H:%M:%S') || ' UTC'},
            {'rank': 8, 'item': 'duration', 'detail': duration_name(duration_ns)},
            {'rank': 9, 'item': 'ended by', 'detail': stop_reason},
            {'rank': 9.5, 'item': 'trigger', 'detail': trigger},
            {'rank': 10, 'item': 'checksums', 'detail': CASE checked
                WHEN 'whole' THEN 'right: the file is as it was recorded'
                WHEN 'pages' THEN 'right, of the rows alone: the footer has none (older recorder)'
                ELSE checked || ': damage that leaves the file readable would not be noticed' END}
        ], recursive := true)
        FROM trace
    ),
    whole AS (
        SELECT events, packets, gaps, missing, lost, causes FROM completeness
    ),
    fate AS (
        SELECT fate, count(*) AS packets
        FROM packets
        WHERE number_in_trace(packet) <= getvariable('sample')
        GROUP BY fate
    ),
    sampled AS (
        SELECT coalesce(sum(packets), 0) AS packets FROM fate
    ),
    -- Only the first drop of each group is described in words.
    counted AS (
        SELECT
            class, kind, reason, function,
            count(*) AS drops,
            arg_min(
                {
                    'packet': packet, 'protocol': protocol, 'saddr': saddr, 'sport': sport,
                    'daddr': daddr, 'dport': dport, 'icmp_type': icmp_type, 'netns': netns,
                    'ifname': ifname
                },
                {'ts': ts, 'packet': packet}) AS f
        FROM dropped
        GROUP BY class, kind, reason, function
    ),
    described AS (
        SELECT
            c.part, c.section, c.meaning, drops,
            coalesce(reason, 'no reason') || ' at ' || coalesce(function, '?') AS death,
            coalesce(f.meaning, death) AS item,
            concat_ws(', ',
                'packet ' || d.f.packet,
                flow_name(d.f.protocol, d.f.saddr, d.f.sport, d.f.daddr, d.f.dport, d.f.icmp_type),
                'netns ' || d.f.netns,
                'interface ' || d.f.ifname) AS example
        FROM counted AS d
        LEFT JOIN frees AS f ON f.kind = d.kind
        JOIN (
            VALUES
                ('fault', 5, 'drops', NULL),
                ('unknown', 6, 'unknown', 'fault or not: the kernel frees both alike'),
                ('consequence', 7, 'consequences', 'of a closed socket, a removed queue ...'),
                ('everyday', 8, 'everyday frees', 'no fault')
        ) AS c (class, part, section, meaning) ON c.class = d.class
    ),
    outstanding AS (
        SELECT
            failure AS item,
            count(*) AS packets,
            concat_ws(', ',
                arg_min(netns, {'ts': ts, 'packet': packet}),
                flow_name(protocol, saddr, source_port(sport, dport, false), daddr,
                    destination_port(sport, dport, false), NULL),
                'first: packet ' || arg_min(packet, {'ts': ts, 'packet': packet})) AS detail
        FROM failures
        GROUP BY failure, protocol, saddr, source_port(sport, dport, false), daddr,
            destination_port(sport, dport, false)
    ),
    refused AS (
        SELECT reason, count(*) AS probes, list(function ORDER BY function) AS functions
        FROM probes
        WHERE NOT attached
        GROUP BY reason
    ),
    line AS (
        SELECT 1 AS part, 'trace' AS section, rank, item, NULL AS count, detail FROM about
        UNION ALL
        SELECT 2, 'contents', 1, 'events', events, NULL FROM whole
        UNION ALL
        SELECT 2, 'contents', 2, 'packets', packets, NULL FROM whole
        UNION ALL
        SELECT 2, 'contents', 3, 'lost events', lost, causes FROM whole
        UNION ALL
        SELECT 2, 'contents', 4, 'packets with gaps', gaps,
            CASE WHEN gaps > 0 THEN format('{:,} events are missing in them', missing) END
        FROM whole
        UNION ALL
        SELECT 3, 'fates', row_number() OVER (ORDER BY packets DESC, fate), fate, packets,
            format('{:.1f} %', 100.0 * packets / sum(packets) OVER ())
        FROM fate
        UNION ALL
        SELECT 3, 'fates', 0, 'sample', s.packets,
            format('of the packets numbered up to {:,}; --sample counts more',
                getvariable('sample'))
        FROM sampled AS s
        JOIN whole AS w ON w.packets > s.packets
        UNION ALL
        SELECT 4, 'stands out', row_number() OVER (ORDER BY packets DESC, item, detail), item,
            packets, detail
        FROM outstanding
        UNION ALL
        SELECT part, section, 0, 'all', CAST(sum(drops) AS BIGINT), any_value(meaning)
        FROM described
        GROUP BY part, section
        UNION ALL
        SELECT part, section,
            row_number() OVER (PARTITION BY part ORDER BY sum(drops) DESC, item),
            item, CAST(sum(drops) AS BIGINT),
            CASE
                WHEN section = 'everyday frees' THEN each_once(list(death), ', ')
                ELSE 'first: ' || arg_max(example, {'drops': drops, 'death': death})
            END
        FROM described
        GROUP BY part, section, item
        UNION ALL
        SELECT 9, 'probes', 0, 'attached', count(*) FILTER (attached), NULL FROM probes
        UNION ALL
        SELECT 9, 'probes', row_number() OVER (ORDER BY probes DESC, reason),
            'not attached', probes,
            concat_ws(': ', reason, array_to_string(functions[:4], ', ')
                || CASE WHEN probes > 4 THEN format(' and {:,} more', probes - 4) ELSE '' END)
        FROM refused
    )
SELECT section, item, count, detail
FROM line
WHERE (count IS NOT NULL OR detail <> '')
    AND (part < 4 OR rank <= getvariable('top'))
ORDER BY part, rank, item;
