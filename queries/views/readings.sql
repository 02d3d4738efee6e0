-- title: What the recorder read of the configuration
-- description: One row for each time that a part of the configuration of a network namespace or of
--   the host was read (queries/schema/snapshot.csv). A trace without a snapshot has no rows.
-- needs: _metadata
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace; NULL for the host.
-- column: part                 counters, sysctls, listeners, nft, ipv4 routes ...
-- column: moment               start: before the first packet; end: after the last; both: the same
--   at both moments.
-- column: time time            When it was read; for both, the later time.
-- column: source               The command or file that it was read from.
-- column: items                What was read, a list of JSON values.
-- column: left_out             How many more items there were.
-- column: problem              Why it, or part of it, could not be read; NULL when nothing failed.
-- cost: the footers of the files alone
CREATE VIEW readings AS
WITH
    snapshot AS (
        SELECT trace, TRY_CAST(max(value) AS JSON) -> 'readings' AS readings
        FROM _metadata
        WHERE key = 'skbtrail.snapshot'
        GROUP BY trace
    ),
    reading AS (
        SELECT trace, unnest(CAST(readings AS JSON[])) AS reading
        FROM snapshot
        WHERE json_type(readings) = 'ARRAY'
    )
SELECT
    trace,
    coalesce(reading ->> 'netns_name', reading ->> 'netns') AS netns,
    reading ->> 'part' AS part,
    reading ->> 'moment' AS moment,
    make_timestamp_ns(TRY_CAST(reading ->> 'time' AS BIGINT)) AS time,
    reading ->> 'source' AS source,
    CASE
        WHEN json_type(reading -> 'items') = 'ARRAY' THEN CAST(reading -> 'items' AS JSON[])
        ELSE []
    END AS items,
    greatest(coalesce(TRY_CAST(reading ->> 'left_out' AS BIGINT), 0), 0) AS left_out,
    reading ->> 'problem' AS problem
FROM reading
WHERE reading ->> 'moment' IN ('start', 'end', 'both');
