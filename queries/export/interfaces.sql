-- title: Interfaces of a packet capture
-- description: One row for each device of each network namespace that an event names; with
--   every_event, also one row for each namespace, for packets that are at no device yet.
-- needs: events, traces
-- param: every_event BOOLEAN = false  Also one for packets at no device.
-- column: trace                Trace (file) that it comes from.
-- column: netns                Name (else inode) of the network namespace; NULL where unknown.
-- column: ifindex              Index of the device; NULL for no device.
-- column: ifname               Its name; NULL likewise.
-- column: name                 netns/ifname; with several traces, host/netns/ifname.
-- column: about                What else is known about it, in words.
-- column: ethernet             Do frames there have a link-layer header? Else they begin with the
--   IP header.
-- empty: No event names a device.
-- cost: one aggregation of all events by device
WITH
    device AS (
        SELECT
            trace_of(packet) AS trace,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            CASE WHEN ifname IS NOT NULL THEN ifindex END AS ifindex,
            ifname,
            bool_or(
                ifname IS NOT NULL
                AND (src_mac IS NOT NULL OR coalesce(ethertype NOT IN ('IPv4', 'IPv6'), false)))
                AS ethernet
        FROM events
        WHERE packet IS NOT NULL AND (ifname IS NOT NULL OR getvariable('every_event'))
        GROUP BY ALL
    )
SELECT
    d.trace, d.netns, d.ifindex, d.ifname,
    concat_ws('/',
        CASE WHEN (SELECT count(*) FROM traces) > 1 THEN coalesce(t.host, t.file) END,
        coalesce(d.netns, '?'),
        coalesce(d.ifname, '(no device)')) AS name,
    concat_ws(', ',
        'network namespace ' || coalesce(d.netns, 'unknown'),
        'ifindex ' || d.ifindex,
        'host ' || t.host,
        t.file) AS about,
    d.ethernet
FROM device AS d
LEFT JOIN traces AS t ON t.trace = d.trace
ORDER BY d.trace, d.netns, d.ifindex, d.ifname;
