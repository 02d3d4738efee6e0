-- title: A qdisc drops packets
-- description: The queueing discipline of the device did not take the packet: it is full, or drops
--   early. The qdisc is that of the packet's last event in one, else the only one of the interface
--   whose drops grew. A device that was just taken down refuses packets in the same way.
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
-- column: parameters           Rate of the qdisc and how much it holds, by the snapshot.
-- column: drops                How many packets it dropped during the recording.
-- column: candidates           Where several can be it, up to three with their drops.
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
