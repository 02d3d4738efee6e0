-- kind: tails
-- says: Slow transport in to socket in: more than
CREATE TABLE late AS
SELECT packet, min(seq) AS seq
FROM event
WHERE function = 'udp_rcv' AND one_in(packet, 12, 'late')
GROUP BY packet;
UPDATE event SET ts = ts + to_milliseconds(1)
FROM late AS l
WHERE l.packet = event.packet AND event.seq > l.seq;
