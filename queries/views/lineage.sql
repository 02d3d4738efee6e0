-- title: Packets that were made from other packets
-- description: One row for each packet that began as a clone or a copy of another.
-- needs: events
-- column: parent               Packet from which it was made.
-- column: packet               Packet that began.
-- column: lineage              clone (shared data) or copy (own data).
-- column: function             Kernel function that made it.
-- column: ts time              When.
-- cost: one scan of the rows of kind lineage
CREATE VIEW lineage AS
SELECT parent, packet, lineage, function, ts
FROM events
WHERE kind = 'lineage';
