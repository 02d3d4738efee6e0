-- What the truth's generator does not know: rules of netfilter and results of route lookups. Makes
-- room between the events of a packet.
CREATE MACRO one_in(packet, n, salt) AS hash(packet, salt) % n = 0;
UPDATE event SET seq = seq * 10;
UPDATE event SET nf_table = 'filter', nf_chain = 'forward', nf_family = 'ipv4'
WHERE function = 'nft_do_chain' AND kind = 'entry';
UPDATE event
SET verdict = 'ACCEPT', nf_rule = CASE WHEN one_in(packet, 4, 'rule') THEN 5 ELSE 3 END
WHERE function = 'nft_do_chain' AND kind = 'return';
UPDATE event SET verdict = 'found', route_type = 'unicast', route_dev = 'router1'
WHERE function = 'ip_route_input_noref' AND kind = 'return';
UPDATE event SET verdict = 'pass' WHERE function = 'fib_validate_source' AND kind = 'return';
UPDATE event SET tcp_flags = 'ACK', tcp_window = 500 WHERE protocol = 'TCP';
