-- title: Services in the traffic
-- description: What the packets are: another mix is a difference, but no fault by itself.
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
