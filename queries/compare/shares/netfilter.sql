-- title: Verdicts of netfilter
-- description: The verdicts of hooks, chains and rules on the packets that reached them.
-- rank: 3
-- pairing: service
-- least: 0
-- label: Netfilter
-- packets: sample
-- skip: 
-- needs: verdicts
SELECT
    concat_ws(' ', netns_family, hook, CASE WHEN part <> 'whole hook' THEN part END) AS topic,
    concat_ws(' ', verdict, 'by rule ' || rule, state) AS what,
    packet
FROM verdicts
WHERE verdict IS NOT NULL
