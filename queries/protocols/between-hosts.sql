-- title: Between hosts: delay and loss from one trace to another
-- description: For two or more traces of different hosts: one row per direction between two of
--   them, then its flows. Packets are matched by addresses, ports, IP id, TCP sequence number and
--   ICMP sequence number. The clocks' offset comes from the fastest packet in each direction; the
--   true delay differs from the one shown by at most the uncertainty. A packet that left and did
--   not arrive is lost if the other host was recording, lost no events, and received other
--   packets from that source.
-- needs: passages, traces
-- param: top INTEGER = 20      Flows to show for each direction, those with most losses first.
-- column: direction group      From which trace (file) to which.
-- column: flow                 Protocol, source and destination. The first row is for all flows:
--   how far the receiving host's clock is ahead, and how wrong that and each delay can be.
-- column: sent count           Packets that left for the other host.
-- column: arrived count        Of these, packets that came.
-- column: lost count           Packets that left and never came.
-- column: unknown count        Packets that may have arrived or been lost.
-- column: p50 ns               Median of the delay.
-- column: p99 ns               99th percentile.
-- column: max ns               Greatest delay.
-- column: example              Lowest number of a lost packet; NULL when none was.
-- empty: No packet went from one trace's host to another's; name two traces that overlap in time.
-- cost: that of the view passages
WITH
    summed AS (
        SELECT
            from_trace, to_trace, flow,
            count(*) AS sent,
            count(*) FILTER (outcome = 'arrived') AS arrived,
            count(*) FILTER (outcome = 'lost') AS lost,
            count(*) FILTER (outcome = 'unknown') AS unknown,
            quantile_disc(delay_ns, [0.5, 0.99]) AS p,
            max(delay_ns) AS max,
            CASE WHEN flow IS NULL THEN any_value(offset_ns) END AS "offset",
            CASE WHEN flow IS NULL THEN any_value(uncertainty_ns) END AS uncertainty,
            min(packet) FILTER (outcome = 'lost') AS example
        FROM passages
        GROUP BY GROUPING SETS ((from_trace, to_trace), (from_trace, to_trace, flow))
    ),
    ranked AS (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY from_trace, to_trace
                ORDER BY flow IS NOT NULL, lost DESC, sent DESC, flow) AS rank
        FROM summed
    )
SELECT
    f.file || ' > ' || t.file AS direction,
    coalesce(
        r.flow,
        'all; clock ' || duration_name(r."offset") || ' ahead, +-' || duration_name(r.uncertainty),
        'all; offset of the clocks unknown') AS flow,
    r.sent, r.arrived, r.lost, r.unknown,
    r.p[1] AS p50,
    r.p[2] AS p99,
    r.max, r.example
FROM ranked AS r
JOIN traces AS f ON f.trace = r.from_trace
JOIN traces AS t ON t.trace = r.to_trace
WHERE r.rank <= getvariable('top') + 1
ORDER BY r.from_trace, r.to_trace, r.rank;
