-- title: What looks like a drop and is none
-- description: kfree_skb does not free only packets that the kernel drops: it also frees packets
--   that the kernel has handled (everyday), and packets that were still queued when a socket closed
--   or a queue was removed (consequence).
-- level: note
-- finding: No fault: {meaning}
-- report: skbtrail drops {trace} --everyday
-- source: net/core/skbuff.c, kfree_skb_reason
-- probes:
-- needs: drops
-- column: class                everyday or consequence, as in frees.
-- column: meaning              What kind of free it is, as in frees.
SELECT
    'certain' AS certainty,
    packet, ts, flow, class,
    note AS meaning
FROM drops
WHERE class IN ('everyday', 'consequence');
