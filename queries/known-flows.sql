-- The flows with the most packets.
SELECT flow
FROM packets
WHERE flow IS NOT NULL
GROUP BY flow
ORDER BY count(*) DESC, flow
LIMIT 100
