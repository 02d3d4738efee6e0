-- title: TCP resets: who sent them, and why
-- description: Resets that this kernel sent in answer to a packet, with the reason where the
--   kernel gives one; and packets with the flag RST, by where they were first seen. To the other
--   side a closed port, a firewall that rejects and an application that closed with unread data
--   look the same. Flows that differ only in the client port share a row.
-- needs: events, trace
-- param: ports BOOLEAN = false  Tell client ports apart.
-- param: top INTEGER = 50      Rows to show.
-- column: reset group          answered (a packet was answered with a reset) or seen (a packet with
--   the flag RST).
-- column: flow                 For answered, that of the packet that was answered; for seen, that
--   of the reset itself.
-- column: function             Network namespace and the function where it was sent or seen first.
-- column: reason               Why TCP sent it, as in enum sk_rst_reason; NULL on kernels that do
--   not say.
-- column: state                State of the socket.
-- column: packets count        Packets.
-- column: first offset         First, from the start of the trace.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was answered with a reset, and none with the flag RST was seen.
-- cost: one scan of the columns function and tcp_flags
WITH
    answered AS (
        SELECT
            'answered' AS reset, packet, ts, seq, function, saddr, sport, daddr, dport,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns, reset_reason, tcp_state
        FROM events
        WHERE kind <> 'return' AND (function LIKE '%send_reset' OR reset_reason IS NOT NULL)
    ),
    seen AS (
        SELECT
            'seen' AS reset, packet, ts, seq, function, saddr, sport, daddr, dport,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            CAST(NULL AS VARCHAR) AS reset_reason, tcp_state
        FROM events
        WHERE contains(tcp_flags, 'RST')
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    both_kinds AS (
        FROM answered
        UNION ALL
        FROM seen
    )
SELECT
    b.reset,
    'TCP ' || endpoint(b.saddr, source_port(b.sport, b.dport, getvariable('ports'))) || ' > '
        || endpoint(b.daddr, destination_port(b.sport, b.dport, getvariable('ports'))) AS flow,
    concat_ws(' ', b.netns, b.function) AS function,
    b.reset_reason AS reason,
    b.tcp_state AS state,
    count(DISTINCT b.packet) AS packets,
    epoch_ns(min(b.ts)) - epoch_ns(any_value(t.start)) AS first,
    min(b.packet) AS example
FROM both_kinds AS b
CROSS JOIN trace AS t
GROUP BY b.reset, flow, concat_ws(' ', b.netns, b.function), reason, state
ORDER BY b.reset, packets DESC, flow, function, reason, state
LIMIT getvariable('top');
