-- title: Packets of which events are missing
-- description: One row for each packet with a hole in seq.
-- needs: _source, intact, traces
-- column: packet               Number of the packet.
-- column: missing              Events in its holes.
-- cost: that of the view intact, where this has the traces; else one aggregation of all events by
--   packet, two columns
CREATE VIEW gaps AS
SELECT e.packet, max(e.seq) + 1 - count(e.seq) AS missing
FROM _source AS e
JOIN (SELECT trace FROM traces WHERE trace NOT IN (SELECT trace FROM intact)) AS t
    ON t.trace = e.trace
WHERE e.packet IS NOT NULL
GROUP BY e.packet
HAVING max(e.seq) + 1 > count(e.seq);
