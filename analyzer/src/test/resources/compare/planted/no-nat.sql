-- kind: nat
-- says: NAT router destination to 10.9.0.2:53: only in GOOD
CREATE TABLE kept AS
SELECT packet, arg_min(daddr, seq) AS daddr, arg_min(dport, seq) AS dport
FROM event
WHERE packet IN (SELECT packet FROM event WHERE daddr = '10.9.0.2')
GROUP BY packet;
UPDATE event SET daddr = k.daddr, dport = k.dport
FROM kept AS k
WHERE k.packet = event.packet AND event.daddr = '10.9.0.2';
