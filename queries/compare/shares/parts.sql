-- title: Functions after which paths diverge
-- description: The next function on the path of the packets that reached a function. Functions that
--   only one of the recordings could see are skipped; repeated visits of a packet to a function are
--   counted separately.
-- rank: 7
-- pairing: service
-- least: 0.05
-- label: Path after
-- packets: sample
-- skip: 
-- needs: numbered, packets
WITH
    -- Only up to the first gap: the predecessor of an event after a gap is unknown.
    step AS (
        SELECT packet, seq, step_name(kind, function) AS step
        FROM numbered
        WHERE missing = 0 AND kind <> 'lineage' AND function NOT IN (SELECT function FROM _apart)
    ),
    pair AS (
        SELECT
            packet, step,
            lead(step) OVER (PARTITION BY packet ORDER BY seq) AS next,
            row_number() OVER (PARTITION BY packet, step ORDER BY seq) AS visit
        FROM step
    )
SELECT
    p.step || CASE WHEN p.visit > 1 THEN ', time ' || p.visit ELSE '' END AS topic,
    coalesce(p.next, 'nothing more') AS what,
    p.packet
FROM pair AS p
JOIN packets AS k ON k.packet = p.packet
WHERE p.visit < 10 AND (p.next IS NOT NULL OR k.complete)
