-- kind: routes
-- says: fib_validate_source: reject instead of pass
UPDATE event SET verdict = 'reject' WHERE verdict = 'pass' AND one_in(packet, 10, 'source');
