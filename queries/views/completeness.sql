-- title: Completeness of the traces
-- description: One row: what is missing. Every report prints the note before its first line. A
--   trace is complete when its footer and its rows agree that nothing is missing. A recording in
--   parts is also complete without its first or last parts: the events of a packet that are in an
--   earlier part do not count as missing.
-- needs: _files, _grouped, _holes, _sound, losses, traces
-- column: events               Events in all traces.
-- column: packets              Packets in all traces.
-- column: gaps                 Packets with a hole in seq.
-- column: missing              Events in these holes.
-- column: lost                 Events that were counted as lost, in such holes or elsewhere.
-- column: complete             Was nothing counted as lost, and do the rows agree?
-- column: uncounted            Which events may be missing without being counted, on kernels that
--   do not count every miss; NULL on others.
-- column: causes               Why, and on which CPUs; NULL when nothing was lost.
-- column: note                 The same in one line; with several traces, it names the incomplete
--   ones.
-- cost: that of counting before each report: one aggregation of all events by packet, or by seq,
--   which is cheaper, if a large file's checksum is right. Four columns are read
CREATE VIEW completeness AS
WITH
    hole AS (
        SELECT
            trace,
            count(*) FILTER (missing > 0) AS gaps,
            CAST(sum(missing) AS BIGINT) AS missing,
            CAST(sum(misnumbered) AS BIGINT) AS misnumbered,
            count(*) FILTER (earlier > 0) AS begun
        FROM _holes
        GROUP BY trace
    ),
    counted AS (
        SELECT
            trace, events, packets, 0 AS unassigned, 0 AS unnumbered, 0 AS unnamed,
            0 AS without_kind
        FROM _sound
        UNION ALL
        SELECT trace, events, packets, unassigned, unnumbered, unnamed, without_kind FROM _grouped
    ),
    cause AS (
        SELECT
            trace, cause,
            sum(greatest(lost, 0)) AS lost,
            count(ts) AS rows,
            count(*) FILTER (coalesce(lost, -1) < 0) AS odd,
            each_once(list(CAST(cpu AS VARCHAR)) FILTER (cpu IS NOT NULL), ', ') AS cpus
        FROM losses
        GROUP BY ALL
    ),
    loss AS (
        SELECT
            trace,
            CAST(sum(lost) AS BIGINT) AS lost,
            sum(rows) AS rows,
            sum(odd) > 0 AS odd,
            string_agg(coalesce(cause, 'cause unknown') || coalesce(' on CPU ' || cpus, ''), '; '
                ORDER BY lost DESC, cause) AS causes
        FROM cause
        GROUP BY trace
    ),
    said AS (
        SELECT
            trace,
            bool_or(coalesce(TRY_CAST(item ->> 'lost' AS DECIMAL(13, 0)), -1) < 0) AS odd
        FROM (SELECT trace, unnest(CAST(losses AS JSON[])) AS item FROM traces)
        GROUP BY trace
    ),
    -- Rows are counted as in the file, packets after the filter.
    compared AS (
        SELECT
            t.trace, t.file, t.uncounted, t.parts, f.absent,
            coalesce(t.parts IS NOT NULL AND t.stop_reason IN ('rotate', 'trigger'), false)
                AS continued,
            f.first_part > 1 OR f.absent IS NOT NULL OR continued AS excerpt,
            coalesce(h.begun, 0) AS begun,
            coalesce(c.events, 0) AS events,
            coalesce(c.packets, 0) AS packets,
            coalesce(h.gaps, 0) AS gaps,
            coalesce(h.missing, 0) AS missing,
            coalesce(h.misnumbered, 0) AS misnumbered,
            coalesce(c.unassigned, 0) AS unassigned,
            coalesce(c.unnumbered, 0) AS unnumbered,
            coalesce(c.unnamed, 0) AS unnamed,
            coalesce(c.without_kind, 0) AS without_kind,
            coalesce(l.lost, 0) AS lost,
            l.causes,
            t.losses IS NULL OR coalesce(l.odd, false) OR coalesce(s.odd, false) AS unclear,
            t.events AS said_events,
            t.packets IS NULL AS uncounted_packets,
            t.whole_complete, t.cut_short,
            f.rows - coalesce(l.rows, 0) AS found_events,
            CASE
                WHEN coalesce(l.lost, 0) = 0 AND coalesce(c.events, 0) = f.rows
                    AND NOT excerpt
                THEN t.packets - t.forgotten
            END AS said_packets
        FROM traces AS t
        JOIN _files AS f ON f.trace = t.trace
        LEFT JOIN counted AS c ON c.trace = t.trace
        LEFT JOIN hole AS h ON h.trace = t.trace
        LEFT JOIN loss AS l ON l.trace = t.trace
        LEFT JOIN said AS s ON s.trace = t.trace
    ),
    each AS (
        SELECT
            *,
            nullif(
                concat_ws('; ',
                    CASE
                        WHEN NOT whole_complete
                        THEN 'it is a part of a trace that was incomplete'
                    END,
                    CASE
                        WHEN contains(absent, ' ')
                        THEN format('parts {} of the recording are not here', absent)
                        ELSE format('part {} of the recording is not here', absent)
                    END,
                    'recording cut short, recovered without its last seconds (' || cut_short
                        || ')',
                    CASE WHEN unclear THEN 'the footer does not say what was lost' END,
                    CASE
                        WHEN said_events IS NULL THEN 'the footer does not count the events'
                        WHEN said_events <> found_events
                        THEN format('the footer counts {:,} events, the file has {:,}',
                            said_events, found_events)
                    END,
                    CASE
                        WHEN uncounted_packets THEN 'the footer does not count the packets'
                        WHEN cut_short IS NULL AND said_packets <> packets
                        THEN format('the footer counts {:,} packets, the file has {:,}',
                            said_packets, packets)
                    END,
                    CASE
                        WHEN misnumbered > 0
                        THEN format('{:,} events have the seq of another of their packet',
                            misnumbered)
                    END,
                    CASE
                        WHEN unassigned > 0 THEN format('{:,} events have no packet', unassigned)
                    END,
                    CASE
                        WHEN unnumbered > 0 THEN format('{:,} events have no seq', unnumbered)
                    END,
                    CASE
                        WHEN unnamed > 0 THEN format('{:,} events have no function', unnamed)
                    END,
                    CASE
                        WHEN without_kind > 0 THEN format('{:,} events have no kind', without_kind)
                    END),
                '') AS doubt,
            -- A recording that is here from its first part to its last is like an ordinary trace.
            nullif(
                concat_ws(', ',
                    CASE
                        WHEN excerpt
                        THEN 'part' || CASE WHEN contains(parts, ' ') THEN 's ' ELSE ' ' END
                            || parts || ' of a recording'
                            || CASE WHEN continued THEN ' that goes on' ELSE '' END
                    END,
                    CASE
                        WHEN begun = 1 THEN '1 packet began before'
                        WHEN begun > 1 THEN format('{:,} packets began before', begun)
                    END),
                '') AS extent
        FROM compared
    ),
    described AS (
        SELECT
            *,
            doubt IS NULL AND gaps = 0 AND lost = 0 AS complete,
            concat_ws('; ', doubt,
                format('{:,} events lost', lost) || coalesce(' (' || causes || ')', '')
                    || format(', {:,} of {:,} packets have gaps', gaps, packets),
                CASE WHEN uncounted IS NOT NULL THEN 'more may be missing (see losses)' END,
                extent)
                AS words
        FROM each
    ),
    whole AS (
        SELECT
            count(*) AS traces,
            count(*) FILTER (NOT complete) AS incomplete,
            CAST(sum(events) AS BIGINT) AS events,
            CAST(sum(packets) AS BIGINT) AS packets,
            CAST(sum(gaps) AS BIGINT) AS gaps,
            CAST(sum(missing) AS BIGINT) AS missing,
            CAST(sum(lost) AS BIGINT) AS lost,
            bool_and(complete) AS complete,
            each_once(list(uncounted), '; ') AS uncounted,
            each_once(list(causes), '; ') AS causes,
            string_agg(file || ': ' || words, '; ' ORDER BY trace) FILTER (NOT complete) AS named,
            any_value(words) AS words,
            string_agg(CASE WHEN extent IS NOT NULL THEN file || ': ' || extent END, '; '
                ORDER BY trace) AS extents,
            any_value(extent) AS extent
        FROM described
    )
SELECT
    events, packets, gaps, missing, lost, complete, uncounted, causes,
    CASE
        WHEN complete
        THEN 'complete'
            || CASE
                WHEN uncounted IS NULL THEN ''
                WHEN traces = 1 THEN ' as far as this kernel counts (see losses)'
                ELSE ' as far as their kernels count (see losses)'
            END
            || format(': 0 events lost, {:,} packets, none with gaps', packets)
            || CASE WHEN traces > 1 THEN format(', {:,} traces', traces) ELSE '' END
            || coalesce('; ' || CASE WHEN traces > 1 THEN extents ELSE extent END, '')
        WHEN traces = 1 THEN 'TRACE INCOMPLETE: ' || words
        ELSE format('{:,} OF {:,} TRACES INCOMPLETE: ', incomplete, traces) || named
    END AS note
FROM whole;
