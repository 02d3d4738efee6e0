-- kind: failures
-- says: Failure retransmission: only in BAD
INSERT INTO event BY NAME
SELECT * REPLACE (seq + 5 AS seq, 'tcp_retransmit_skb' AS function, 'tracepoint' AS kind)
FROM event
WHERE function = '__tcp_transmit_skb' AND one_in(packet, 2, 'again');
