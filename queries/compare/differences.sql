-- Differences that are not due to chance, most important first. The level (the probability of at
-- least one wrong difference over all comparisons) is divided evenly among the kinds; within a kind
-- Holm's correction (1979) applies. Comparisons that could not fall below the level, whatever the
-- traces contain, are not counted (Tarone 1990). The program makes the table _kind from the
-- headers: name, rank (faults before shifts of time), label.
WITH
    tested AS (
        SELECT
            *,
            row_number() OVER (PARTITION BY kind ORDER BY p) AS place,
            (SELECT count(DISTINCT kind) FROM _difference WHERE attainable <= getvariable('level'))
                * count(*) OVER (PARTITION BY kind) AS tests,
            (SELECT count(DISTINCT kind) FROM _difference WHERE attainable <= getvariable('level'))
                AS kinds
        FROM _difference
        WHERE attainable <= getvariable('level')
    ),
    holm AS (
        SELECT
            *,
            least(1, max(p * (tests - kinds * (place - 1)))
                OVER (PARTITION BY kind ORDER BY p, place)) AS adjusted
        FROM tested
    ),
    claimed AS (
        SELECT
            h.*, k.rank, k.label,
            CASE
                WHEN h.bound * h.tests > getvariable('level') THEN 'possible'
                WHEN h.unit = 'packets' THEN 'likely'
                ELSE 'certain'
            END AS certainty
        FROM holm AS h
        JOIN _kind AS k ON k.name = h.kind
        WHERE h.adjusted <= getvariable('level') AND h.counts
        -- Of alternatives, and of a part and its whole, keep the most informative one.
        QUALIFY row_number() OVER (
            PARTITION BY h.kind, h.topic
            ORDER BY h.kind <> 'stages' AND h.effect < 0, h.p, abs(h.effect) DESC,
                length(h.what) DESC, h.what) = 1
    ),
    -- Functions that call each other give the same result for the same packets; keep one.
    single AS (
        FROM claimed
        QUALIFY row_number() OVER (
            PARTITION BY kind, outcome, rather, good_count, good_total, bad_count, bad_total
            ORDER BY what) = 1
    )
SELECT
    row_number() OVER everything AS rank,
    kind,
    certainty,
    label || ' ' || what || coalesce(rather, '') || ': ' || change AS difference,
    among, good, bad, effect,
    adjusted AS p,
    unit,
    CASE kind
        WHEN 'stages'
        THEN format('a time of BAD is longer than one of GOOD in {:.0f} % of pairs; ',
            50 + 50 * effect)
        ELSE ''
    END
        || 'p ' || p_name(adjusted)
        || CASE unit WHEN 'flows' THEN '' ELSE '; few flows: each packet counts for itself' END
        || CASE certainty WHEN 'possible' THEN '; missing events could explain it' ELSE '' END
        AS evidence,
    good_example, bad_example,
    CAST(count(*) OVER () AS BIGINT) AS found
FROM single
WINDOW everything AS (
    ORDER BY certainty = 'possible', single.rank, abs(effect) DESC, p, what)
ORDER BY 1
LIMIT getvariable('differences');
