-- title: Drops by kernel stack, folded
-- description: One row for each kernel stack in which packets were dropped: the outermost caller,
--   then each function called by the one before, and last the reason. Everyday frees are not
--   counted.
-- needs: dropped, events
-- column: stack                Stack frames, outermost first, separated by ;.
-- column: count                Packets that were dropped there.
-- empty: No drop has a stack; record with --stack drops, or write --stacks paths.
-- cost: that of the view dropped
WITH
    stacked AS (
        SELECT
            list_reverse(list_transform(
                string_split(e.stack, ';'),
                lambda f: coalesce(nullif(place_name(f, NULL), ''), '?'))) AS frames,
            coalesce(nullif(replace(d.reason, ';', ','), ''), 'no reason') AS reason
        FROM dropped AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq = d.seq
        WHERE d.class <> 'everyday' AND e.stack <> ''
    )
SELECT
    array_to_string(frames, ';') || ';' || reason AS stack,
    count(*) AS count
FROM stacked
GROUP BY ALL
ORDER BY stack;
