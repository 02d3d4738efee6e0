-- What the rows of a rule come to: a finding for each group of packets with the same certainty and
-- columns. Of the flow, and of the columns that are examples, it has the most frequent values. The
-- program fills in the rule's SELECT and the names of these columns.
WITH
    -- DuckDB works the parts of an aggregation out apart, and what they read for each of them.
    found AS MATERIALIZED (
        /* rule */
    ),
    grouped AS (
        SELECT
            * EXCLUDE (packet, ts, flow/* names */),
            count(*) AS packets,
            count(DISTINCT flow) AS flows,
            min(ts) AS first,
            max(ts) AS last,
            min(packet, 5) AS evidence,
            -- All of one packet; in order, so that of two as frequent it is always the same.
            mode(struct_pack(flow := flow/* values */) ORDER BY packet) AS example
        FROM found
        GROUP BY ALL
    )
SELECT
    count(*) OVER () AS findings,
    g.* EXCLUDE (example) REPLACE (
        epoch_ns(g.first) - epoch_ns(t.start) AS first,
        epoch_ns(g.last) - epoch_ns(t.start) AS last,
        array_to_string(g.evidence, ',') AS evidence),
    unnest(g.example)
FROM grouped AS g
CROSS JOIN (SELECT start FROM trace) AS t
ORDER BY g.packets DESC, g.first, g.evidence
LIMIT getvariable('findings');
