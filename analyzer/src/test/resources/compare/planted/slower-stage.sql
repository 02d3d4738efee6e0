-- kind: stages
-- says: Time driver in to stack in: longer in BAD
CREATE TABLE late AS
SELECT packet, seq, sum(3000) OVER (PARTITION BY packet ORDER BY seq) AS ns
FROM event
WHERE function = 'netif_rx';
UPDATE event SET ts = ts + to_microseconds(CAST(l.ns // 1000 AS BIGINT))
FROM (
    SELECT e.packet, e.seq, max(l.ns) AS ns
    FROM event AS e
    JOIN late AS l ON l.packet = e.packet AND l.seq < e.seq
    GROUP BY ALL
) AS l
WHERE l.packet = event.packet AND l.seq = event.seq;
