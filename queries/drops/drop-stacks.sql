-- title: Drops by kernel stack
-- description: One row per kernel stack in which packets were dropped, most frequent first. The
--   innermost function comes first; each one was called by the next. Everyday frees are not
--   shown.
-- needs: dropped, events
-- param: depth BIGINT 1.. = 12     Functions of a stack to show and to tell stacks apart by.
-- param: top INTEGER = 20      Rows to show.
-- column: class group          fault, unknown or consequence, as in frees.
-- column: packets count        Packets that were dropped.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason.
-- column: flow                 One of the flows that were dropped there; NULL when none is known.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- column: stack                Functions, innermost first, separated by <.
-- empty: No drop has a stack; record with --stack drops.
-- cost: that of the view drops
WITH
    stacked AS (
        SELECT
            d.class, d.packet, d.reason, d.flow,
            list_transform(string_split(e.stack, ';'), lambda f: place_name(f, NULL)) AS frames
        FROM dropped AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq = d.seq
        WHERE d.class <> 'everyday' AND e.stack IS NOT NULL
    )
SELECT
    class,
    count(*) AS packets,
    reason,
    arg_min(flow, packet) AS flow,
    min(packet) AS example,
    array_to_string(frames[:getvariable('depth')], ' < ')
        || CASE WHEN max(len(frames)) > getvariable('depth') THEN ' < ...' ELSE '' END AS stack
FROM stacked
GROUP BY class, reason, frames[:getvariable('depth')]
ORDER BY list_position(['fault', 'unknown', 'consequence'], class), packets DESC, reason, stack
LIMIT getvariable('top');
