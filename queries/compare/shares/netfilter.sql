-- title: Verdicts of netfilter
-- description: What hooks, chains and rules decided about the packets that came to them.
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
