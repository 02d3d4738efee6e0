-- title: What is in the trace and what stands out
-- description: Where and how it was recorded, how much is in it, what became of the packets, the
--   most frequent drops, what was lost and which probes could not be attached.
-- needs: completeness, dropped, packets, probes, trace
-- param: top INTEGER = 5       Rows for each of: drops, refused probes.
-- param: sample BIGINT 1.. = 50000  Fates are of the packets with the lowest numbers, up to this
--   one.
-- column: section group        Part of the summary.
-- column: item                 What the row is about.
-- column: count count          Number; NULL where the row is text.
-- column: detail               Text.
-- empty: The trace is empty.
-- cost: that of the view drops, and that of packets for those of the sample
WITH
    about AS (
        SELECT unnest([
            {'rank': 1, 'item': 'host', 'detail': host},
            {'rank': 2, 'item': 'kernel', 'detail': concat_ws(' ', kernel, architecture)},
            {'rank': 3, 'item': 'back-end', 'detail': backend},
            {'rank': 4, 'item': 'recorder', 'detail': recorder},
            {'rank': 5, 'item': 'command', 'detail': command},
            {'rank': 6, 'item': 'filter', 'detail': coalesce(filter, 'none: every packet')},
            {'rank': 7, 'item': 'start', 'detail': strftime(start, '%Y-%m-%d %H:%M:%S') || ' UTC'},
            {'rank': 8, 'item': 'duration', 'detail': duration_name(duration_ns)},
            {'rank': 9, 'item': 'ended by', 'detail': stop_reason},
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
    -- The first drop of each is put into words, not all of them.
    counted AS (
        SELECT
            usual, reason, place,
            count(*) AS drops,
            arg_min(
                {
                    'packet': packet, 'protocol': protocol, 'saddr': saddr, 'sport': sport,
                    'daddr': daddr, 'dport': dport, 'icmp_type': icmp_type, 'netns': netns,
                    'ifname': ifname
                },
                ts) AS f
        FROM dropped
        GROUP BY usual, reason, place
    ),
    told AS (
        SELECT
            usual, drops,
            coalesce(reason, 'no reason') || ' at ' || coalesce(place, '?') AS item,
            concat_ws(', ',
                'packet ' || f.packet,
                flow_name(f.protocol, f.saddr, f.sport, f.daddr, f.dport, f.icmp_type),
                'netns ' || f.netns,
                'interface ' || f.ifname) AS example
        FROM counted
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
        SELECT
            CASE WHEN usual THEN 5 ELSE 4 END,
            CASE WHEN usual THEN 'everyday frees' ELSE 'drops' END,
            0, 'all', CAST(sum(drops) AS BIGINT), CASE WHEN usual THEN 'no fault' END
        FROM (SELECT drops, usual IS NOT NULL AS usual FROM told)
        GROUP BY usual
        UNION ALL
        SELECT 4, 'drops', row_number() OVER (ORDER BY drops DESC, item), item, drops,
            'first: ' || example
        FROM told
        WHERE usual IS NULL
        UNION ALL
        SELECT 5, 'everyday frees', row_number() OVER (ORDER BY drops DESC, item, usual), item,
            drops, usual
        FROM told
        WHERE usual IS NOT NULL
        UNION ALL
        SELECT 6, 'probes', 0, 'attached', count(*) FILTER (attached), NULL FROM probes
        UNION ALL
        SELECT 6, 'probes', row_number() OVER (ORDER BY probes DESC, reason),
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
