-- kind: parts
-- says: Path after ip_local_deliver_finish: udp_rcv instead of raw_local_deliver
DELETE FROM event WHERE function = 'raw_local_deliver' AND protocol = 'UDP';
