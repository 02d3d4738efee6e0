-- title: Latency between two functions, by interface and flow
-- description: Time from each --from to the next --to of the same packet, whatever lies between,
--   by the namespaces where it started and ended and by protocol and destination, slowest first:
--   the time through a router, from a socket to the wire, from one namespace to another. With
--   only one of the two: the steps that start or end there. With neither: the whole life of each
--   packet, from its first to its last event. Times across missing events are left out.
-- needs: events, packets, spans
-- param: from VARCHAR = NULL   Function where the time starts; NAME:return for its return.
-- param: to VARCHAR = NULL     Function where it ends.
-- param: top INTEGER = 50      Rows to show.
-- column: from                 Network namespace where the time starts.
-- column: to                   Network namespace where it ends.
-- column: flow                 Protocol and destination with its port.
-- column: count count          Number of times.
-- column: p50 ns               Median.
-- column: p99 ns               99th percentile.
-- column: max ns               Longest.
-- column: slowest              Packet with the longest time: skbtrail packet shows its life.
-- empty: No packet has such a time; skbtrail paths shows the functions that packets met.
-- cost: one window over all events, and that of the view packets
WITH
    place AS (
        SELECT
            packet, seq,
            last_value(coalesce(netns_name, CAST(netns AS VARCHAR)) IGNORE NULLS)
                OVER (PARTITION BY packet ORDER BY seq) AS netns
        FROM events
        WHERE coalesce(getvariable('from'), getvariable('to')) IS NOT NULL AND packet IS NOT NULL
    ),
    located AS (
        SELECT a.netns AS "from", b.netns AS "to", s.latency_ns AS latency, s.packet
        FROM spans AS s
        JOIN place AS a ON a.packet = s.packet AND a.seq = s.seq
        JOIN place AS b ON b.packet = s.packet AND b.seq = s.end_seq
        UNION ALL
        SELECT first_netns, last_netns, duration_ns, packet
        FROM packets
        WHERE complete AND coalesce(getvariable('from'), getvariable('to')) IS NULL
    ),
    elapsed AS MATERIALIZED (
        SELECT
            l."from", l."to", l.latency, l.packet,
            coalesce(p.protocol || ' to ' || endpoint(p.daddr, p.dport), 'no IP packet') AS flow
        FROM located AS l
        JOIN packets AS p ON p.packet = l.packet
    ),
    pair AS (
        SELECT
            "from", "to", flow,
            count(*) AS count,
            quantile_disc(latency, [0.5, 0.99]) AS p,
            max(latency) AS max,
            arg_max(packet, {'latency': latency, 'first': -packet}) AS slowest
        FROM elapsed
        GROUP BY "from", "to", flow
    )
SELECT "from", "to", flow, count, p[1] AS p50, p[2] AS p99, max, slowest
FROM pair
ORDER BY max DESC, "from", "to", flow
LIMIT getvariable('top');
