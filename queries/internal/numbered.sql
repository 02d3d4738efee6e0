-- title: Every event, with how many are missing before it
-- description: The events of packets, as in events, with the number of events missing before each.
--   If this number is equal for two events of a packet, none is missing between them, and only then
--   is the time between them known.
-- needs: events, gaps
-- column: *  The columns of events, and ...
-- column: missing              Events of its packet that are missing before this one.
-- inline: a row for each event is too much to keep
-- cost: one scan of the columns that are used; one window over the events of packets with a hole
CREATE VIEW numbered AS
WITH
    holed AS MATERIALIZED (
        SELECT packet FROM gaps
    )
SELECT *, CAST(0 AS BIGINT) AS missing
FROM events
WHERE packet IS NOT NULL AND packet NOT IN (SELECT packet FROM holed)
UNION ALL
SELECT *, seq + 1 - row_number() OVER (PARTITION BY packet ORDER BY seq)
FROM events
WHERE packet IN (SELECT packet FROM holed);
