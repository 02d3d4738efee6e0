-- title: Packets with missing events
-- description: One row for each packet with a hole in seq.
-- needs: _holes
-- column: packet               Number of the packet.
-- column: missing              Events in its holes.
-- cost: none: holes are counted before each report
CREATE VIEW gaps AS
SELECT packet, missing
FROM _holes
WHERE missing > 0;
