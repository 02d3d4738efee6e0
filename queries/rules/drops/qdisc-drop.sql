-- title: A qdisc drops packets
-- description: The queueing discipline of the device refused the packet: it is full, or drops
--   early. The finding names the qdisc of the packet's last event in a qdisc; without such an
--   event, the only qdisc of the interface whose drop counter grew. A device that was just taken
--   down refuses packets in the same way.
-- level: error
-- finding: The qdisc[ {qdisc}][ of {ifname}][ in namespace {netns}] drops packets: {meaning}
--   ({reason})[; it has {parameters}][; meanwhile it dropped {drops}][; it may be
--   {candidates}]
-- confirm: {in netns}tc -s qdisc show[ dev {ifname}]
-- change: Send less, raise the rate or the limit of the qdisc, or choose another one.
-- report: skbtrail drops {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/dev.c, __dev_xmit_skb; include/net/sch_generic.h, qdisc_drop
-- probes:
-- needs: causes, reasons, slow_qdiscs
-- column: qdisc                Kind and handle.
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- column: meaning              What the reason means.
-- column: reason               Drop reason.
-- column: parameters           Rate and capacity of the qdisc, from the snapshot.
-- column: drops                How many packets it dropped during the recording.
-- column: candidates           Up to three qdiscs with their drops, if several can have dropped the
--   packets.
SELECT
    coalesce(r.certainty, 'likely') AS certainty,
    c.packet, c.ts, c.flow, q.qdisc, c.ifname, c.netns,
    coalesce(r.meaning, 'it refuses them') AS meaning,
    c.reason, q.parameters,
    nullif(q.drops, 0) AS drops,
    q.candidates
FROM causes AS c
LEFT JOIN reasons AS r ON r.reason = c.reason
LEFT JOIN slow_qdiscs AS q ON q.packet = c.packet AND q.dropped
WHERE c.cause = 'qdisc';
