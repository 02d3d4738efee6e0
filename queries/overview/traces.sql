-- title: The traces that are read together
-- description: One row per trace, in the order given; files of a directory are sorted by name. The
--   parts of a recording (skbtrail-record --rotate) are one trace. With several traces, a packet's
--   number begins with the number of its trace. The clocks of different hosts are not compared
--   here; skbtrail between-hosts does that.
-- needs: events, losses, traces
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: trace                Number of the trace.
-- column: file                 Its name; of several parts the first.
-- column: host                 Host where it was recorded.
-- column: back-end             fentry, kprobe or restricted.
-- column: start                Start of recording, by the clock of that host (UTC).
-- column: duration ns          How long it was recorded.
-- column: events count         Events in the trace.
-- column: packets count        Packets in the trace.
-- column: lost count           Events that were lost.
-- empty: No trace was named.
-- cost: one aggregation of all events by packet
WITH
    packet AS (
        SELECT packet, count(*) AS events FROM events WHERE packet IS NOT NULL GROUP BY packet
    ),
    counted AS (
        SELECT
            trace_of(packet) AS trace,
            CAST(sum(events) AS BIGINT) AS events,
            count(*) AS packets
        FROM packet
        GROUP BY ALL
    ),
    lost AS (
        SELECT trace, CAST(sum(lost) AS BIGINT) AS lost FROM losses GROUP BY trace
    )
SELECT
    t.trace, t.file, t.host,
    t.backend AS "back-end",
    strftime(t.start, '%Y-%m-%d %H:%M:%S') AS start,
    t.duration_ns AS duration,
    coalesce(c.events, 0) AS events,
    coalesce(c.packets, 0) AS packets,
    coalesce(l.lost, 0) AS lost
FROM traces AS t
LEFT JOIN counted AS c ON c.trace = t.trace
LEFT JOIN lost AS l ON l.trace = t.trace
ORDER BY t.trace
LIMIT getvariable('top');
