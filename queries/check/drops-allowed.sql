-- title: Every drop has a reason that is allowed
-- description: Every packet that was dropped as a fault, or may have been, was dropped for a reason
--   or in a function that --allow-drop names.
-- needs: dropped
-- option:
SELECT
    concat_ws(' ', coalesce(reason, 'no reason'), 'at ' || function || ',',
        any_value(flow ORDER BY ts), format('({:,} packets)', count(*))) AS what,
    min(packet) AS packet
FROM dropped
WHERE class IN ('fault', 'unknown')
    AND NOT coalesce(list_has_any(getvariable('allow_drop'), [reason, function]), false)
GROUP BY reason, function
ORDER BY count(*) DESC, reason, function;
