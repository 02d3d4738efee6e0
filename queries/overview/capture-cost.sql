-- title: What the recording cost, and what to leave out next time
-- description: What each function costs: its events, and its share of the file if every event takes
--   the same space; then the columns that take the most space. A function that is nearly always
--   followed by the same other function tells you nothing new: without it the next recording is
--   smaller and says as much. Functions that free, clone, deliver or decide are never suggested,
--   nor those whose returns were recorded.
-- needs: events, functions, steps, storage
-- param: top INTEGER = 10      Rows for each of: probes, columns.
-- column: section group        probes, columns, or advice.
-- column: item                 Function, column, or the option for skbtrail-record.
-- column: events count         Events; NULL for a column.
-- column: bytes bytes          Size in the file: exact for a column; for a function, its share.
-- column: share %              Part of the file, in [0, 100].
-- column: note                 What it is followed by; what the advice saves.
-- empty: The trace has no events.
-- cost: that of the view steps
WITH
    file AS (
        SELECT sum(bytes) AS bytes FROM storage
    ),
    probe AS (
        SELECT
            function,
            count(*) AS events,
            100.0 * count(*) / sum(count(*)) OVER () AS share,
            bool_and(kind = 'entry') AS plain
        FROM events
        GROUP BY function
    ),
    follower AS (
        SELECT
            from_step, to_step,
            count(*) AS hops,
            row_number() OVER (PARTITION BY from_step ORDER BY count(*) DESC, to_step) AS rank
        FROM steps
        GROUP BY from_step, to_step
    ),
    implied AS (
        SELECT p.function, p.events, p.share, f.to_step AS next
        FROM probe AS p
        JOIN follower AS f ON f.from_step = p.function AND f.rank = 1
        LEFT JOIN functions AS m ON m.function = p.function
        WHERE p.plain AND coalesce(m.stage, '') IN ('', 'receive', 'send')
            AND f.hops >= 0.99 * p.events AND p.events >= 100
            AND f.to_step <> p.function AND f.to_step NOT LIKE '%:return'
    ),
    line AS (
        SELECT
            1 AS part, 'probes' AS section,
            row_number() OVER (ORDER BY p.events DESC, p.function) AS rank,
            p.function AS item, p.events,
            CAST(p.share / 100 * f.bytes AS BIGINT) AS bytes,
            p.share,
            'nearly always followed by ' || i.next AS note
        FROM probe AS p
        CROSS JOIN file AS f
        LEFT JOIN implied AS i ON i.function = p.function
        UNION ALL
        SELECT 2, 'columns', row_number() OVER (ORDER BY s.bytes DESC, s.column_name),
            s.column_name, NULL, s.bytes, 100.0 * s.bytes / f.bytes, NULL
        FROM storage AS s
        CROSS JOIN file AS f
        UNION ALL
        SELECT
            3, 'advice', 1,
            string_agg('--exclude ' || i.function, ' ' ORDER BY i.events DESC, i.function),
            CAST(sum(i.events) AS BIGINT),
            CAST(sum(i.share) / 100 * any_value(f.bytes) AS BIGINT),
            sum(i.share),
            'what that saves; see what follows them above'
        FROM implied AS i
        CROSS JOIN file AS f
        HAVING count(*) > 0
    )
SELECT section, item, events, bytes, share, note
FROM line
WHERE rank <= getvariable('top') AND EXISTS (FROM probe)
ORDER BY part, rank;
