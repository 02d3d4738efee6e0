-- title: Calls of functions, from entry to return
-- description: One row for each call whose entry is in the trace, of the functions whose return is
--   recorded too. An entry and a return belong together when they are of the same packet and depth
--   of recursion and no event is missing between them; otherwise the return is unknown, for it may
--   be that of another call.
-- needs: events
-- column: packet               Number of the packet.
-- column: seq                  Position of the entry.
-- column: ts time              Time of the entry.
-- column: function             Kernel function.
-- column: return_seq           Position of the return; NULL when it is unknown, as all below.
-- column: duration_ns ns       Time from entry to return.
-- column: retval               What the function returned.
-- column: verdict              What that means, as in events.
-- cost: one window over all events, one more over the entries and returns of these functions
CREATE VIEW calls AS
WITH
    numbered AS (
        SELECT
            packet, seq, ts, kind, function, retval, verdict,
            -- Grows at each hole: the same at two events means that none is missing between.
            seq - row_number() OVER (PARTITION BY packet ORDER BY seq) AS hole
        FROM events
        WHERE packet IS NOT NULL
    ),
    levelled AS (
        SELECT
            *,
            sum(CASE WHEN kind = 'return' THEN -1 ELSE 1 END) OVER w
                + CASE WHEN kind = 'return' THEN 1 ELSE 0 END AS level
        FROM numbered
        WHERE kind IN ('entry', 'return')
            AND function IN (SELECT DISTINCT function FROM events WHERE kind = 'return')
        WINDOW w AS (PARTITION BY packet, function ORDER BY seq)
    ),
    paired AS (
        SELECT
            *,
            lead({'kind': kind, 'hole': hole, 'seq': seq, 'ts': ts, 'retval': retval,
                'verdict': verdict}) OVER w AS next
        FROM levelled
        WINDOW w AS (PARTITION BY packet, function, level ORDER BY seq)
    ),
    entered AS (
        SELECT
            packet, seq, ts, function,
            CASE WHEN next.kind = 'return' AND next.hole = hole THEN next END AS back
        FROM paired
        WHERE kind = 'entry'
    )
SELECT
    packet, seq, ts, function,
    back.seq AS return_seq,
    epoch_ns(back.ts) - epoch_ns(ts) AS duration_ns,
    back.retval AS retval,
    back.verdict AS verdict
FROM entered;
