-- kind: routes
-- says: found, unicast by router1 via 192.0.2.254 instead of
UPDATE event SET route_gateway = '192.0.2.254' WHERE route_dev = 'router1';
