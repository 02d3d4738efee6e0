-- title: Functions by the events they cost
-- description: One row per function, tracepoint or hook and kind of event, most events first: what
--   makes the trace large, and what the next recording could leave out. The group is that of the
--   function in the recorder's catalogue.
-- needs: events, probes
-- param: top INTEGER = 100     Rows to show.
-- column: function             Kernel function, tracepoint or hook; :return for its returns.
-- column: group                Group of the catalogue; NULL when it was not asked for by name.
-- column: events count         Events.
-- column: share %              Part of all events, in [0, 100].
-- column: up_to_here %         Share of this row and those above it.
-- column: packets count        Packets with such an event.
-- column: reach %              Part of all packets, in [0, 100].
-- empty: The trace has no events.
-- cost: one aggregation of all events by function and packet
WITH
    met AS (
        SELECT function, kind, packet, count(*) AS events FROM events GROUP BY ALL
    ),
    counted AS (
        SELECT
            function, kind,
            CAST(sum(events) AS BIGINT) AS events,
            count(packet) AS packets
        FROM met
        GROUP BY function, kind
    ),
    grouped AS (
        SELECT function, min(probe_group) AS probe_group FROM probes GROUP BY function
    )
SELECT
    step_name(c.kind, c.function) AS function,
    g.probe_group AS "group",
    c.events,
    100.0 * c.events / sum(c.events) OVER () AS share,
    100.0 * sum(c.events) OVER (ORDER BY c.events DESC, c.function, c.kind ROWS UNBOUNDED PRECEDING)
        / sum(c.events) OVER () AS up_to_here,
    c.packets,
    100.0 * c.packets / (SELECT count(DISTINCT packet) FROM met) AS reach
FROM counted AS c
LEFT JOIN grouped AS g ON g.function = c.function
ORDER BY c.events DESC, c.function, c.kind
LIMIT getvariable('top');
