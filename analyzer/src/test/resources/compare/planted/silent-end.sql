-- kind: fates
-- says: Fate of packets: alive instead of delivered
CREATE TABLE gone AS
SELECT packet, min(seq) AS seq
FROM event
WHERE function = 'ip_local_deliver' AND one_in(packet, 4, 'gone')
GROUP BY packet;
DELETE FROM event AS e
WHERE EXISTS (FROM gone AS d WHERE d.packet = e.packet AND e.seq > d.seq)
    OR e.parent IN (SELECT packet FROM gone);
