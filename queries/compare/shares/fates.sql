-- title: What became of packets
-- description: The fate of each packet whose fate is known.
-- rank: 6
-- pairing: service
-- least: 0.05
-- label: Fate of
-- packets: all
-- skip: 
-- needs: packets
SELECT 'packets' AS topic, fate AS what, packet
FROM packets
WHERE fate <> 'unknown' AND aside IS NOT true
