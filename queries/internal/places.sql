-- title: Every event of a packet, with where and when a timeline shows it
-- description: One row for each event that has a position (seq) in its packet.
-- needs: events, origin, traces
-- column: packet               Number of the packet.
-- column: seq                  Position of the event.
-- column: kind                 As in events.
-- column: function             As in events.
-- column: cpu                  As in events.
-- column: retval               As in events.
-- column: verdict              As in events.
-- column: time ns              Time since the origin; never before the packet's previous event,
--   whatever the clock said.
-- column: back ns              How much earlier the clock's own time was; NULL if it was the same.
-- column: missing              Events of the packet that are missing before this one.
-- column: prefix               Host (else file) of the trace if there are several traces; "" if
--   there is one.
-- column: netns                Name (else inode) of its namespace; if the event has none, that of
--   the latest earlier event that has one; ? if none is known.
-- column: ifname               Its interface; if the event has neither namespace nor interface,
--   that of the latest earlier event that has one of these; else NULL.
-- inline: a row for each event is too much to keep
-- cost: one window over all events
CREATE VIEW places AS
WITH
    timed AS (
        SELECT
            e.packet, e.seq, e.kind, e.function, e.cpu, e.retval, e.verdict,
            since(e.ts, o.origin) AS clock,
            coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) AS netns,
            CASE
                WHEN coalesce(e.netns_name, CAST(e.netns AS VARCHAR), e.ifname) IS NOT NULL
                THEN {'ifname': e.ifname}
            END AS device
        FROM events AS e
        CROSS JOIN origin AS o
        WHERE e.packet IS NOT NULL AND e.seq IS NOT NULL
    ),
    ordered AS (
        SELECT
            packet, seq, kind, function, cpu, retval, verdict, clock,
            max(clock) OVER before AS time,
            CAST(seq AS HUGEINT) - coalesce(lag(seq) OVER before, -1) - 1 AS missing,
            last_value(netns IGNORE NULLS) OVER before AS netns,
            last_value(device IGNORE NULLS) OVER before AS device
        FROM timed
        WINDOW before AS (
            PARTITION BY packet ORDER BY seq, clock
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    )
SELECT
    p.packet, p.seq, p.kind, p.function, p.cpu, p.retval, p.verdict, p.time,
    nullif(p.time - p.clock, 0) AS back,
    CAST(least(greatest(p.missing, 0), 1000000000000) AS BIGINT) AS missing,
    CASE WHEN (SELECT count(*) FROM traces) > 1 THEN coalesce(t.host, t.file) || ' ' ELSE '' END
        AS prefix,
    coalesce(p.netns, '?') AS netns,
    p.device.ifname AS ifname
FROM ordered AS p
LEFT JOIN traces AS t ON t.trace = trace_of(p.packet);
