-- title: Packets wait long in a qdisc
-- description: A packet was put into a queueing discipline, and was taken out 50 ms later or more:
--   it is shaped, or the link is slower than what is sent.
-- level: warning
-- finding: Packets wait up to {wait} in qdisc[ {qdisc}][ of {ifname}][ in namespace {netns}]: it
--   sends slower than they come
-- confirm: {in netns}tc -s qdisc show[ dev {ifname}]
-- change: Raise the rate of a shaper, or keep the queue short (fq_codel, a smaller limit): a long
--   queue delays all that is behind it.
-- report: skbtrail queueing {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/sched/sch_generic.c, __qdisc_run
-- probes:
-- needs: waits
-- column: qdisc                Kind and handle.
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- example: wait                How long one of them waited.
SELECT
    'certain' AS certainty,
    packet, ts, flow, qdisc, ifname, netns,
    duration_name(wait_ns) AS wait
FROM waits
WHERE wait = 'qdisc';
