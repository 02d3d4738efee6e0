-- title: Packets wait long in a qdisc
-- description: A packet stayed in a queueing discipline for 50 ms or more: the traffic is shaped,
--   or more is sent than the link can carry. No rule looks for requeues alone (the device had no
--   room): they happen to every queue that fills up, and are a fault only if packets wait.
-- level: warning
-- finding: Packets wait up to {wait} in qdisc[ {qdisc}][ of {ifname}][ in namespace {netns}]: it
--   sends slower than they come[ ({parameters})][; meanwhile it dropped {drops}][; the
--   device had no room for a packet {requeues} times]
-- confirm: {in netns}tc -s qdisc show[ dev {ifname}]
-- change: Raise the rate of a shaper, or keep the queue short (fq_codel, a smaller limit): a long
--   queue delays all that is behind it.
-- report: skbtrail queueing {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/sched/sch_generic.c, __qdisc_run
-- probes:
-- needs: slow_qdiscs, waits
-- column: qdisc                Kind and handle.
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- column: parameters           Rate and capacity of the qdisc, from the snapshot.
-- column: drops                How many packets it dropped during the recording.
-- column: requeues             How often a packet went back to the qdisc because the device had no
--   room.
-- example: wait                How long one of the packets waited.
SELECT
    'certain' AS certainty,
    w.packet, w.ts, w.flow,
    coalesce(q.qdisc, w.qdisc) AS qdisc,
    w.ifname, w.netns, q.parameters,
    nullif(q.drops, 0) AS drops,
    nullif(q.requeues, 0) AS requeues,
    duration_name(w.wait_ns) AS wait
FROM waits AS w
LEFT JOIN slow_qdiscs AS q ON q.packet = w.packet AND q.netns = w.netns AND q.ifname = w.ifname
    AND NOT q.dropped
WHERE w.wait = 'qdisc';
