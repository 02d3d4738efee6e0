-- title: The slowest packets, step by step
-- description: The life of each of the slowest packets: how long each event took to the next, where
--   the packet was in that time, and on which CPU. Packets with missing events are left out, as in
--   slow-packets.
-- needs: events, packets
-- param: packets INTEGER 1.. = 8   Packets to show, slowest first.
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: packet               Number of the packet: skbtrail packet shows its life.
-- column: start ns             Time from its first event to the beginning of the step.
-- column: time ns              Time from one event to the next.
-- column: from                 Function of the first of the two; :return where it returned.
-- column: to                   Function of the next.
-- column: interface            Network namespace and interface, the latest known at the first of
--   the two.
-- column: cpu                  CPU of the first of the two.
-- empty: No packet without missing events has two events or more.
-- cost: that of the view packets, and a scan for the slowest ones
WITH
    slow AS (
        SELECT packet, first, duration_ns
        FROM packets
        WHERE complete AND events > 1
        ORDER BY duration_ns DESC, packet
        LIMIT getvariable('packets')
    ),
    step AS (
        SELECT
            e.packet, e.seq, e.cpu, s.duration_ns,
            epoch_ns(e.ts) - epoch_ns(s.first) AS start,
            epoch_ns(lead(e.ts) OVER w) - epoch_ns(e.ts) AS time,
            step_name(e.kind, e.function) AS from_step,
            lead(step_name(e.kind, e.function)) OVER w AS to_step,
            last_value(coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) IGNORE NULLS) OVER w
                AS netns,
            last_value(e.ifname IGNORE NULLS) OVER w AS ifname
        FROM events AS e
        JOIN slow AS s ON s.packet = e.packet
        WINDOW w AS (PARTITION BY e.packet ORDER BY e.seq)
    )
SELECT
    packet, start, time, from_step AS "from", to_step AS "to",
    nullif(concat_ws(' ', netns, ifname), '') AS interface,
    cpu
FROM step
WHERE time IS NOT NULL
ORDER BY duration_ns DESC, packet, seq
LIMIT getvariable('top');
