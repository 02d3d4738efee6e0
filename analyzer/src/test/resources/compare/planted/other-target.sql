-- kind: nat
-- says: NAT router destination to 10.9.0.3:53: only in BAD
UPDATE event SET daddr = '10.9.0.3' WHERE daddr = '10.9.0.2';
