-- title: Packet paths, folded
-- description: One row for each path, as in the view paths: its functions in order, with [2 lost]
--   where events are missing.
-- needs: paths
-- column: stack                Functions in order, separated by ;.
-- column: count                Packets that took it.
-- empty: The trace has no packets.
-- cost: that of the view paths
SELECT
    array_to_string(
        list_transform(
            string_split(replace(sequence, ';', ','), ' > '),
            lambda f: coalesce(nullif(f, ''), '?')),
        ';') AS stack,
    CAST(sum(packets) AS BIGINT) AS count
FROM paths
GROUP BY ALL
ORDER BY stack;
