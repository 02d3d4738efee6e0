-- title: How far the trace can be trusted
-- description: One row: what is missing. Every report says its note before its first line.
-- needs: events, losses
-- column: packets              Packets in the trace.
-- column: gaps                 Packets with a hole in seq.
-- column: missing              Events in these holes.
-- column: lost                 Events that were counted as lost, in such holes or elsewhere.
-- column: complete             Was nothing lost?
-- column: causes               Why, and on which CPUs; NULL when nothing was lost.
-- column: note                 The same in one line.
-- cost: one aggregation of all events by packet, two columns
CREATE VIEW completeness AS
WITH
    packet AS (
        SELECT packet, greatest(0, max(seq) + 1 - count(*)) AS missing
        FROM events
        WHERE packet IS NOT NULL
        GROUP BY packet
    ),
    gap AS (
        SELECT
            count(*) AS packets,
            count(*) FILTER (missing > 0) AS gaps,
            CAST(coalesce(sum(missing), 0) AS BIGINT) AS missing
        FROM packet
    ),
    cause AS (
        SELECT
            cause,
            sum(lost) AS lost,
            string_agg(DISTINCT CAST(cpu AS VARCHAR), ', ' ORDER BY CAST(cpu AS VARCHAR)) AS cpus
        FROM losses
        GROUP BY cause
    ),
    loss AS (
        SELECT
            CAST(coalesce(sum(lost), 0) AS BIGINT) AS lost,
            string_agg(coalesce(cause, 'cause unknown') || coalesce(' on CPU ' || cpus, ''), '; '
                ORDER BY lost DESC, cause) AS causes
        FROM cause
    )
SELECT
    g.packets, g.gaps, g.missing, l.lost,
    g.gaps = 0 AND l.lost = 0 AS complete,
    l.causes,
    CASE
        WHEN g.gaps = 0 AND l.lost = 0
        THEN format('complete: 0 events lost, {:,} packets, none with gaps', g.packets)
        ELSE format('TRACE INCOMPLETE: {:,} events lost', l.lost)
            || coalesce(' (' || l.causes || ')', '')
            || format(', {:,} of {:,} packets have gaps', g.gaps, g.packets)
    END AS note
FROM gap AS g
CROSS JOIN loss AS l;
