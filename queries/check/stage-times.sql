-- title: The 99th percentile of each stage is within its limit
-- description: For each --p99 FROM:TO=LIMIT, the 99th percentile of the time from one stage to the
--   other, over all network namespaces, is at most LIMIT. The assertion fails if no such time was
--   measured.
-- needs: stage_times
-- option: p99
-- incomplete: times are of what was seen, and a stage that was not measured fails
WITH
    wanted AS (
        SELECT
            regexp_extract(entry, '^(.*):(.*)=(.*)$', ['start', 'stop', 'limit']) AS w
        FROM (SELECT unnest(getvariable('p99')) AS entry)
    ),
    measured AS (
        SELECT
            w.start AS start, w.stop AS stop, w.limit AS ns_limit,
            quantile_disc(t.ns, 0.99) AS ns,
            arg_max(t.packet, {'ns': t.ns, 'first': -t.packet}) AS packet,
            count(t.ns) AS times
        FROM wanted
        LEFT JOIN stage_times AS t ON t.stage = w.start AND t.next_stage = w.stop
        GROUP BY ALL
    )
SELECT
    CASE
        WHEN times = 0 THEN format('{} to {}: no such time was measured', start, stop)
        ELSE format('{} to {}: p99 is {}, more than {} ({:,} times)', start, stop,
            duration_name(ns), duration_name(CAST(ns_limit AS BIGINT)), times)
    END AS what,
    packet
FROM measured
WHERE times = 0 OR ns > CAST(ns_limit AS BIGINT)
ORDER BY start, stop;
