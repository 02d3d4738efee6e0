-- title: Packets that took longest
-- description: Packets among the slowest fiftieth of a stage, calculated over both traces together.
-- rank: 10
-- pairing: service
-- least: 0
-- label: Slow
-- packets: sample
-- skip: back-end
-- needs: stage_times
WITH
    pair AS (
        SELECT packet, stage || ' to ' || next_stage AS topic, max(ns) AS ns
        FROM stage_times
        GROUP BY ALL
    ),
    slow AS (
        SELECT topic, quantile_disc(ns, 0.98) AS ns FROM pair GROUP BY topic
    )
SELECT
    p.topic,
    CASE WHEN p.ns > s.ns THEN 'more than ' || duration_name(s.ns) END AS what,
    p.packet
FROM pair AS p
JOIN slow AS s ON s.topic = p.topic
