-- title: Every event of the trace
-- description: One row for each event of a packet, with the columns of queries/schema/event.csv.
--   Rows of one packet are numbered by seq; a value that was not recorded is NULL.
-- needs: _source
-- column: *  The columns of queries/schema/event.csv except lost and lost_cause, in the same order;
--   in "skbtrail sql" also those that were recorded with --field.
-- inline: a row for each event is too much to keep
-- cost: one scan of the columns that are used
CREATE VIEW events AS
SELECT * EXCLUDE (trace, lost, lost_cause, _fields)
FROM _source
WHERE kind <> 'loss';
