-- title: Queueing delay
-- description: Time in a queueing discipline (from enqueue to dequeue; without probes on these,
--   from the call before the qdisc to the driver) and in the receive queue of a socket (from the
--   function that puts a packet there to the one in which the application has read it). Times
--   across missing events are left out.
-- needs: turns
-- param: top INTEGER = 50      Rows to show, those with the longest wait first.
-- column: queue                qdisc with its kind and handle, or receive queue.
-- column: interface            Network namespace and interface.
-- column: packets count        Packets that waited there.
-- column: p50 ns               Median.
-- column: p90 ns               90th percentile.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: longest              Highest fill level: packets in a qdisc; for a socket, part of its
--   receive memory limit.
-- column: slowest              Packet that waited longest: skbtrail packet shows its life.
-- empty: No packet met a queue; record with --group tx, tcp, udp, socket, qdisc or free.
-- cost: two windows over the events of these functions and those where the place is new
WITH
    marked AS (
        SELECT
            packet, seq, ts, missing, new_place,
            qdisc || coalesce(' ' || qdisc_handle, '') AS qdisc,
            qdisc_qlen, sk_rmem_alloc, sk_rcvbuf,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            nullif(ifname, '') AS ifname,
            CASE
                WHEN kind = 'return' THEN NULL
                WHEN ends_with(function, '_enqueue') THEN 'qdisc in'
                WHEN role_qdisc_out(function) THEN 'qdisc out'
                WHEN role_to_device(function) THEN 'device in'
                WHEN role_driver_out(function) THEN 'device out'
                WHEN role_queued_in(function) THEN 'TCP in'
                WHEN role_udp_in(function) THEN 'UDP in'
                WHEN role_read(function) THEN 'read'
            END AS mark
        FROM turns
    ),
    placed AS (
        SELECT
            packet, seq, ts, missing, mark, sk_rmem_alloc, sk_rcvbuf,
            last_value(qdisc IGNORE NULLS) OVER w AS qdisc,
            last_value(qdisc_qlen IGNORE NULLS) OVER w AS qdisc_qlen,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            last_value(ifname IGNORE NULLS) OVER w AS ifname
        FROM marked
        WHERE mark IS NOT NULL OR new_place OR qdisc IS NOT NULL OR qdisc_qlen IS NOT NULL
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    met AS (
        SELECT
            *,
            lead(mark) OVER w AS next_mark,
            lead(ts) OVER w AS next_ts,
            lead(missing) OVER w = missing AS unbroken
        FROM placed
        WHERE mark IS NOT NULL
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    waited AS MATERIALIZED (
        SELECT
            packet,
            concat_ws(' ', netns, ifname) AS interface,
            CASE
                WHEN mark = 'qdisc in' THEN concat_ws(' ', 'qdisc', qdisc)
                WHEN mark = 'device in' THEN 'device'
                ELSE left(mark, 3) || ' receive queue'
            END AS queue,
            epoch_ns(next_ts) - epoch_ns(ts) AS ns,
            qdisc_qlen,
            100.0 * sk_rmem_alloc / nullif(sk_rcvbuf, 0) AS filled
        FROM met
        WHERE unbroken
            AND (mark = 'qdisc in' AND next_mark = 'qdisc out'
                OR mark = 'device in' AND next_mark = 'device out'
                OR mark IN ('TCP in', 'UDP in') AND next_mark = 'read')
    ),
    timed AS (
        SELECT
            queue, interface,
            count(*) AS packets,
            quantile_disc(ns, [0.5, 0.9, 0.99]) AS p,
            max(ns) AS max,
            max(qdisc_qlen) AS packets_in,
            max(filled) AS filled,
            arg_max(packet, {'ns': ns, 'first': -packet}) AS slowest
        FROM waited
        GROUP BY queue, interface
    )
SELECT
    queue, interface, packets, p[1] AS p50, p[2] AS p90, p[3] AS p99, max,
    coalesce(format('{:,} packets', packets_in), format('{:.0f} % full', filled)) AS longest,
    slowest
FROM timed
ORDER BY max DESC, queue, interface
LIMIT getvariable('top');
