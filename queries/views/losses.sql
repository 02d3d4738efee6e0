-- title: Events that are missing, and why
-- description: One row for each time that the recorder noticed a loss. What the recorder's totals
--   say beyond these rows is one more row for each CPU and cause, without a time.
-- needs: _source, trace
-- column: ts time              When the loss was noticed; NULL for a total that has no rows.
-- column: cpu                  CPU on which the events were lost.
-- column: lost                 Number of events.
-- column: cause                As in queries/schema/event.csv: ring full, missed probe ...
-- cost: one scan of the rows of kind loss
CREATE VIEW losses AS
WITH
    counted AS (
        SELECT ts, cpu, lost, lost_cause AS cause FROM _source WHERE kind = 'loss'
    ),
    total AS (
        SELECT
            TRY_CAST(item ->> 'cpu' AS INTEGER) AS cpu,
            TRY_CAST(item ->> 'lost' AS BIGINT) AS lost,
            item ->> 'cause' AS cause
        FROM (SELECT unnest(CAST(losses AS JSON[])) AS item FROM trace)
    )
SELECT ts, cpu, lost, cause FROM counted
UNION ALL
SELECT NULL AS ts, t.cpu, t.lost - coalesce(c.lost, 0) AS lost, t.cause
FROM (SELECT cpu, cause, sum(lost) AS lost FROM total GROUP BY cpu, cause) AS t
LEFT JOIN (SELECT cpu, cause, sum(lost) AS lost FROM counted GROUP BY cpu, cause) AS c
    ON c.cpu IS NOT DISTINCT FROM t.cpu AND c.cause = t.cause
WHERE t.lost > coalesce(c.lost, 0);
