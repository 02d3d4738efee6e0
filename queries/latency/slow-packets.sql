-- title: The slowest packets, and where their time went
-- description: Packets by the time between their first and last event, longest first, with the
--   steps that took most of it. Packets with missing events are left out, because the time in a
--   hole belongs to no step.
-- needs: events, packets, trace
-- param: top INTEGER = 20      Rows to show.
-- column: packet               Number of the packet: skbtrail packet shows its life.
-- column: time offset          First event, from the start of the trace.
-- column: flow                 Addresses with which it came in.
-- column: duration ns          Time from its first to its last event.
-- column: fate                 What became of it.
-- column: slowest              The three longest steps, with their part of the time.
-- empty: No packet without missing events has two events or more.
-- cost: that of the view packets, and a scan for the slowest ones
WITH
    slow AS (
        SELECT packet, first, flow, duration_ns, fate
        FROM packets
        WHERE complete AND events > 1
        ORDER BY duration_ns DESC, packet
        LIMIT getvariable('top')
    ),
    step AS (
        SELECT
            e.packet, e.seq, s.duration_ns,
            lag(step_name(e.kind, e.function)) OVER w AS from_step,
            step_name(e.kind, e.function) AS to_step,
            epoch_ns(e.ts) - epoch_ns(lag(e.ts) OVER w) AS latency_ns
        FROM events AS e
        JOIN slow AS s ON s.packet = e.packet
        WINDOW w AS (PARTITION BY e.packet ORDER BY e.seq)
    ),
    ranked AS (
        SELECT
            *, row_number() OVER (PARTITION BY packet ORDER BY latency_ns DESC, seq) AS rank
        FROM step
        WHERE latency_ns IS NOT NULL
    ),
    described AS (
        SELECT
            packet,
            string_agg(
                duration_name(latency_ns) || ' ' || from_step || ' > ' || to_step
                    || format(' ({:.0f} %)', 100.0 * latency_ns / greatest(1, duration_ns)),
                '; ' ORDER BY rank) AS slowest
        FROM ranked
        WHERE rank <= 3
        GROUP BY packet
    )
SELECT
    s.packet,
    epoch_ns(s.first) - epoch_ns(coalesce(t.start, min(s.first) OVER ())) AS time,
    s.flow,
    s.duration_ns AS duration,
    s.fate,
    w.slowest
FROM slow AS s
CROSS JOIN trace AS t
LEFT JOIN described AS w ON w.packet = s.packet
ORDER BY s.duration_ns DESC, s.packet;
