-- title: Routes that were found
-- description: What route lookups returned: kind of route, device and next hop.
-- rank: 4
-- pairing: service
-- least: 0
-- label: Route
-- packets: sample
-- skip: 
-- needs: lookups
SELECT
    concat_ws(' ', netns, function) AS topic,
    concat_ws(' ', result, 'by ' || device, 'via ' || gateway) AS what,
    packet
FROM lookups
WHERE result IS NOT NULL OR device IS NOT NULL
