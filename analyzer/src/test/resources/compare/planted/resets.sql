-- kind: failures
-- says: Failure TCP reset seen: only in BAD
UPDATE event SET tcp_flags = 'RST|ACK' WHERE protocol = 'TCP' AND one_in(packet, 10, 'reset');
