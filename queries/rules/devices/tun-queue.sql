-- title: A tun or tap device drops packets that no program reads
-- description: The driver freed the packet: no program is attached to the queue that the driver
--   chose, or the ring to the program is full, because the program reads too slowly or not at all.
--   Before 5.18 the kernel does not say which.
-- level: error
-- finding: Tun or tap device[ {ifname}][ of namespace {netns}] drops {flow}: {why}[ ({reason})]
-- confirm: {in netns}ip -s -d link show[ dev {ifname}]
-- confirm: grep -s iff: /proc/*/fdinfo/*
-- change: {change}
-- report: skbtrail packet {trace} {packet}
-- source: drivers/net/tun.c, tun_net_xmit
-- probes:
-- needs: causes
-- column: ifname               Device.
-- column: netns                Network namespace.
-- column: why                  Why the driver drops packets.
-- column: reason               Drop reason; NULL on a kernel that gives none.
-- column: change               What to change.
SELECT
    CASE WHEN reason IS NULL THEN 'likely' ELSE 'certain' END AS certainty,
    packet, ts, flow, ifname, netns,
    CASE reason
        WHEN 'DEV_READY' THEN 'no program is attached to the queue'
        WHEN 'FULL_RING' THEN 'its program reads too slowly or not at all, and the ring is full'
        ELSE 'no program reads it, or not fast enough'
    END AS why,
    reason,
    CASE reason
        WHEN 'DEV_READY' THEN 'Start the program that reads it, or let it attach its queue.'
        ELSE 'Let the program read faster, or make the ring longer: ip link set DEVICE'
            || ' txqueuelen N.'
    END AS change
FROM causes
WHERE cause = 'tun queue';
