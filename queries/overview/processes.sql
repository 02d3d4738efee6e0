-- title: Processes: who sent and who received
-- description: One row per process: the packets that it sent through a socket, and those that
--   ended in one of its sockets. Packets that the kernel sends or frees by itself
--   (acknowledgements, retransmissions, ping replies) count for the process that was interrupted;
--   ksoftirqd and swapper are the kernel itself.
-- needs: events, functions, packets
-- param: top INTEGER = 50      Rows to show.
-- column: process              Command name of the thread.
-- column: pid                  Number of the process.
-- column: sent count           Packets that began in this process.
-- column: sent_bytes bytes     Sum of their lengths from the IP header.
-- column: dropped count        Those of them that the kernel dropped, except everyday frees.
-- column: received count       Packets that a socket received and that ended in this process.
-- column: received_bytes bytes  Sum of their lengths from the IP header.
-- column: flows                The flows with the most packets.
-- empty: No packet of the trace began or ended at a socket; the restricted back-end sees none.
-- cost: that of the view packets, and one aggregation of all events by packet
WITH
    ends AS (
        SELECT
            e.packet,
            arg_min({'pid': e.pid, 'comm': e.comm, 'stage': f.stage}, e.seq) AS began,
            arg_max({'pid': e.pid, 'comm': e.comm, 'stage': f.stage}, e.seq)
                FILTER (f.stage IS NOT NULL) AS ended
        FROM events AS e
        LEFT JOIN functions AS f ON f.function = e.function
        WHERE e.packet IS NOT NULL AND e.kind <> 'return' AND e.pid IS NOT NULL
        GROUP BY e.packet
    ),
    part AS (
        SELECT
            e.began.comm AS process, e.began.pid AS pid, p.protocol, p.saddr, p.daddr, p.dport,
            1 AS sent, p.ip_len AS sent_bytes, CAST(p.fate = 'dropped' AS INTEGER) AS dropped,
            0 AS received, 0 AS received_bytes
        FROM ends AS e
        JOIN packets AS p ON p.packet = e.packet
        WHERE e.began.stage = 'send'
        UNION ALL
        SELECT
            e.ended.comm, e.ended.pid, p.protocol, p.saddr, p.daddr, p.dport,
            0, 0, 0, 1, p.ip_len
        FROM ends AS e
        JOIN packets AS p ON p.packet = e.packet
        WHERE p.fate = 'delivered' AND e.ended.stage = 'free'
    ),
    flow AS (
        SELECT
            process, pid,
            flow_name(protocol, saddr, NULL, daddr, dport, NULL) AS flow,
            sum(sent) AS sent, sum(sent_bytes) AS sent_bytes, sum(dropped) AS dropped,
            sum(received) AS received, sum(received_bytes) AS received_bytes
        FROM part
        GROUP BY ALL
    ),
    process AS (
        SELECT
            process, pid,
            CAST(sum(sent) AS BIGINT) AS sent,
            CAST(coalesce(sum(sent_bytes), 0) AS BIGINT) AS sent_bytes,
            CAST(sum(dropped) AS BIGINT) AS dropped,
            CAST(sum(received) AS BIGINT) AS received,
            CAST(coalesce(sum(received_bytes), 0) AS BIGINT) AS received_bytes,
            arg_max(flow, {'packets': sent + received, 'flow': flow}, 2) AS flows,
            count(flow) AS number
        FROM flow
        GROUP BY process, pid
    )
SELECT
    process, pid, sent, sent_bytes, dropped, received, received_bytes,
    array_to_string(flows, '; ')
        || CASE WHEN number > 2 THEN format('; {:,} more', number - 2) ELSE '' END AS flows
FROM process
ORDER BY sent + received DESC, process, pid
LIMIT getvariable('top');
