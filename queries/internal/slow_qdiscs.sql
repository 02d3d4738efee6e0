-- title: Qdiscs that packets were dropped by, or waited long in
-- description: One row per such packet and interface, two if both are true, with the snapshot's
--   entry for its qdisc: the one of the packet's last event in a qdisc. If no event has one, it is
--   the only possible qdisc of the interface; for a drop, the only innermost one that may have
--   counted drops.
-- needs: causes, events, links, qdiscs, waits
-- column: packet               Number of the packet.
-- column: netns                Network namespace of the qdisc.
-- column: ifname               Its interface.
-- column: dropped              Was the packet dropped? Else it waited.
-- column: qdisc                Kind and handle; NULL when it is not known.
-- column: parameters           Its rate and how much it holds, in words; NULL when not known.
-- column: drops                Packets that it dropped during the recording; NULL likewise.
-- column: requeues             How often its device had no room during the recording; NULL
--   likewise.
-- column: candidates           If several qdiscs are possible: up to three of them, with their
--   drops.
-- cost: those of the views causes and waits, and of the events of such packets
CREATE VIEW slow_qdiscs AS
WITH
    -- A list, so that the optimizer knows that these are few compared with all events.
    slow AS MATERIALIZED (
        SELECT unnest(list(s), recursive := true)
        FROM (
            SELECT packet, netns, ifname, NULL AS qdisc, true AS dropped
            FROM causes
            WHERE cause = 'qdisc' AND packet IS NOT NULL
            UNION ALL
            SELECT DISTINCT packet, netns, ifname, qdisc, false
            FROM waits
            WHERE wait = 'qdisc'
        ) AS s
    ),
    entered AS (
        SELECT s.packet, arg_max(concat_ws(' ', e.qdisc, e.qdisc_handle), e.seq) AS qdisc
        FROM slow AS s
        JOIN events AS e ON e.packet = s.packet AND e.qdisc IS NOT NULL
        WHERE s.dropped
        GROUP BY s.packet
    ),
    known AS (
        SELECT s.* EXCLUDE (qdisc), coalesce(s.qdisc, e.qdisc) AS qdisc
        FROM slow AS s
        LEFT JOIN entered AS e ON e.packet = s.packet AND s.dropped
    ),
    queue AS (
        SELECT
            q.trace, q.netns, q.ifname, q.handle, q.parent, q.drops_growth, q.requeues_growth,
            concat_ws(' ', q.kind, q.handle) AS qdisc,
            CASE
                WHEN q.change IS DISTINCT FROM 'changed' AND q.kind = 'pfifo_fast'
                THEN 'limit ' || l.queue || ' packets for each band, its txqueuelen'
                WHEN q.change IS DISTINCT FROM 'changed' THEN q.parameters
            END AS parameters
        FROM qdiscs AS q
        LEFT JOIN links AS l ON l.trace = q.trace AND l.netns = q.netns AND l.ifname = q.ifname
        WHERE q.kind NOT IN ('noqueue', 'noop', 'clsact', 'ingress')
    ),
    candidate AS (
        SELECT k.packet, k.dropped, q.*
        FROM known AS k
        JOIN queue AS q ON q.trace = trace_of(k.packet) AND q.netns = k.netns
            AND q.ifname = k.ifname
        WHERE q.qdisc = k.qdisc
            OR k.qdisc IS NULL AND (NOT k.dropped OR q.drops_growth IS DISTINCT FROM 0)
    ),
    -- A qdisc's drops are also counted by the qdisc around it.
    innermost AS (
        SELECT
            c.packet, c.netns, c.ifname, c.dropped,
            count(*) AS number,
            any_value(c.qdisc) AS qdisc,
            any_value(c.parameters) AS parameters,
            any_value(c.drops_growth) AS drops,
            any_value(c.requeues_growth) AS requeues,
            array_to_string(
                min(c.qdisc || coalesce(format(' ({:,} drops)', c.drops_growth), ''), 3), ', ')
                AS candidates
        FROM candidate AS c
        ANTI JOIN candidate AS i ON i.packet = c.packet AND i.dropped = c.dropped
            AND i.netns = c.netns AND i.ifname = c.ifname AND i.handle <> c.handle
            AND split_part(i.parent, ':', 1) || ':' = c.handle
        GROUP BY c.packet, c.netns, c.ifname, c.dropped
    )
SELECT
    k.packet, k.netns, k.ifname, k.dropped,
    coalesce(k.qdisc, CASE WHEN i.number = 1 THEN i.qdisc END) AS qdisc,
    CASE WHEN i.number = 1 THEN i.parameters END AS parameters,
    CASE WHEN i.number = 1 THEN i.drops END AS drops,
    CASE WHEN i.number = 1 THEN i.requeues END AS requeues,
    CASE WHEN i.number > 1 AND k.qdisc IS NULL THEN i.candidates END AS candidates
FROM known AS k
LEFT JOIN innermost AS i ON i.packet = k.packet AND i.netns = k.netns AND i.ifname = k.ifname
    AND i.dropped = k.dropped;
