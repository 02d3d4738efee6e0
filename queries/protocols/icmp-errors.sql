-- title: ICMP errors: sent by this kernel, and arrived
-- description: Errors that this kernel sent about a packet (no route, no port, time exceeded, too
--   big ...), with that packet's addresses, and errors that arrived. If an error is sent and does
--   not arrive, the sender never learns why its packets are lost: compare the two. Clones of an
--   error are not counted.
-- needs: events, trace
-- param: top INTEGER = 50      Rows to show.
-- column: error group          sent or seen.
-- column: meaning              Type and code of the error; NULL when it was not recorded.
-- column: flow                 For a sent error, that of the packet it is about; for a seen one,
--   that of the error itself.
-- column: function             Network namespace and the function that sent it or saw it first.
-- column: packets count        Packets.
-- column: first offset         First, from the start of the trace.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No ICMP error was sent or seen.
-- cost: one scan of the columns function and icmp_type
WITH
    -- ip_error and icmp_send of one packet are a single error; the last of them sends it.
    sent AS (
        SELECT
            'sent' AS error, packet, ts, function,
            CASE
                WHEN error_type IS NOT NULL
                THEN icmp_error(
                    CASE WHEN contains(saddr, ':') THEN 'ICMPv6' ELSE 'ICMP' END,
                    error_type, error_code)
            END AS meaning,
            flow_name(protocol, saddr, NULL, daddr, dport, NULL) AS flow,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns
        FROM events
        WHERE kind <> 'return'
            AND (role_icmp_error(function) OR error_type IS NOT NULL)
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq DESC) = 1
    ),
    seen AS (
        SELECT
            'seen' AS error, packet, ts, function,
            icmp_error(protocol, icmp_type, icmp_code) AS meaning,
            saddr || ' > ' || daddr AS flow,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns
        FROM events
        WHERE protocol = 'ICMP' AND icmp_type IN (3, 5, 11, 12)
            OR protocol = 'ICMPv6' AND icmp_type BETWEEN 1 AND 4
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    error AS (
        FROM sent
        UNION ALL
        FROM seen
    )
SELECT
    e.error,
    e.meaning,
    e.flow,
    concat_ws(' ', e.netns, e.function) AS function,
    count(*) AS packets,
    epoch_ns(min(e.ts)) - epoch_ns(any_value(t.start)) AS first,
    min(e.packet) AS example
FROM error AS e
CROSS JOIN trace AS t
GROUP BY e.error, e.meaning, e.flow, concat_ws(' ', e.netns, e.function)
ORDER BY e.error DESC, packets DESC, e.meaning, e.flow, function
LIMIT getvariable('top');
