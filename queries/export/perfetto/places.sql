-- title: Namespaces and interfaces of a timeline
-- description: A bar for each stay of a packet at one interface of one network namespace, from its
--   first event there to its last. An event without an interface is on the track "no device": above
--   the devices, at a socket. A hole ends a stay, too. Arrows lead from stay to stay, and from a
--   packet to those made from it.
-- needs: lineage, places
-- column: shape                slice: a bar on a line of the track that is free at that time; call:
--   likewise, or nested in another bar; inside: a bar on the line of the previous row; instant;
--   counter; out, through, in: an arrow begins at, goes through or ends at the bar of the previous
--   row.
-- column: process              Group of tracks.
-- column: track                Track; NULL for a counter.
-- column: time ns              Start, from the origin.
-- column: duration ns          Length of a bar.
-- column: name                 Its name.
-- column: category             Its kind.
-- column: arrow                Number of an arrow; unique together with category and name.
-- column: arg_packet           Number of the packet.
-- column: arg_first            First function there.
-- column: arg_last             Last function there.
-- column: arg_events           Number of its events there.
-- column: arg_missing          Events that are missing before it.
-- empty: The trace has no packets.
-- cost: two windows over all events
WITH
    here AS (
        SELECT
            *,
            CAST(
                missing > 0
                    OR netns IS DISTINCT FROM lag(netns) OVER w
                    OR ifname IS DISTINCT FROM lag(ifname) OVER w
                AS INTEGER) AS comes
        FROM places
        WINDOW w AS (PARTITION BY packet ORDER BY seq, time)
    ),
    numbered_stay AS (
        SELECT *, sum(comes) OVER (PARTITION BY packet ORDER BY seq, time) AS stay
        FROM here
    ),
    stay AS MATERIALIZED (
        SELECT
            packet, stay,
            any_value(prefix) || 'netns ' || any_value(netns) AS process,
            coalesce(any_value(ifname), 'no device') AS track,
            min(time) AS time,
            max(time) AS until,
            max(seq) AS last_seq,
            arg_min(function, seq) AS first,
            arg_max(function, seq) AS last,
            count(*) AS events,
            max(missing) AS missing,
            max(stay) OVER (PARTITION BY packet) AS stays
        FROM numbered_stay
        GROUP BY packet, stay
    ),
    -- The arrow to a derived packet starts at the stay where its parent is then, or was last.
    birth AS MATERIALIZED (
        SELECT
            row_number() OVER (ORDER BY l.packet, l.seq, l.parent, l.lineage) AS arrow,
            l.packet, l.seq, l.parent, l.lineage, p.time
        FROM lineage AS l
        JOIN places AS p ON p.packet = l.packet AND p.seq = l.seq
    ),
    parted AS (
        SELECT b.arrow, max(s.stay) AS stay
        FROM birth AS b
        JOIN stay AS s ON s.packet = b.parent AND s.time <= b.time
        GROUP BY b.arrow
    ),
    joined AS (
        SELECT b.arrow, min(s.stay) AS stay
        FROM birth AS b
        JOIN stay AS s ON s.packet = b.packet AND s.last_seq >= b.seq
        GROUP BY b.arrow
    ),
    -- One end of an arrow, and the bar that it is attached to.
    way AS (
        SELECT
            CASE
                WHEN stay = 1 THEN 'out'
                WHEN stay = stays THEN 'in'
                ELSE 'through'
            END AS shape,
            packet, stay, time, 'packet ' || packet AS name, 'way' AS category, packet AS arrow
        FROM stay
        WHERE stays > 1
        UNION ALL
        SELECT 'out', b.parent, p.stay, NULL, b.lineage, 'lineage', b.arrow
        FROM birth AS b
        JOIN parted AS p ON p.arrow = b.arrow
        UNION ALL
        SELECT 'in', b.packet, j.stay, b.time, b.lineage, 'lineage', b.arrow
        FROM birth AS b
        JOIN joined AS j ON j.arrow = b.arrow
        WHERE b.arrow IN (SELECT arrow FROM parted)
    ),
    bar AS (
        SELECT
            packet, stay,
            time AS begins,
            0 AS part,
            'slice' AS shape,
            process, track, time,
            until - time AS duration,
            'packet ' || packet
                || CASE
                    WHEN missing > 0 THEN ' (' || missing || ' missing before)'
                    ELSE ''
                END AS name,
            'stay' AS category,
            packet AS arg_packet,
            first AS arg_first,
            last AS arg_last,
            events AS arg_events,
            nullif(missing, 0) AS arg_missing
        FROM stay
        UNION ALL BY NAME
        SELECT
            w.packet, w.stay,
            s.time AS begins,
            1 AS part,
            w.shape,
            coalesce(w.time, s.time) AS time,
            w.name, w.category, w.arrow
        FROM way AS w
        JOIN stay AS s ON s.packet = w.packet AND s.stay = w.stay
    )
SELECT
    shape, process, track, time, duration, name, category, arrow,
    arg_packet, arg_first, arg_last, arg_events, arg_missing
FROM bar
ORDER BY begins, packet, stay, part, category, arrow, shape;
