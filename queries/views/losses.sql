-- title: Events that are missing, and why
-- description: One row each time that the recorder noticed a loss. If the recorder's totals
--   exceed these rows, the difference is one more row per CPU and cause, without a time.
-- needs: _source, traces
-- column: trace                Trace, as in traces.
-- column: ts time              When the loss was noticed; NULL for such a difference.
-- column: cpu                  CPU on which the events were lost; NULL when the kernel does not
--   say which.
-- column: lost                 Number of events; NULL for one of more than 13 digits, to which no
--   recorder counts.
-- column: cause                As in queries/schema/event.csv: ring full, missed probe ...
-- cost: one scan of the rows of kind loss
CREATE VIEW losses AS
WITH
    counted AS (
        -- A loss belongs to no packet, so whole row groups are skipped by their statistics.
        SELECT
            trace, ts,
            nullif(cpu, -1) AS cpu,
            CASE WHEN lost < 10000000000000 THEN lost END AS lost,
            lost_cause AS cause
        FROM _source
        WHERE packet IS NULL AND kind = 'loss'
    ),
    total AS (
        SELECT
            trace,
            nullif(TRY_CAST(item ->> 'cpu' AS INTEGER), -1) AS cpu,
            CAST(TRY_CAST(item ->> 'lost' AS DECIMAL(13, 0)) AS BIGINT) AS lost,
            item ->> 'cause' AS cause
        FROM (SELECT trace, unnest(CAST(losses AS JSON[])) AS item FROM traces)
    )
SELECT trace, ts, cpu, lost, cause FROM counted
UNION ALL
SELECT t.trace, NULL AS ts, t.cpu, t.lost - coalesce(c.lost, 0) AS lost, t.cause
FROM (SELECT trace, cpu, cause, sum(lost) AS lost FROM total GROUP BY ALL) AS t
LEFT JOIN (SELECT trace, cpu, cause, sum(lost) AS lost FROM counted GROUP BY ALL) AS c
    ON c.trace = t.trace AND c.cpu IS NOT DISTINCT FROM t.cpu AND c.cause = t.cause
WHERE t.lost > coalesce(c.lost, 0);
