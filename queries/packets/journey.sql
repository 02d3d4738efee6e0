-- title: A journey: one packet with all that it was made from and became
-- description: All packets that belong to the journey of one packet, as a tree: clones, copies,
--   segments, fragments, reassembled, merged and rebuilt packets are indented below the packet that
--   they were made from. A packet with several parents, such as a reassembled one, stands below the
--   parent nearest to the root; the others are named beside it. A packet whose path from the root
--   is not known, or is longer than 100 steps, stands at the left margin.
-- needs: lineage, members, packets, trace
-- param: packet PACKET         Number of any packet of it (skbtrail packets lists them).
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: time offset          First event, from the start of the trace.
-- column: packet               Indented by two spaces per step from the root; * marks the packet
--   that was asked for.
-- column: made                 How it was made, and by which function.
-- column: flow                 Addresses when it came in, and when it went out if they differ.
-- column: bytes bytes          Length from its IP header.
-- column: duration ns          Time from its first to its last event.
-- column: fate                 What became of it, and where.
-- empty: There is no such packet in the trace.
-- cost: that of the views packets and members
WITH RECURSIVE
    family AS (
        SELECT p.*, coalesce(m.journey, p.packet) AS journey, m.parent AS maker, m.parents
        FROM packets AS p
        LEFT JOIN members AS m ON m.packet = p.packet
    ),
    journey AS (
        SELECT *
        FROM family
        WHERE journey = (SELECT journey FROM family WHERE packet = getvariable('packet'))
    ),
    -- The path from the root sorts each packet below the one it was made from, in order of time.
    tree (packet, depth, position) AS (
        SELECT packet, 0, [{'first': epoch_ns(first), 'packet': packet}]
        FROM journey
        WHERE maker IS NULL OR maker NOT IN (SELECT packet FROM journey)
        UNION ALL
        SELECT j.packet, t.depth + 1,
            list_append(t.position, {'first': epoch_ns(j.first), 'packet': j.packet})
        FROM tree AS t
        JOIN journey AS j ON j.maker = t.packet
        WHERE t.depth < 100
    ),
    -- In a damaged file packets may be each other's makers, and chains are followed for 100 steps
    -- only. All packets of the journey are shown nevertheless.
    shown AS (
        FROM tree
        UNION ALL
        SELECT packet, 0, [{'first': epoch_ns(first), 'packet': packet}]
        FROM journey
        WHERE packet NOT IN (SELECT packet FROM tree)
    ),
    born AS (
        SELECT
            l.packet,
            arg_min(l.lineage || ' in ' || l.function, l.seq) AS made,
            list(DISTINCT l.parent ORDER BY l.parent) AS parents
        FROM lineage AS l
        WHERE l.packet IN (SELECT packet FROM journey)
        GROUP BY l.packet
    )
SELECT
    epoch_ns(j.first) - epoch_ns(coalesce(s.start, min(j.first) OVER ())) AS time,
    repeat('  ', t.depth) || j.packet
        || CASE WHEN j.packet = getvariable('packet') THEN ' *' ELSE '' END AS packet,
    b.made || CASE
        WHEN len(b.parents) > 1
        THEN ' of ' || array_to_string(b.parents[:5], ', ')
            || CASE WHEN len(b.parents) > 5 THEN ' ...' ELSE '' END
        ELSE ''
    END AS made,
    j.flow || CASE WHEN j.exit_flow <> j.flow THEN ', then ' || j.exit_flow ELSE '' END AS flow,
    j.ip_len AS bytes,
    j.duration_ns AS duration,
    j.fate || coalesce(' in ' || j.last_netns, '')
        || CASE
            WHEN j.fate = 'dropped' THEN ': ' || concat_ws(' at ', j.drop_reason, j.drop_function)
            ELSE ''
        END AS fate
FROM shown AS t
JOIN journey AS j ON j.packet = t.packet
CROSS JOIN trace AS s
LEFT JOIN born AS b ON b.packet = j.packet
ORDER BY t.position
LIMIT getvariable('top');
