-- title: Long waits of packets
-- description: One row each time that a packet only waited between two events, for a long time: 50
--   ms in a qdisc or for the receiving CPU, 100 ms in a socket's receive queue, 1 s for the next
--   hop's link-layer address.
-- needs: events
-- column: packet               Number of the packet.
-- column: ts time              When the wait ended.
-- column: wait                 qdisc, CPU (from the driver to the stack), socket or neighbour.
-- column: qdisc                Kind and handle of the qdisc; NULL where no event names it.
-- column: flow                 Addresses of the packet at that time; NULL where no event up to then
--   has them.
-- column: daddr                Destination address at that time; NULL likewise.
-- column: ifname               Interface where the wait ended.
-- column: netns                Name (else inode) of the network namespace where it ended.
-- column: from_step            Event where it began.
-- column: to_step              Event where it ended.
-- column: wait_ns ns           How long it took.
-- cost: two scans of four columns, a window over the events of packets that lived 50 ms or more,
--   and a scan of the events of those that waited
CREATE VIEW waits AS
WITH
    -- A list, so that the optimizer knows that these are few compared with all events.
    slow AS MATERIALIZED (
        SELECT unnest(list(packet)) AS packet
        FROM (
            SELECT packet
            FROM events
            WHERE packet IS NOT NULL
            GROUP BY packet
            HAVING epoch_ns(max(ts)) - epoch_ns(min(ts)) >= 50_000_000
        )
    ),
    gap AS (
        SELECT
            packet, seq,
            lag(step_name(kind, function)) OVER w AS from_step,
            step_name(kind, function) AS to_step,
            lag(seq) OVER w = seq - 1 AS follows,
            epoch_ns(ts) - lag(epoch_ns(ts)) OVER w AS latency_ns
        FROM events
        WHERE packet IN (SELECT packet FROM slow)
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    waited AS MATERIALIZED (
        SELECT
            packet, seq, from_step, to_step,
            latency_ns AS wait_ns,
            CASE
                WHEN ends_with(from_step, '_enqueue') THEN 'qdisc'
                WHEN role_driver_in(from_step) AND role_stack_in(to_step) THEN 'CPU'
                WHEN role_resolves(from_step) AND latency_ns >= 1_000_000_000 THEN 'neighbour'
                WHEN (role_queued_in(from_step) OR role_udp_in(from_step)) AND role_read(to_step)
                    AND latency_ns >= 100_000_000
                    THEN 'socket'
            END AS wait
        FROM gap
        WHERE follows AND latency_ns >= 50_000_000
    ),
    few AS MATERIALIZED (
        SELECT unnest(list(w), recursive := true) FROM waited AS w WHERE wait IS NOT NULL
    )
SELECT
    packet, last.ts AS ts, wait, qdisc,
    flow_name(headers.protocol, headers.saddr, headers.sport, headers.daddr, headers.dport, NULL)
        AS flow,
    headers.daddr AS daddr,
    last.ifname AS ifname,
    last.netns AS netns,
    from_step, to_step, wait_ns
FROM (
    SELECT
        w.packet, w.seq, w.wait, w.from_step, w.to_step, w.wait_ns,
        max(concat_ws(' ', e.qdisc, e.qdisc_handle))
            FILTER (e.seq = w.seq - 1 AND e.qdisc IS NOT NULL) AS qdisc,
        arg_max(
            {
                'protocol': e.protocol, 'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                'dport': e.dport
            },
            e.seq) FILTER (e.saddr IS NOT NULL) AS headers,
        arg_max(
            {
                'ts': e.ts, 'ifname': e.ifname,
                'netns': coalesce(e.netns_name, CAST(e.netns AS VARCHAR))
            },
            e.seq) AS last
    FROM few AS w
    JOIN events AS e ON e.packet = w.packet AND e.seq <= w.seq
    GROUP BY ALL
);
