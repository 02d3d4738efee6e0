-- kind: drops
-- says: Drop IP_RPFILTER at ip_rcv_finish_core
CREATE TABLE dead AS
SELECT packet, min(seq) AS seq
FROM event
WHERE function = 'ip_route_input_noref' AND one_in(packet, 20, 'dead')
GROUP BY packet;
DELETE FROM event AS e
WHERE EXISTS (FROM dead AS d WHERE d.packet = e.packet AND e.seq > d.seq)
    OR e.parent IN (SELECT packet FROM dead);
INSERT INTO event BY NAME
SELECT e.* REPLACE (
    e.seq + 5 AS seq, 'tracepoint' AS kind, 'kfree_skb' AS function, 'IP_RPFILTER' AS drop_reason,
    'ip_rcv_finish_core+0x10' AS drop_location)
FROM event AS e
JOIN dead AS d ON d.packet = e.packet AND d.seq = e.seq;
