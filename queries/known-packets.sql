-- Packet numbers that begin with the digits in the variable begin.
SELECT DISTINCT packet
FROM events
WHERE starts_with(CAST(packet AS VARCHAR), getvariable('begin'))
ORDER BY packet
LIMIT 100
