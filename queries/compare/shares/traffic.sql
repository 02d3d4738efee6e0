-- title: Services in the traffic
-- description: The service that each packet belongs to. A different mix of traffic is a difference,
--   but not a fault by itself.
-- rank: 11
-- pairing: all
-- least: 0.05
-- label: Traffic
-- packets: all
-- skip: filter
-- needs: packets
SELECT
    NULL AS topic,
    service_name(protocol, saddr, sport, daddr, dport, flow) AS what,
    packet
FROM packets
