-- title: What failed without a drop
-- description: Retransmissions, unanswered requests, full accept queues, zero windows and resets.
--   Unanswered requests are not compared if events are missing.
-- rank: 2
-- pairing: service or all
-- least: 0
-- label: Failure
-- packets: all
-- skip: 
-- needs: events, failures
SELECT NULL AS topic, failure AS what, packet
FROM failures
WHERE NOT (failure LIKE '% unanswered' AND EXISTS (FROM _side WHERE incomplete + unseen > 0))
UNION ALL
SELECT NULL, 'TCP reset sent', packet FROM events WHERE role_reset(function) AND kind <> 'return'
UNION ALL
SELECT NULL, 'TCP reset seen', packet FROM events WHERE contains(tcp_flags, 'RST')
