-- Tests whether the rates counted by shares.sql differ.
INSERT INTO _difference
WITH
    weighed AS (
        SELECT
            *,
            CASE WHEN g.flows >= 10 AND b.flows >= 10 THEN 'flows' ELSE 'packets' END AS unit,
            CASE WHEN g.flows >= 10 AND b.flows >= 10 THEN effect ELSE 1 END AS d,
            b.x / b.n > g.x / g.n AS more
        FROM _share
    ),
    -- Effective counts of packets, and the same if every missing event contradicts the difference.
    worth AS (
        SELECT
            *,
            -- Unweighted: each packet counts as a flow of its own, and each flow as one packet.
            g.x AS good_single, g.n AS good_packets, b.x AS bad_single, b.n AS bad_packets,
            g.mostly AS good_mostly, g.flows AS good_flows,
            b.mostly AS bad_mostly, b.flows AS bad_flows,
            CASE
                WHEN strata > 1 AND variance > 0
                THEN greatest(0, abs(excess) - 0.5) / sqrt(variance)
                WHEN strata > 1 THEN 0
            END AS single_z,
            round(g.x / d) AS good_x,
            round(g.n / d) AS good_n,
            round(b.x / d) AS bad_x,
            round(b.n / d) AS bad_n,
            CASE
                WHEN strata > 1 AND variance > 0
                THEN greatest(0, abs(excess) / d - 0.5) / sqrt(variance / d)
                WHEN strata > 1 THEN 0
            END AS z,
            round((g.n + g.unsure) / d) AS good_most,
            round((b.n + b.unsure) / d) AS bad_most,
            round(CASE WHEN more THEN least(g.x, g.n) + g.unsure ELSE g.x END / d) AS good_worst,
            round(CASE WHEN more THEN b.x ELSE least(b.x, b.n) + b.unsure END / d) AS bad_worst
        FROM weighed
    ),
    valued AS (
        SELECT
            *,
            greatest(
                proportion_test(good_x, good_n, bad_x, bad_n),
                CASE WHEN z IS NULL THEN 0 ELSE 2 * normal_tail(z) END) AS by_packets,
            CASE
                WHEN unit = 'flows'
                THEN greatest(
                    proportion_test(good_mostly, good_flows, bad_mostly, bad_flows),
                    proportion_test(good_single, good_packets, bad_single, bad_packets),
                    CASE WHEN single_z IS NULL THEN 0 ELSE 2 * normal_tail(single_z) END)
            END AS by_flows
        FROM worth
    ),
    -- If flows have the property as a whole, long flows increase the design effect, and the test by
    -- flows is more powerful. Two tests are two chances.
    tested AS (
        SELECT
            *,
            CASE
                WHEN by_flows IS NULL THEN by_packets
                ELSE least(1, 2 * least(by_packets, by_flows))
            END AS p,
            CASE
                WHEN (bad_worst / bad_most > good_worst / good_most) IS DISTINCT FROM more THEN 1
                WHEN g.unsure + b.unsure = 0 THEN 0
                ELSE proportion_test(good_worst, good_most, bad_worst, bad_most)
            END AS bound,
            least(
                attainable(good_x + bad_x, good_n, bad_n),
                CASE
                    WHEN unit = 'flows'
                    THEN attainable(good_mostly + bad_mostly, good_flows, bad_flows)
                    ELSE 1
                END) AS attainable
        FROM valued
    ),
    -- Within a topic: what became rarer as this became more frequent, or vice versa.
    opposite AS (
        SELECT
            kind, topic,
            arg_min(what, b.x / b.n - g.x / g.n) AS lost,
            arg_max(what, b.x / b.n - g.x / g.n) AS won
        FROM tested
        WHERE topic <> ''
        GROUP BY kind, topic
    )
SELECT
    t.kind,
    CASE WHEN t.topic = '' THEN t.what ELSE t.topic || ': ' || t.what END,
    t.what,
    CASE
        WHEN t.more AND o.lost <> t.what THEN ' instead of ' || o.lost
        WHEN NOT t.more AND o.won <> t.what THEN ', but ' || o.won
    END,
    t.unit, t.p, t.bound, t.attainable,
    t.b.x / t.b.n - t.g.x / t.g.n,
    t.g.x, t.g.n, t.b.x, t.b.n,
    among_name(t.scope, t.strata, t.stratum),
    share_name(t.g),
    share_name(t.b),
    examples_name(list_sort(t.g.examples)[:3]),
    examples_name(list_sort(t.b.examples)[:3]),
    CASE WHEN t.topic = '' THEN t.what ELSE t.topic END,
    CASE
        WHEN t.g.x = 0 THEN 'only in BAD'
        WHEN t.b.x = 0 THEN 'only in GOOD'
        WHEN t.more THEN 'more often in BAD'
        ELSE 'less often in BAD'
    END,
    abs(t.b.x / t.b.n - t.g.x / t.g.n) >= t.least
FROM tested AS t
LEFT JOIN opposite AS o ON o.kind = t.kind AND o.topic = t.topic;
