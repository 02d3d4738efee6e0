-- title: Traces in which nothing can be missing
-- description: One row for each trace whose footer counts every row as an event and none as lost:
--   each event has the next seq of its packet, and one that is not written is counted as lost, so
--   there is no room for a hole. All traces or none; none under a filter of the reader, when the
--   rows are fewer.
-- needs: _source, traces
-- column: trace                Trace (file), as in traces.
-- column: events               Events in it.
-- column: packets              Packets in it.
-- cost: the footers of the files alone; under a filter one scan of a column
CREATE VIEW intact AS
SELECT trace, events, packets - forgotten AS packets
FROM traces
QUALIFY bool_and(events IS NOT NULL AND packets IS NOT NULL AND losses = '[]') OVER ()
    AND sum(events) OVER () = (SELECT count(*) FROM _source);
