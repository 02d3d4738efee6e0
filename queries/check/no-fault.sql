-- title: Nothing is wrong by skbtrail explain
-- description: No rule of level error has a finding that is certain or likely. A finding does not
--   count if all its packets were dropped for a reason or in a function that --allow-drop names.
-- needs: dropped
-- option:
WITH
    finding AS (
        SELECT
            rank, finding, rule, packets,
            CAST(unnest(string_split(nullif(evidence, ''), ', ')) AS BIGINT) AS packet
        FROM _findings
        WHERE level = 'error' AND certainty <> 'possible'
    )
SELECT
    format('{} (rule {}, {:,} packets)', f.finding, f.rule, f.packets) AS what,
    min(f.packet) AS packet
FROM finding AS f
LEFT JOIN dropped AS d ON d.packet = f.packet
GROUP BY f.rank, f.finding, f.rule, f.packets
HAVING NOT coalesce(
    bool_and(list_has_any(getvariable('allow_drop'), [d.reason, d.function])), false)
ORDER BY f.rank;
