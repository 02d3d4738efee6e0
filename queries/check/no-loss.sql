-- title: No event was lost
-- description: The trace is complete. The second line of every report shows whether it is.
-- needs: completeness
-- option:
-- incomplete: it is what this asks
SELECT note AS what, CAST(NULL AS BIGINT) AS packet
FROM completeness
WHERE NOT complete;
