-- title: Every packet took a path that is allowed
-- description: No packet that was recorded whole took another path than those of --allow-path: the
--   short ids of skbtrail paths.
-- needs: paths
-- option: allow_path
SELECT
    format('path {} ({:,} packets, {:,} steps)', path, packets, steps) AS what,
    example AS packet
FROM paths
WHERE complete AND NOT list_contains(getvariable('allow_path'), path)
ORDER BY packets DESC, path;
