-- kind: failures
-- says: Failure zero window: only in BAD
UPDATE event SET tcp_window = 0 WHERE protocol = 'TCP' AND one_in(packet, 10, 'window');
