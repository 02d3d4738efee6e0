-- kind: drops
-- says: Drop UDP_CSUM at udp_queue_rcv_one_skb: only in BAD
CREATE TABLE dead AS
SELECT packet, min(seq) AS seq
FROM event
WHERE function = 'udp_queue_rcv_one_skb' AND one_in(packet, 15, 'dead')
GROUP BY packet;
DELETE FROM event AS e
WHERE EXISTS (FROM dead AS d WHERE d.packet = e.packet AND e.seq > d.seq)
    OR e.parent IN (SELECT packet FROM dead);
INSERT INTO event BY NAME
SELECT e.* REPLACE (
    e.seq + 5 AS seq, 'tracepoint' AS kind, 'kfree_skb' AS function, 'UDP_CSUM' AS drop_reason,
    'udp_queue_rcv_one_skb+0x10' AS drop_location)
FROM event AS e
JOIN dead AS d ON d.packet = e.packet AND d.seq = e.seq;
