-- Compares how long something took in each trace, by ranks (Wilcoxon, Mann and Whitney, corrected
-- for ties), within each service (van Elteren 1960). The program fills in the SELECT of the kind
-- and its name.
--
-- A row of the kind says: this packet took this long for this (what). The unit is the flow, with
-- its median, where both sides have ten or more. The effect is the probability of superiority:
-- that a time of BAD is longer than a time of GOOD, where ties count half; 0.5 means no effect.
INSERT INTO _difference
WITH
    fact AS MATERIALIZED (
        SELECT f.topic, f.what, u.side, u.service, u.flow, f.packet, f.ns
        FROM (
            /* kind */
        ) AS f
        JOIN _unit AS u ON u.packet = f.packet
        WHERE f.ns IS NOT NULL
    ),
    flow_time AS MATERIALIZED (
        SELECT topic, what, service, side, flow, quantile_disc(ns, 0.5) AS ns
        FROM fact
        GROUP BY ALL
    ),
    common AS (
        SELECT
            topic, what, service,
            count(*) FILTER (side = 'good') AS good,
            count(*) FILTER (side = 'bad') AS bad
        FROM flow_time
        GROUP BY ALL
        HAVING good > 0 AND bad > 0
    ),
    sized AS (
        SELECT topic, what, count(*) AS strata, any_value(service) AS stratum,
            sum(good) >= 10 AND sum(bad) >= 10 AS by_flow
        FROM common
        GROUP BY ALL
    ),
    chosen AS (
        SELECT c.topic, c.what, c.service, s.by_flow
        FROM common AS c
        JOIN sized AS s ON s.topic = c.topic AND s.what = c.what
    ),
    one AS (
        SELECT f.topic, f.what, f.service, f.side, f.ns
        FROM fact AS f
        JOIN chosen AS c
            ON c.topic = f.topic AND c.what = f.what AND c.service = f.service AND NOT c.by_flow
        UNION ALL
        SELECT f.topic, f.what, f.service, f.side, f.ns
        FROM flow_time AS f
        JOIN chosen AS c
            ON c.topic = f.topic AND c.what = f.what AND c.service = f.service AND c.by_flow
    ),
    valued AS (
        SELECT
            topic, what, service, ns,
            count(*) FILTER (side = 'bad') AS bad,
            CAST(count(*) AS DOUBLE) AS both_sides
        FROM one
        GROUP BY ALL
    ),
    ranked AS (
        SELECT
            *,
            sum(both_sides) OVER (PARTITION BY topic, what, service ORDER BY ns)
                - (both_sides - 1) / 2 AS rank
        FROM valued
    ),
    stratum AS (
        SELECT
            topic, what, service,
            CAST(sum(bad) AS DOUBLE) AS m,
            sum(both_sides) - sum(bad) AS n,
            sum(both_sides) AS total,
            sum(bad * rank) AS ranks,
            sum(both_sides * both_sides * both_sides - both_sides) AS ties
        FROM ranked
        GROUP BY ALL
    ),
    elteren AS (
        SELECT
            topic, what,
            sum(m) AS m,
            sum(n) AS n,
            sum((ranks - m * (total + 1) / 2) / (total + 1)) AS excess,
            -- A single value has no variance; greatest() avoids the division by zero.
            sum(n * m / (12 * (total + 1) * (total + 1))
                * (total + 1 - ties / (total * greatest(1, total - 1)))) AS variance,
            sum(ranks - m * (m + 1) / 2) / sum(n * m) AS superior
        FROM stratum
        GROUP BY topic, what
    ),
    summed AS (
        SELECT
            f.topic, f.what,
            count(*) FILTER (side = 'good') AS good_times,
            count(*) FILTER (side = 'bad') AS bad_times,
            quantile_disc(ns, [0.5, 0.9, 0.99]) FILTER (side = 'good') AS good,
            quantile_disc(ns, [0.5, 0.9, 0.99]) FILTER (side = 'bad') AS bad,
            arg_max(packet, {'ns': ns, 'first': -packet}, 3) FILTER (side = 'good') AS good_slow,
            arg_max(packet, {'ns': ns, 'first': -packet}, 3) FILTER (side = 'bad') AS bad_slow
        FROM fact AS f
        JOIN common AS c
            ON c.topic = f.topic AND c.what = f.what AND c.service = f.service
        GROUP BY f.topic, f.what
    )
SELECT
    '/* name */', t.what, t.what, NULL,
    CASE WHEN s.by_flow THEN 'flows' ELSE 'packets' END,
    CASE
        WHEN e.variance > 0 THEN 2 * normal_tail(abs(e.excess) / sqrt(e.variance))
        ELSE 1
    END,
    -- Times of packets with missing events are unknown. An effect must remain even if all of them
    -- pointed the other way; otherwise it could be due to them.
    CASE WHEN abs(e.superior - 0.5) - d.share < 0.06 THEN 1 ELSE 0 END,
    -- With fewer than eight values per side the normal approximation of ranks is too inaccurate.
    CASE WHEN e.n >= 8 AND e.m >= 8 THEN 0 ELSE 1 END,
    2 * e.superior - 1,
    NULL, e.n, NULL, e.m,
    among_name('service', s.strata, s.stratum),
    times_name(t.good, t.good_times),
    times_name(t.bad, t.bad_times),
    examples_name(t.good_slow),
    examples_name(t.bad_slow),
    t.topic,
    CASE WHEN e.superior > 0.5 THEN 'longer in BAD' ELSE 'shorter in BAD' END,
    -- A small effect suffices for many flows; for packets, which may share their fate, it has to be
    -- large (Vargha and Delaney 2000). The medians must also differ by a tenth.
    abs(e.superior - 0.5) >= CASE WHEN s.by_flow THEN 0.06 ELSE 0.21 END
        AND abs(CAST(t.bad[1] AS DOUBLE) - t.good[1]) * 10
            >= abs(CAST(t.bad[1] AS DOUBLE) + t.good[1]) / 2
FROM elteren AS e
JOIN sized AS s ON s.topic = e.topic AND s.what = e.what
JOIN summed AS t ON t.topic = e.topic AND t.what = e.what
CROSS JOIN (
    SELECT sum((incomplete + unseen) / greatest(1, packets)) AS share FROM _side
) AS d;
