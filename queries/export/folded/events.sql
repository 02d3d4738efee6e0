-- title: Events by kernel stack, folded
-- description: One row for each kernel stack in which events happened: the outermost caller, then
--   each function called by the one before, and last the function of the event.
-- needs: events
-- column: stack                Stack frames, outermost first, separated by ;.
-- column: count                Events there.
-- empty: No event has a stack; record with --stack all, or write --stacks paths.
-- cost: one scan of the columns function and stack
WITH
    stacked AS (
        SELECT
            list_reverse(list_transform(
                string_split(stack, ';'),
                lambda f: coalesce(nullif(place_name(f, NULL), ''), '?'))) AS frames,
            coalesce(nullif(replace(step_name(kind, function), ';', ','), ''), '?') AS step
        FROM events
        WHERE stack <> ''
    )
SELECT
    array_to_string(frames, ';')
        || CASE WHEN frames[-1] = step THEN '' ELSE ';' || step END AS stack,
    count(*) AS count
FROM stacked
GROUP BY ALL
ORDER BY stack;
