-- title: Where the time of an export begins
-- description: One row: the time that a timeline counts from.
-- needs: events, trace
-- column: origin               Start of recording, as in the reports, in ns since 1970; the first
--   event if the start is not known, is later than that event, or is more than a year before it. A
--   HUGEINT, so that no difference overflows.
-- cost: one scan of the column ts
CREATE VIEW origin AS
SELECT
    CASE
        WHEN first - start BETWEEN 0 AND 365 * 86400 * CAST(1000000000 AS HUGEINT) THEN start
        ELSE first
    END AS origin
FROM (
    SELECT
        CAST(epoch_ns(e.first) AS HUGEINT) AS first,
        CAST(epoch_ns(t.start) AS HUGEINT) AS start
    FROM (SELECT min(ts) AS first FROM events) AS e
    CROSS JOIN trace AS t
);
