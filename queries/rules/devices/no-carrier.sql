-- title: A device without carrier, or one that is down, drops what it is to send
-- description: Such a device has no queue (its qdisc is noop): the kernel frees each packet for it
--   with the reason of a qdisc drop, before 5.17 without a reason. The snapshot shows that the
--   device is down or has no carrier; a tun or tap device has no carrier if no program has it open.
-- level: error
-- finding: Device {ifname}[ of namespace {netns}] {state}: it drops {flow}[; it counted {drops}
--   drops]
-- confirm: {in netns}ip -s -d link show dev {ifname}
-- change: {change}
-- report: skbtrail packet {trace} {packet}
-- source: net/sched/sch_generic.c, dev_deactivate_many, noop_enqueue
-- probes:
-- needs: causes, links
-- column: ifname               Device.
-- column: netns                Network namespace.
-- column: state                Why the device drops packets.
-- column: drops                Transmit drops that the device counted during the recording; NULL if
--   it counted none, as on older kernels.
-- column: change               What to change.
SELECT
    CASE WHEN NOT coalesce(l.carrier OR l.carrier_before, false) THEN 'certain' ELSE 'likely' END
        AS certainty,
    c.packet, c.ts, c.flow, c.ifname, c.netns,
    CASE
        WHEN NOT l.up THEN 'is down'
        WHEN l.kind = 'tun' THEN 'is a tun or tap device that no program has open'
        ELSE 'has no carrier'
    END AS state,
    nullif(l.tx_dropped_growth, 0) AS drops,
    CASE
        WHEN NOT l.up THEN 'Bring it up: ip link set DEVICE up.'
        WHEN l.kind = 'tun' THEN 'Start the program that reads it (VPN, virtual machine).'
        ELSE 'Look at the cable or, of a virtual device, at its other end: it has to be up.'
    END AS change
FROM causes AS c
JOIN links AS l ON l.trace = trace_of(c.packet) AND l.netns = c.netns AND l.ifname = c.ifname
WHERE c.cause = 'no carrier';
