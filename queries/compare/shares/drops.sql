-- title: Drops, by reason and function
-- description: Packets that the kernel dropped as faults, or may have. If the kernels or the
--   back-ends differ, causes are compared, because drop reasons and functions have different names.
-- rank: 1
-- pairing: service or all
-- least: 0
-- label: Drop
-- packets: all
-- skip: 
-- needs: causes
SELECT
    NULL AS topic,
    CASE
        WHEN (SELECT min(kernel) = max(kernel) AND min(backend) = max(backend) FROM _side)
        THEN concat_ws(
            ', ', coalesce(reason, 'no reason') || coalesce(' at ' || function, ''), note)
        ELSE coalesce(cause, reason, 'for an unknown reason')
    END AS what,
    packet
FROM causes
