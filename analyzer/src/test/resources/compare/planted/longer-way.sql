-- kind: parts
-- says: Path after ip_forward_finish: xfrm_lookup instead of ip_output: only in BAD
INSERT INTO event BY NAME
SELECT * REPLACE (seq + 5 AS seq, 'xfrm_lookup' AS function)
FROM event
WHERE function = 'ip_forward_finish' AND one_in(packet, 3, 'way');
