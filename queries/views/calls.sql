-- title: Calls of functions, from entry to return
-- description: One row per call whose entry is in the trace, for functions whose returns were
--   recorded too. An entry and a return are paired if they have the same packet and recursion depth
--   and no event is missing between them. Otherwise the return is NULL, because it may belong to
--   another call.
-- needs: events, numbered
-- column: packet               Number of the packet.
-- column: seq                  Position of the entry.
-- column: ts time              Time of the entry.
-- column: function             Kernel function.
-- column: return_seq           Position of the return; NULL when it is unknown, like all columns
--   below.
-- column: duration_ns ns       Time from entry to return.
-- column: retval               What the function returned.
-- column: verdict              Meaning of that value, as in events.
-- cost: one window over the entries and returns of these functions, one more over those that are
--   not adjacent
CREATE VIEW calls AS
WITH
    -- A list, so that the optimizer knows that these are few.
    answering AS MATERIALIZED (
        SELECT unnest(functions) AS function, generate_subscripts(functions, 1) AS id
        FROM (
            SELECT list(DISTINCT function ORDER BY function) AS functions
            FROM events
            WHERE kind = 'return'
        )
    ),
    mark AS (
        SELECT
            e.packet, e.seq, e.ts, a.id, e.kind = 'return' AS back, e.missing, e.retval, e.verdict
        FROM numbered AS e
        JOIN answering AS a ON a.function = e.function
        WHERE e.kind IN ('entry', 'return')
    ),
    levelled AS (
        SELECT
            *,
            CAST(sum(CASE WHEN back THEN -1 ELSE 1 END) OVER w AS INTEGER)
                + CASE WHEN back THEN 1 ELSE 0 END AS level,
            lag(back) OVER w AS old_back,
            lead(back) OVER w AS next_back,
            lead(missing) OVER w = missing AS unbroken,
            lead(seq) OVER w AS next_seq,
            lead(ts) OVER w AS next_ts,
            lead(retval) OVER w AS next_retval,
            lead(verdict) OVER w AS next_verdict
        FROM mark
        WINDOW w AS (PARTITION BY packet, id ORDER BY seq)
    ),
    -- What remains after removing each entry that is directly followed by its return: functions
    -- that call themselves. Their levels stay the same.
    nested AS (
        SELECT
            packet, seq, ts, id, back,
            lead(back) OVER w AND lead(missing) OVER w = missing AS returns,
            lead(seq) OVER w AS next_seq,
            lead(ts) OVER w AS next_ts,
            lead(retval) OVER w AS next_retval,
            lead(verdict) OVER w AS next_verdict
        FROM levelled
        WHERE CASE WHEN back THEN coalesce(old_back, true) ELSE NOT coalesce(next_back, false) END
        WINDOW w AS (PARTITION BY packet, id, level ORDER BY seq)
    ),
    call AS (
        SELECT
            packet, seq, ts, id, unbroken AS returns, next_seq, next_ts, next_retval, next_verdict
        FROM levelled
        WHERE NOT back AND next_back
        UNION ALL
        SELECT packet, seq, ts, id, returns, next_seq, next_ts, next_retval, next_verdict
        FROM nested
        WHERE NOT back
    )
SELECT
    c.packet, c.seq, c.ts, a.function,
    CASE WHEN c.returns THEN c.next_seq END AS return_seq,
    CASE WHEN c.returns THEN epoch_ns(c.next_ts) - epoch_ns(c.ts) END AS duration_ns,
    CASE WHEN c.returns THEN c.next_retval END AS retval,
    CASE WHEN c.returns THEN c.next_verdict END AS verdict
FROM call AS c
JOIN answering AS a ON a.id = c.id;
