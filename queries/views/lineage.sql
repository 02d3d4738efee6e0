-- title: Packet lineage
-- description: One row each time that data of one packet became part of another. A clone, copy,
--   segment or fragment begins with that row; other packets may have existed before data of the
--   parent was added to them.
-- needs: events
-- column: parent               Packet that the data comes from, whole or in part.
-- column: packet               Packet that has the data from then on.
-- column: seq                  Position of the row among the events of that packet; 0: the packet
--   begins with it.
-- column: lineage              clone (shared data), copy (own data), segment (GSO, or TCP cutting
--   what it has queued), fragment (IP), reassemble (of fragments), coalesce (GRO, or a queue of a
--   TCP socket) or rebuild (a new sk_buff for the same packet).
-- column: function             Kernel function that did it.
-- column: ts time              When.
-- column: joins                Do both belong to one journey? Not where a TCP socket appends a
--   queued segment to the one before it: both have arrived by then, and share only the connection.
-- inline: its few columns are quickly read again
-- cost: one scan of the rows of kind lineage
CREATE VIEW lineage AS
SELECT
    parent, packet, seq, lineage, function, ts,
    NOT (lineage = 'coalesce' AND role_merges_in_queue(function)) AS joins
FROM events
WHERE kind = 'lineage' AND parent IS NOT NULL AND packet IS NOT NULL AND parent <> packet;
