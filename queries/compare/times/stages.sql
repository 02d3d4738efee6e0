-- title: Time from stage to stage
-- description: Times between stages, from the driver to the socket and back, as in the report
--   stages: over all network namespaces together, and for each separately.
-- rank: 9
-- label: Time
-- packets: sample
-- skip: back-end
-- needs: stage_times
SELECT
    stage || ' to ' || next_stage AS topic,
    stage || ' to ' || next_stage || ', ' || namespaces AS what,
    packet, ns
FROM stage_times
UNION ALL
SELECT stage || ' to ' || next_stage, stage || ' to ' || next_stage, packet, ns
FROM stage_times
WHERE (SELECT count(DISTINCT namespaces) FROM stage_times) > 1
