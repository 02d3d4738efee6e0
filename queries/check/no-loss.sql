-- title: No event was lost
-- description: The trace is complete, as the second line of every report says.
-- needs: completeness
-- option:
-- incomplete: it is what this asks
SELECT note AS what, CAST(NULL AS BIGINT) AS packet
FROM completeness
WHERE NOT complete;
