-- title: Times between two functions, as a report asks for them
-- description: One row for each time from an event of the function in the variable from to the next
--   event of the same packet in the function in the variable to, whatever lies between; if from
--   occurs several times before, the last one counts. With only one of the two: the steps from one
--   event to the next that start or end there. With neither: all steps. Times across missing events
--   are left out. In your own SQL both variables are empty, which makes it the same as the view
--   steps.
-- needs: numbered, steps
-- column: packet               Number of the packet.
-- column: seq                  Position of the event where the time starts.
-- column: end_seq              Position of the event where it ends.
-- column: from_step            Function where it starts; :return where that returned.
-- column: to_step              Function where it ends.
-- column: from_id              Number of that step, as in step_names.
-- column: to_id                Number of the other.
-- column: latency_ns ns        Time between the two.
-- cost: that of the view steps; for two functions a scan of their events, and one window over them
CREATE VIEW spans AS
WITH
    mark AS (
        SELECT
            packet, seq, ts, missing,
            step_name(kind, function) AS step,
            step_id(kind, function) AS id
        FROM numbered
        WHERE getvariable('from') IS NOT NULL AND getvariable('to') IS NOT NULL
    ),
    ends AS (
        SELECT
            packet, seq, ts, step, id,
            lead(id) OVER w AS next_id,
            lead(step) OVER w AS next_step,
            lead(ts) OVER w AS next_ts,
            lead(seq) OVER w AS next_seq,
            lead(missing) OVER w = missing AS unbroken
        FROM mark
        WHERE step IN (getvariable('from'), getvariable('to'))
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    )
SELECT
    packet, seq, next_seq AS end_seq, step AS from_step, next_step AS to_step,
    id AS from_id, next_id AS to_id,
    epoch_ns(next_ts) - epoch_ns(ts) AS latency_ns
FROM ends
WHERE step = getvariable('from') AND next_step = getvariable('to') AND unbroken
UNION ALL
SELECT packet, seq - 1, seq, from_step, to_step, from_id, to_id, latency_ns
FROM steps
WHERE (getvariable('from') IS NULL OR getvariable('to') IS NULL)
    AND (getvariable('from') IS NULL OR from_step = getvariable('from'))
    AND (getvariable('to') IS NULL OR to_step = getvariable('to'));
