-- Makes findings of the rows of a rule: one for each group of packets with the same certainty and
-- columns. Of the flow and of the example columns a finding has the most frequent values, and after
-- the flow it says how many more flows there are. The program fills in the SELECT of the rule and
-- the names of these columns.
WITH
    -- Otherwise DuckDB, which computes parts of the aggregation separately, reads it for each part.
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
            -- All from one packet; the order makes the choice between equally frequent ones stable.
            mode(struct_pack(flow := flow/* values */) ORDER BY packet) AS example
        FROM found
        GROUP BY ALL
    ),
    shown AS (
        SELECT
            count(*) OVER () AS findings,
            g.* EXCLUDE (example) REPLACE (
                epoch_ns(g.first) - epoch_ns(t.start) AS first,
                epoch_ns(g.last) - epoch_ns(t.start) AS last),
            unnest(g.example)
        FROM grouped AS g
        CROSS JOIN (SELECT start FROM trace) AS t
    )
SELECT
    s.* REPLACE (
        array_to_string(s.evidence, ',') AS evidence,
        s.flow
            || CASE
                WHEN s.flows = 2 THEN ' (and 1 more flow)'
                WHEN s.flows > 2 THEN format(' (and {:,} more flows)', s.flows - 1)
                ELSE ''
            END AS flow)
FROM shown AS s
ORDER BY s.packets DESC, s.first, s.evidence
LIMIT getvariable('findings');
