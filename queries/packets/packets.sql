-- title: Packets, in the order in which they were first seen
-- description: One row per packet: when it was seen, its flow, how long it lived, and what
--   happened to it.
-- needs: packets, trace
-- param: top INTEGER = 100     Rows to show.
-- param: fate VARCHAR = NULL   Only these: dropped, delivered, transmitted, consumed, alive ...
-- column: packet               Number of the packet.
-- column: time offset          First event, from the start of the trace.
-- column: flow                 Addresses with which it came in.
-- column: events count         Events that are in the trace.
-- column: missing count        Events that are missing.
-- column: duration ns          Time from the first to the last event.
-- column: fate                 What became of it.
-- column: detail               Where it was seen last; reason and place of a drop.
-- empty: No such packet is in the trace.
-- cost: one aggregation of all events by packet
SELECT
    p.packet,
    epoch_ns(p.first) - epoch_ns(coalesce(t.start, min(p.first) OVER ())) AS time,
    p.flow,
    p.events,
    p.missing,
    p.duration_ns AS duration,
    p.fate,
    concat_ws(' ',
        p.last_netns, p.last_ifname,
        CASE
            WHEN p.fate = 'dropped' THEN concat_ws(' at ', p.drop_reason, p.drop_function)
            WHEN p.usual IS NOT NULL THEN '(' || p.usual || ')'
            WHEN p.drop_class IS NOT NULL
            THEN '(freed: ' || concat_ws(' at ', p.drop_reason, p.drop_function) || ')'
        END) AS detail
FROM packets AS p
CROSS JOIN trace AS t
WHERE getvariable('fate') IS NULL OR p.fate = getvariable('fate')
ORDER BY p.first, p.packet
LIMIT getvariable('top');
