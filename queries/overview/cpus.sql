-- title: CPUs: who does the work, and which packets change their CPU
-- description: One row per CPU. If a CPU receives far more than the others, the device's
--   interrupts, RSS or RPS selected it. If many packets moved, RPS, a queue or a thread on another
--   CPU takes them over, which costs time for each. Where events are missing between two, no move
--   is counted.
-- needs: events, losses
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: cpu                  Number of the CPU; NULL for losses whose CPU the kernel does not
--   report.
-- column: events count         Events on it.
-- column: share %              Part of all events, in [0, 100].
-- column: packets count        Packets that had an event there.
-- column: received count       Packets that a device handed to the stack there.
-- column: moved count          Packets that came there from another CPU, each once.
-- column: from                 CPUs that they came from, most first.
-- column: sent count           Packets that were given to a driver there.
-- column: lost count           Events that were lost there.
-- empty: The trace has no event.
-- cost: a window over the CPU and the function of all events
WITH
    step AS (
        SELECT
            packet, cpu, function,
            CASE WHEN lag(seq) OVER w = seq - 1 THEN lag(cpu) OVER w END AS old_cpu
        FROM events
        WHERE kind <> 'loss'
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    work AS (
        SELECT
            cpu,
            count(*) AS events,
            count(DISTINCT packet) AS packets,
            count(DISTINCT packet) FILTER (role_received(function)) AS received,
            count(DISTINCT packet) FILTER (old_cpu <> cpu) AS moved,
            count(DISTINCT packet) FILTER (role_sent(function)) AS sent
        FROM step
        GROUP BY cpu
    ),
    source AS (
        SELECT cpu, string_agg(old_cpu, ', ' ORDER BY packets DESC, old_cpu) AS "from"
        FROM (
            SELECT cpu, old_cpu, count(DISTINCT packet) AS packets
            FROM step
            WHERE old_cpu <> cpu
            GROUP BY cpu, old_cpu
        )
        GROUP BY cpu
    ),
    missing AS (
        SELECT cpu, sum(lost) AS lost FROM losses GROUP BY cpu
    )
SELECT
    cpu,
    coalesce(w.events, 0) AS events,
    100.0 * w.events / sum(w.events) OVER () AS share,
    coalesce(w.packets, 0) AS packets,
    coalesce(w.received, 0) AS received,
    coalesce(w.moved, 0) AS moved,
    s."from",
    coalesce(w.sent, 0) AS sent,
    coalesce(m.lost, 0) AS lost
FROM work AS w
FULL JOIN missing AS m USING (cpu)
LEFT JOIN source AS s USING (cpu)
ORDER BY cpu
LIMIT getvariable('top');
