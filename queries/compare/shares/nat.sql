-- title: Translated addresses and ports
-- description: The source or destination that NAT gave to packets.
-- rank: 5
-- pairing: service
-- least: 0
-- label: NAT
-- packets: sample
-- skip: 
-- needs: translations
SELECT
    NULL AS topic,
    concat_ws(' ', netns, 'source to ' || new_source, 'destination to ' || new_destination,
        CASE WHEN what = 'ports' THEN 'ports alone' END) AS what,
    packet
FROM translations
