-- title: Packets on their way from one traced host to another
-- description: One row per packet that left the host of one trace for an address of another trace's
--   host. Outcome: arrived; lost (the other host was recording, with a filter that is no narrower,
--   received other packets from that source, lost no events, and never saw it); or unknown. If
--   several packets have the same key, all of them arrived if as many came as left; otherwise the
--   difference counts as lost, without saying which packets.
-- needs: losses, traces, wire
-- column: from_trace           Trace that it left.
-- column: to_trace             Trace to which it was sent.
-- column: packet               Its number in from_trace.
-- column: to_packet            Its number in to_trace; NULL unless it arrived and the key is
--   unique.
-- column: sent time            When it left, by the clock of the sending host.
-- column: received time        When it arrived, by the clock of the receiving host; NULL like
--   to_packet.
-- column: clock_ns ns          received minus sent: the delay plus the difference between the
--   clocks.
-- column: offset_ns ns         How far the receiving host's clock is ahead: half the difference
--   between the smallest clock_ns of the two directions. NULL unless both have packets.
-- column: uncertainty_ns ns    The true offset differs from offset_ns by at most this: half the
--   shortest round-trip time. Clock drift during the recording is not detected.
-- column: delay_ns ns          clock_ns minus offset_ns: the time in transit; NULL without an
--   offset.
-- column: outcome              arrived, lost or unknown.
-- column: flow                 Protocol, source and destination.
-- cost: that of the view wire, and two joins by key
CREATE VIEW passages AS
WITH
    seen AS MATERIALIZED (FROM wire),
    key AS (
        SELECT trace, direction, key, count(*) AS packets FROM seen GROUP BY ALL
    ),
    -- Addresses on which a trace's host, or hosts behind it, receive or from which they send.
    own AS (
        SELECT DISTINCT trace, daddr AS address FROM seen WHERE direction = 'in'
        UNION
        SELECT trace, saddr FROM seen WHERE direction = 'out'
    ),
    heard AS (
        SELECT DISTINCT trace, saddr FROM seen WHERE direction = 'in'
    ),
    deaf AS (
        SELECT trace, sum(lost) > 0 AS deaf FROM losses GROUP BY trace
    ),
    -- The recorder's filter without namespaces, which are the place of recording itself.
    chosen AS (
        SELECT
            trace,
            coalesce(trim(regexp_replace(filter, '(^|, )netns [^,]*', ''), ', '), '') AS filter
        FROM traces
    ),
    alike AS (
        SELECT a.trace AS from_trace, b.trace AS to_trace
        FROM chosen AS a
        JOIN chosen AS b ON b.trace <> a.trace AND b.filter IN ('', a.filter)
        WHERE b.filter NOT LIKE '%sample%' AND b.filter NOT LIKE '%first%'
    ),
    sent AS (
        SELECT
            s.*,
            o.trace AS to_trace,
            h.saddr IS NOT NULL AND a.to_trace IS NOT NULL AND NOT coalesce(d.deaf, false)
                AS listening
        FROM seen AS s
        JOIN own AS o ON o.address = s.daddr AND o.trace <> s.trace
        LEFT JOIN own AS mine ON mine.address = s.daddr AND mine.trace = s.trace
        LEFT JOIN heard AS h ON h.trace = o.trace AND h.saddr = s.saddr
        LEFT JOIN deaf AS d ON d.trace = o.trace
        LEFT JOIN alike AS a ON a.from_trace = s.trace AND a.to_trace = o.trace
        WHERE s.direction = 'out' AND mine.address IS NULL
    ),
    matched AS (
        SELECT
            s.trace AS from_trace, s.to_trace, s.packet, s.ts AS sent, s.listening,
            flow_name(s.protocol, s.saddr, s.sport, s.daddr, s.dport, NULL) AS flow,
            ks.packets AS leaving,
            coalesce(kr.packets, 0) AS coming,
            r.packet AS to_packet,
            r.ts AS received,
            row_number() OVER (PARTITION BY s.trace, s.to_trace, s.key ORDER BY s.ts, s.packet)
                AS nth
        FROM sent AS s
        JOIN key AS ks ON ks.trace = s.trace AND ks.direction = 'out' AND ks.key = s.key
        LEFT JOIN key AS kr ON kr.trace = s.to_trace AND kr.direction = 'in' AND kr.key = s.key
        LEFT JOIN seen AS r
            ON r.trace = s.to_trace AND r.direction = 'in' AND r.key = s.key
                AND ks.packets = 1 AND kr.packets = 1
                AND (r.payload_len IS NOT DISTINCT FROM s.payload_len OR r.many OR s.many)
    ),
    timed AS (
        SELECT *, epoch_ns(received) - epoch_ns(sent) AS clock_ns FROM matched
    ),
    least_time AS (
        SELECT from_trace, to_trace, min(clock_ns) AS clock_ns FROM timed GROUP BY ALL
    ),
    clock AS (
        SELECT
            there.from_trace, there.to_trace,
            (there.clock_ns - back.clock_ns) // 2 AS offset_ns,
            (there.clock_ns + back.clock_ns + 1) // 2 AS uncertainty_ns
        FROM least_time AS there
        JOIN least_time AS back
            ON back.from_trace = there.to_trace AND back.to_trace = there.from_trace
        WHERE there.clock_ns IS NOT NULL AND back.clock_ns IS NOT NULL
    )
SELECT
    t.from_trace, t.to_trace, t.packet, t.to_packet, t.sent, t.received, t.clock_ns,
    c.offset_ns, c.uncertainty_ns,
    t.clock_ns - c.offset_ns AS delay_ns,
    CASE
        WHEN t.received IS NOT NULL THEN 'arrived'
        WHEN t.coming >= t.leaving THEN CASE WHEN t.leaving > 1 THEN 'arrived' ELSE 'unknown' END
        WHEN t.nth <= t.coming THEN 'arrived'
        WHEN NOT t.listening OR c.offset_ns IS NULL THEN 'unknown'
        -- A packet is lost only if it must have arrived while the other host was recording.
        WHEN epoch_ns(t.sent) + c.offset_ns - c.uncertainty_ns < epoch_ns(r.start)
            OR epoch_ns(t.sent) + c.offset_ns + c.uncertainty_ns + 1000000000 > epoch_ns(r.stop)
            THEN 'unknown'
        ELSE 'lost'
    END AS outcome,
    t.flow
FROM timed AS t
JOIN traces AS r ON r.trace = t.to_trace
LEFT JOIN clock AS c ON c.from_trace = t.from_trace AND c.to_trace = t.to_trace;
