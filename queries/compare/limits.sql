-- What the comparison could not have shown, one line each. The variable found holds the number of
-- differences.
WITH
    pair AS (
        SELECT
            any_value(packets) FILTER (side = 'good') AS good,
            any_value(packets) FILTER (side = 'bad') AS bad,
            min(flows) >= 10 AS by_flow,
            sum(incomplete) + sum(unseen) AS missing
        FROM _side
    ),
    effort AS (
        SELECT
            count(*) AS tests,
            -- For a new kind of drop: one test more than were run.
            getvariable('level') / greatest(1, count(DISTINCT kind))
                / (1 + count(*) FILTER (kind = 'drops')) AS level
        FROM _difference
        WHERE attainable <= getvariable('level')
    ),
    seen AS (
        SELECT p.*, e.*, first_visible(p.good, p.bad, e.level) AS least
        FROM pair AS p
        CROSS JOIN effort AS e
    )
SELECT
    1 AS place,
    format('No difference that {:,} and {:,} packets could show.', good, bad) AS line
FROM seen
WHERE getvariable('found') = 0
UNION ALL
SELECT
    2,
    CASE
        WHEN least IS NULL
        THEN format('So few packets could not show even a drop of all {:,} packets of BAD.', bad)
        ELSE format('A drop that GOOD does not have would show from {:,} of {:,} packets of BAD on'
            || ' ({:.2g} %){}.',
            least, bad, 100.0 * least / bad,
            CASE WHEN by_flow THEN ', each of another flow' ELSE '' END)
    END
FROM seen
UNION ALL
SELECT
    3,
    CASE
        WHEN tests = 0 THEN 'Nothing could be compared: the traces have no service in common.'
        ELSE format('{:,} comparisons; Holm''s correction keeps the chance of any wrong difference'
            || ' below {:.2g} %.', tests, 100 * getvariable('level'))
    END
FROM seen
UNION ALL
SELECT
    4,
    format('Verdicts, routes, NAT, paths and times are of a sample: {:,} of {:,} packets.'
            || ' --sample 0 takes all.',
        count(*) FILTER (in_sample(packet)), count(*))
FROM _unit
HAVING getvariable('share') < 1000
UNION ALL
SELECT 5, 'Events are missing: what they could explain is called possible, or is not shown'
    || ' (skbtrail losses).'
FROM seen
WHERE missing > 0
ORDER BY place;
