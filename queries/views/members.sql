-- title: Packets that belong to one journey
-- description: One row per packet that was made from another packet, or from which another was
--   made. Packets that are linked, however many steps apart, are one journey: the 64 kB sk_buff of
--   a TCP sender, its clone and its 45 segments; the fragments of a datagram and the whole
--   datagram.
-- needs: lineage
-- column: journey              Smallest number of a packet in the journey.
-- column: packet               Number of the packet.
-- column: depth                Steps from a packet of the journey that has no parent; 0 for that
--   packet itself. NULL beyond 100.
-- column: parent               Packet that its data comes from; of several, the one with the
--   smallest depth. NULL at depth 0.
-- column: lineage              How it was made: clone, copy, segment, fragment, reassemble,
--   coalesce, rebuild.
-- column: parents              Number of packets that its data comes from.
-- column: children             Number of packets that its data went into.
-- cost: one scan of the rows of kind lineage, then a few rounds over them: their number grows with
--   the logarithm of the longest chain
CREATE VIEW members AS
WITH RECURSIVE
    edge AS MATERIALIZED (
        SELECT parent, packet, min(lineage) AS lineage FROM lineage WHERE joins GROUP BY ALL
    ),
    near AS MATERIALIZED (
        SELECT packet, parent AS other FROM edge
        UNION ALL
        SELECT parent, packet FROM edge
    ),
    -- Every packet takes the smallest number known to its neighbours, and also the one known to the
    -- packet whose number it currently has. The latter doubles the distance covered in each round.
    label (packet, journey) USING KEY (packet) AS (
        SELECT packet, least(packet, min(other)) FROM near GROUP BY packet
        UNION
        SELECT c.packet, min(c.journey)
        FROM (
            SELECT n.packet, g.journey
            FROM label AS l
            JOIN near AS n ON n.other = l.packet
            JOIN recurring.label AS g ON g.packet = l.journey
            UNION ALL
            SELECT v.packet, g.journey
            FROM recurring.label AS v
            JOIN recurring.label AS g ON g.packet = v.journey
            WHERE g.journey < v.journey
        ) AS c
        JOIN recurring.label AS o ON o.packet = c.packet
        WHERE c.journey < o.journey
        GROUP BY c.packet
    ),
    -- The first path found to a packet is the shortest; later ones are ignored.
    reached (packet, depth) USING KEY (packet) AS (
        SELECT parent, 0 FROM edge WHERE parent NOT IN (SELECT packet FROM edge) GROUP BY parent
        UNION
        SELECT e.packet, min(r.depth) + 1
        FROM reached AS r
        JOIN edge AS e ON e.parent = r.packet
        LEFT JOIN recurring.reached AS o ON o.packet = e.packet
        WHERE o.packet IS NULL AND r.depth < 100
        GROUP BY e.packet
    ),
    made AS (
        SELECT
            e.packet,
            count(*) AS parents,
            arg_min({'parent': e.parent, 'lineage': e.lineage},
                {'depth': coalesce(r.depth, 101), 'parent': e.parent}) AS nearest
        FROM edge AS e
        LEFT JOIN reached AS r ON r.packet = e.parent
        GROUP BY e.packet
    ),
    used AS (
        SELECT parent, count(*) AS children FROM edge GROUP BY parent
    )
SELECT
    l.journey,
    l.packet,
    r.depth,
    m.nearest.parent AS parent,
    m.nearest.lineage AS lineage,
    coalesce(m.parents, 0) AS parents,
    coalesce(u.children, 0) AS children
FROM label AS l
LEFT JOIN reached AS r ON r.packet = l.packet
LEFT JOIN made AS m ON m.packet = l.packet
LEFT JOIN used AS u ON u.parent = l.packet;
