-- title: What looks like a drop and is none
-- description: kfree_skb frees more than what the kernel drops: what it has handled (everyday), and
--   what a closing socket or a removed queue takes with it (consequence).
-- level: note
-- finding: No fault: {meaning}
-- report: skbtrail drops {trace} --everyday
-- source: net/core/skbuff.c, kfree_skb_reason
-- probes:
-- needs: drops
-- column: class                everyday or consequence, as in frees.
-- column: meaning              What it is, as in frees.
SELECT
    'certain' AS certainty,
    packet, ts, flow, class,
    note AS meaning
FROM drops
WHERE class IN ('everyday', 'consequence');
