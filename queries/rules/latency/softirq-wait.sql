-- title: Received packets wait for the CPU
-- description: A driver or a virtual device handed a packet over, and the network stack took it 50
--   ms or more later: the softirq of that CPU did not run, or had more to do than its budget
--   allows.
-- level: warning
-- finding: Packets wait up to {wait}[ at {ifname}][ in namespace {netns}] until the CPU that
--   receives them runs its softirq
-- confirm: {in netns}cat /proc/net/softnet_stat
-- confirm: cat /proc/softirqs
-- change: See what keeps that CPU busy; spread the load over more of them (RSS, RPS), or raise
--   net.core.netdev_budget_usecs.
-- report: skbtrail stages {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/core/dev.c, net_rx_action, process_backlog
-- probes:
-- needs: waits
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- example: wait                How long one of the packets waited.
SELECT
    'likely' AS certainty,
    packet, ts, flow, ifname, netns,
    duration_name(wait_ns) AS wait
FROM waits
WHERE wait = 'CPU';
