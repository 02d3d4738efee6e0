-- title: How far the traces can be trusted
-- description: One row: what is missing. Every report says its note before its first line.
-- needs: _source, intact, losses, traces
-- column: events               Events in all traces.
-- column: packets              Packets in all traces.
-- column: gaps                 Packets with a hole in seq.
-- column: missing              Events in these holes.
-- column: lost                 Events that were counted as lost, in such holes or elsewhere.
-- column: complete             Was nothing counted as lost?
-- column: uncounted            Of what events may be missing that nobody counted, on kernels that
--   do not count every miss; NULL on others.
-- column: causes               Why, and on which CPUs; NULL when nothing was lost.
-- column: note                 The same in one line; of several traces, it names the incomplete.
-- cost: the footers alone where these count no loss and as many events as there are rows; else
--   one aggregation of all events by packet, two columns
CREATE VIEW completeness AS
WITH
    packet AS (
        SELECT
            e.trace, e.packet,
            count(*) AS events,
            greatest(0, max(e.seq) + 1 - count(e.seq)) AS missing
        FROM _source AS e
        JOIN (SELECT trace FROM traces WHERE trace NOT IN (SELECT trace FROM intact)) AS t
            ON t.trace = e.trace
        WHERE e.kind <> 'loss'
        GROUP BY e.trace, e.packet
    ),
    gap AS (
        SELECT
            trace,
            CAST(sum(events) AS BIGINT) AS events,
            count(packet) AS packets,
            count(*) FILTER (missing > 0 AND packet IS NOT NULL) AS gaps,
            CAST(sum(missing) FILTER (packet IS NOT NULL) AS BIGINT) AS missing
        FROM packet
        GROUP BY trace
        UNION ALL
        SELECT trace, events, packets, 0, 0 FROM intact
    ),
    cause AS (
        SELECT
            trace, cause,
            sum(lost) AS lost,
            each_once(list(CAST(cpu AS VARCHAR)), ', ') AS cpus
        FROM losses
        GROUP BY ALL
    ),
    loss AS (
        SELECT
            trace,
            CAST(sum(lost) AS BIGINT) AS lost,
            string_agg(coalesce(cause, 'cause unknown') || coalesce(' on CPU ' || cpus, ''), '; '
                ORDER BY lost DESC, cause) AS causes
        FROM cause
        GROUP BY trace
    ),
    each AS (
        SELECT
            t.trace, t.file, t.uncounted,
            coalesce(g.events, 0) AS events,
            coalesce(g.packets, 0) AS packets,
            coalesce(g.gaps, 0) AS gaps,
            coalesce(g.missing, 0) AS missing,
            coalesce(l.lost, 0) AS lost,
            l.causes,
            coalesce(g.gaps, 0) = 0 AND coalesce(l.lost, 0) = 0 AS complete
        FROM traces AS t
        LEFT JOIN gap AS g ON g.trace = t.trace
        LEFT JOIN loss AS l ON l.trace = t.trace
    ),
    told AS (
        SELECT
            *,
            format('{:,} events lost', lost) || coalesce(' (' || causes || ')', '')
                || format(', {:,} of {:,} packets have gaps', gaps, packets)
                || CASE WHEN uncounted IS NULL THEN '' ELSE '; more may be missing (see losses)' END
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
            any_value(words) AS words
        FROM told
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
        WHEN traces = 1 THEN 'TRACE INCOMPLETE: ' || words
        ELSE format('{:,} OF {:,} TRACES INCOMPLETE: ', incomplete, traces) || named
    END AS note
FROM whole;
