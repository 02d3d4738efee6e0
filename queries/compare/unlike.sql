-- Ways in which the recordings of the two sides differ. Kinds of difference that follow from them
-- are left out.
SELECT 'back-end' AS what
FROM _side
HAVING min(backend) IS DISTINCT FROM max(backend)
UNION ALL
SELECT 'filter'
FROM _side
HAVING min(filter) IS DISTINCT FROM max(filter);
