-- title: Time from stage to stage, in each namespace
-- description: Where packets were on their way through the kernel, and how long from there to the
--   next: on the way in from the driver to the stack, IP, transport protocol, socket and reader; on
--   the way out from the socket to IP, device queue and driver; from one driver to the next over a
--   wire that is in the kernel (veth, loopback). A stage begins with its first function that was
--   recorded. Never across missing events.
-- needs: turns
-- param: top INTEGER = 100     Rows to show.
-- column: where group          Network namespace; two where the packet went to another.
-- column: from                 Stage that was left ...
-- column: to                   ... and the one that was reached.
-- column: count count          Number of times.
-- column: p50 ns               Median.
-- column: p90 ns               90th percentile.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: slowest              Packet that it was: skbtrail packet shows its life.
-- empty: No packet went from one stage to another; skbtrail paths shows what was recorded.
-- cost: two windows over the events of these functions and those where the namespace is new
WITH
    stage AS (
        SELECT unnest(functions) AS function, rank, stage
        FROM (
            VALUES
                (1, 'driver in', ['napi_gro_receive_entry', 'netif_rx']),
                (2, 'stack in', ['__netif_receive_skb_one_core', '__netif_receive_skb_core',
                    'netif_receive_skb', 'tc:ingress']),
                (3, 'IP in', ['ip_rcv', 'ipv6_rcv', 'nf:PREROUTING:first']),
                (4, 'transport in', ['tcp_v4_rcv', 'tcp_v6_rcv', 'udp_rcv', 'udpv6_rcv',
                    'icmp_rcv', 'icmpv6_rcv', 'nf:INPUT:last']),
                (5, 'socket in', ['tcp_rcv_established', 'tcp_rcv_state_process',
                    '__udp_enqueue_schedule_skb', 'udp_queue_rcv_one_skb',
                    'udpv6_queue_rcv_one_skb', 'ping_rcv']),
                (6, 'queued in', ['tcp_data_queue']),
                (7, 'forwarding', ['ip_forward', 'ip6_forward', 'nf:FORWARD:first']),
                (8, 'socket out', ['ip_send_skb', 'ip6_send_skb', 'udp_send_skb', 'udp_v6_send_skb',
                    '__tcp_transmit_skb', '__ip_queue_xmit', 'ip6_xmit']),
                (9, 'IP out', ['__ip_local_out', '__ip6_local_out', 'ip_output', 'ip6_output',
                    'nf:OUTPUT:first', 'nf:POSTROUTING:first']),
                (10, 'device out', ['__dev_queue_xmit', 'tc:egress', 'net_dev_queue']),
                (11, 'driver out', ['dev_hard_start_xmit', 'net_dev_start_xmit']),
                (12, 'freed', ['consume_skb', 'kfree_skb', 'kfree_skb_partial', 'kfree_skbmem',
                    '__kfree_skb_defer', '__napi_kfree_skb', 'skb_attempt_defer_free'])
        ) AS s (rank, stage, functions)
    ),
    staged AS (
        SELECT
            t.packet, t.seq, t.ts, t.missing, s.rank, s.stage,
            coalesce(t.netns_name, CAST(t.netns AS VARCHAR)) AS netns
        FROM turns AS t
        LEFT JOIN stage AS s ON s.function = t.function AND t.kind <> 'return'
        WHERE t.new_place OR s.rank IS NOT NULL
    ),
    placed AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            first_value(netns IGNORE NULLS)
                OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_netns,
            lag(rank IGNORE NULLS) OVER w AS old_rank
        FROM staged
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    entered AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            -- An event on the way in that knows no namespace is already in that of the next one.
            CASE WHEN rank <= 2 THEN coalesce(next_netns, netns) ELSE netns END AS netns
        FROM placed
        WHERE rank IS NOT NULL AND rank IS DISTINCT FROM old_rank
    ),
    pair AS (
        SELECT
            packet, ts, netns, rank, stage,
            lead(rank) OVER w AS next_rank,
            lead(stage) OVER w AS next_stage,
            lead(netns) OVER w AS next_netns,
            lead(ts) OVER w AS next_ts,
            lead(missing) OVER w = missing AS unbroken
        FROM entered
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    elapsed AS MATERIALIZED (
        SELECT
            packet,
            netns || CASE WHEN next_netns <> netns THEN ' > ' || next_netns ELSE '' END AS place,
            netns AS place_from, rank, stage, next_rank, next_stage,
            epoch_ns(next_ts) - epoch_ns(ts) AS ns
        FROM pair
        WHERE unbroken
    ),
    timed AS (
        SELECT
            place, place_from, rank, stage, next_rank, next_stage,
            count(*) AS count,
            quantile_disc(ns, [0.5, 0.9, 0.99]) AS p,
            max(ns) AS max,
            arg_max(packet, {'ns': ns, 'first': -packet}) AS slowest
        FROM elapsed
        GROUP BY ALL
    )
SELECT
    place AS "where", stage AS "from", next_stage AS "to",
    count, p[1] AS p50, p[2] AS p90, p[3] AS p99, max, slowest
FROM timed
ORDER BY place_from, place, rank, next_rank
LIMIT getvariable('top');
