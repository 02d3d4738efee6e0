-- title: Storage that each column takes
-- description: One row for each stored column, over all traces together.
-- needs: _storage
-- column: column_name          Column, as in queries/schema/event.csv.
-- column: bytes bytes          Size in the file.
-- column: raw_bytes bytes      Size before compression, encoded.
-- cost: the footer of the file alone
CREATE VIEW storage AS
SELECT
    path_in_schema AS column_name,
    CAST(sum(total_compressed_size) AS BIGINT) AS bytes,
    CAST(sum(total_uncompressed_size) AS BIGINT) AS raw_bytes
FROM _storage
GROUP BY path_in_schema;
