-- title: Drops, by reason and function
-- description: Packets that the kernel dropped as faults, or may have. Between different kernels or
--   back-ends the cause is compared, for reasons and places have other names there.
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
