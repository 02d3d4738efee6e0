-- kind: routes
-- says: found, unicast by router2 instead of found, unicast by router1
UPDATE event SET route_dev = 'router2' WHERE route_dev = 'router1' AND one_in(packet, 5, 'route');
