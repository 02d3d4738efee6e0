-- title: Lists of addresses that the recorder had
-- description: One row per entry of the lists in the footer: addresses to let through (allow-list),
--   to keep out (deny-list), or only to compare with (list).
-- needs: _metadata
-- column: list                 allow-list, deny-list or list.
-- column: network              Entry: an address or a network.
-- cost: the footer of the file alone
CREATE VIEW lists AS
WITH
    filter AS (
        SELECT TRY_CAST(value AS JSON) AS filter
        FROM _metadata
        WHERE key = 'skbtrail.filter'
    )
SELECT
    name AS list,
    unnest(CASE
        WHEN json_type(filter -> name) = 'ARRAY' THEN (filter -> name) ->> '$[*]'
    END) AS network
FROM filter
CROSS JOIN (VALUES ('allow-list'), ('deny-list'), ('list')) AS l (name);
