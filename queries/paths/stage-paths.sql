-- title: Packet paths from stage to stage, most used first
-- description: One row for each step of each path: from one stage of the kernel's packet path to
--   the next, as in stages, with the network namespace. Packets that passed the same stages in the
--   same namespaces, and ended in the same way, share a path. Packets that were seen at only one
--   stage are left out, and so are steps across missing events.
-- needs: packets, stage_times
-- param: paths INTEGER 1.. = 20    Paths to show, those of most packets first.
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: path group           Short id of the path.
-- column: packets count        Packets that took it.
-- column: share %              Part of all packets that took any such path, in [0, 100].
-- column: step                 Position of the step on the path, from 1.
-- column: from                 Namespace and stage that were left ...
-- column: to                   ... and those that were reached.
-- column: median ns            Median of the time between the two.
-- column: fate                 What became of the packets, as in packets; for drops, the reason.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet went from one stage to another; skbtrail paths shows what was recorded.
-- cost: those of the views packets and stage_times
WITH
    step AS (
        SELECT
            packet, ns,
            row_number() OVER (PARTITION BY packet ORDER BY seq) AS step,
            concat_ws(': ', netns_from, stage) AS left_stage,
            concat_ws(': ', netns_to, next_stage) AS reached
        FROM stage_times
    ),
    taken AS (
        SELECT
            s.packet,
            any_value(concat_ws(': ', p.fate, CASE WHEN p.fate = 'dropped' THEN p.drop_reason END))
                AS fate,
            left(md5(concat_ws(' > ',
                string_agg(concat_ws(' > ', s.left_stage, s.reached), ' > ' ORDER BY s.step),
                any_value(p.fate), any_value(p.drop_reason))), 8) AS path
        FROM step AS s
        JOIN packets AS p ON p.packet = s.packet
        GROUP BY s.packet
    ),
    path AS (
        SELECT
            path,
            any_value(fate) AS fate,
            count(*) AS packets,
            100.0 * count(*) / sum(count(*)) OVER () AS share,
            min(packet) AS example
        FROM taken
        GROUP BY path
        ORDER BY packets DESC, path
        LIMIT getvariable('paths')
    )
SELECT
    p.path, p.packets, p.share, s.step,
    s.left_stage AS "from", s.reached AS "to",
    CAST(quantile_disc(s.ns, 0.5) AS BIGINT) AS median,
    p.fate, p.example
FROM path AS p
JOIN taken AS t ON t.path = p.path
JOIN step AS s ON s.packet = t.packet
GROUP BY ALL
ORDER BY p.packets DESC, p.path, s.step
LIMIT getvariable('top');
