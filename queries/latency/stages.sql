-- title: Time from stage to stage, in each namespace
-- description: Where packets were on their way through the kernel, and how long from there to the
--   next: on the way in from the driver to the stack, IP, transport protocol, socket and reader; on
--   the way out from the socket to IP, device queue and driver; from one driver to the next over a
--   wire that is in the kernel (veth, loopback). A stage begins with its first function that was
--   recorded. Never across missing events.
-- needs: events
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
-- cost: three windows over all events
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
    mark AS (
        SELECT
            packet, seq, ts, function, kind,
            seq - row_number() OVER (PARTITION BY packet ORDER BY seq) AS hole,
            last_value(coalesce(netns_name, CAST(netns AS VARCHAR)) IGNORE NULLS)
                OVER (PARTITION BY packet ORDER BY seq) AS netns,
            first_value(coalesce(netns_name, CAST(netns AS VARCHAR)) IGNORE NULLS)
                OVER (PARTITION BY packet ORDER BY seq
                    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_netns
        FROM events
        WHERE packet IS NOT NULL
    ),
    staged AS (
        SELECT
            m.packet, m.seq, m.ts, m.hole, s.rank, s.stage,
            -- An event on the way in that knows no namespace is already in that of the next one.
            CASE WHEN s.rank <= 2 THEN coalesce(m.next_netns, m.netns) ELSE m.netns END AS netns,
            lag(s.rank) OVER w AS old_rank
        FROM mark AS m
        JOIN stage AS s ON s.function = m.function
        WHERE m.kind <> 'return'
        WINDOW w AS (PARTITION BY m.packet ORDER BY m.seq)
    ),
    pair AS (
        SELECT
            packet, ts, hole, netns, rank, stage,
            lead({'rank': rank, 'stage': stage, 'ts': ts, 'hole': hole, 'netns': netns})
                OVER (PARTITION BY packet ORDER BY seq) AS next
        FROM staged
        WHERE old_rank IS NULL OR old_rank <> rank
    ),
    elapsed AS MATERIALIZED (
        SELECT
            packet,
            netns || CASE WHEN next.netns <> netns THEN ' > ' || next.netns ELSE '' END AS place,
            netns AS place_from, rank, stage, next.rank AS next_rank, next.stage AS next_stage,
            epoch_ns(next.ts) - epoch_ns(ts) AS ns
        FROM pair
        WHERE next.hole = hole
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
