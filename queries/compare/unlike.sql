-- What the recordings of the two sides do not have in common: kinds of difference that follow from
-- it are left out.
SELECT 'back-end' AS what
FROM _side
HAVING min(backend) IS DISTINCT FROM max(backend)
UNION ALL
SELECT 'filter'
FROM _side
HAVING min(filter) IS DISTINCT FROM max(filter);
